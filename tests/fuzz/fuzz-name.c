/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include <string.h>

#include "freshet-name.h"
#include "freshet-test-name.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *name = g_strndup ((const char *) data, size);
  g_autofree char *safe = freshet_name_make_safe (name);
  g_autofree char *numbered = freshet_name_number (safe, 999);

  freshet_test_assert_safe_name (safe);
  g_assert_true (g_utf8_validate (numbered, -1, NULL));
  g_assert_cmpuint (strlen (numbered) + strlen (".part.meta"), <=, 255);
  g_assert_cmpstr (numbered, !=, safe);
  return 0;
}
