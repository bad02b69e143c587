/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include "freshet-report.h"

/* What was read and is written is read the same again, and makes a table too. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = freshet_report_list_parse (text, -1, &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_again = NULL;
  g_autofree char *table = NULL;

  if (reports == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  written = freshet_report_list_to_string (reports, TRUE, FALSE);
  again = freshet_report_list_parse (written, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, reports->len);
  written_again = freshet_report_list_to_string (again, TRUE, FALSE);
  g_assert_cmpstr (written_again, ==, written);
  table = freshet_report_list_to_string (reports, TRUE, TRUE);
  g_assert_true (g_utf8_validate (table, -1, NULL));
  return 0;
}
