/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include <string.h>

#include "freshet-address.h"
#include "freshet-format.h"
#include "freshet-name.h"
#include "freshet-test-name.h"

static void
check_line (const char *text)
{
  g_autofree char *escaped = freshet_format_escape (text);

  g_assert_cmpstr (text, ==, escaped);
}

static void
check_uri (GUri *uri)
{
  g_autofree char *string = g_uri_to_string (uri);
  g_autofree char *display = freshet_address_to_display (uri);
  g_autofree char *host = freshet_address_get_host (uri);
  g_autofree char *name = freshet_name_choose (NULL, uri, "text/html");
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) again = freshet_address_parse (string, &error);
  g_autofree char *string_again = NULL;

  g_assert_no_error (error);
  string_again = g_uri_to_string (again);
  g_assert_cmpstr (string_again, ==, string);
  g_assert_true (freshet_address_same_origin (uri, again));
  /* User name and password are for a header of their own, and kept as they are. */
  for (const char *p = string; *p != '\0'; p++)
    g_assert_false (g_ascii_iscntrl (*p));
  for (const char *p = display; *p != '\0'; p++)
    g_assert_true (*p > ' ' && *p < 0x7f);
  g_assert_true (g_str_has_prefix (string, "http://") || g_str_has_prefix (string, "https://"));
  g_assert_cmpuint (strlen (g_uri_get_host (uri)), >, 0);
  g_assert_true (*g_uri_get_path (uri) == '/');
  g_assert_cmpuint (strlen (host), >, 0);
  check_line (host);
  check_line (display);
  freshet_test_assert_safe_name (name);
}

static void
check_list (FreshetAddressList *list)
{
  for (guint i = 0; i < list->uris->len; i++)
    check_uri (list->uris->pdata[i]);
  g_assert_true ((list->rejected->len > 0) == (list->error != NULL));
  if (list->error != NULL)
    check_line (list->error->message);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (FreshetAddressList) words = freshet_address_list_parse (text);
  g_autoptr (FreshetAddressList) lines = freshet_address_list_parse_lines (text);

  check_list (words);
  check_list (lines);
  return 0;
}
