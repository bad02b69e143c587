/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include "freshet-checksum-list.h"

#include <string.h>

/* The first line is the name that is looked for. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char *list = strchr (text, '\n');
  g_autoptr (FreshetChecksum) checksum = NULL;
  g_autoptr (FreshetChecksum) again = NULL;
  g_autofree char *string = NULL;

  if (list == NULL)
    return 0;
  *list++ = '\0';
  checksum = freshet_checksum_list_find (list, text);
  if (checksum == NULL)
    return 0;
  string = freshet_checksum_to_string (checksum);
  again = freshet_checksum_parse (string, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->hex, ==, checksum->hex);
  return 0;
}
