/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include "freshet-content-disposition.h"
#include "freshet-name.h"
#include "freshet-test-name.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *value = g_strndup ((const char *) data, size);
  g_autofree char *name = freshet_content_disposition_get_name (value);
  g_autoptr (GUri) uri = g_uri_build (G_URI_FLAGS_NONE, "http", NULL, "h", -1, "/a", NULL, NULL);
  g_autofree char *chosen = freshet_name_choose (value, uri, value);

  g_assert_true (name == NULL || (*name != '\0' && g_utf8_validate (name, -1, NULL)));
  freshet_test_assert_safe_name (chosen);
  return 0;
}
