/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-text.h"

static void
test_width_counts_columns (void)
{
  g_assert_cmpint (freshet_cli_text_width (""), ==, 0);
  g_assert_cmpint (freshet_cli_text_width ("file.iso"), ==, 8);
  g_assert_cmpint (freshet_cli_text_width ("año…"), ==, 4);
  g_assert_cmpint (freshet_cli_text_width ("日本語"), ==, 6);
  g_assert_cmpint (freshet_cli_text_width ("e\u0301"), ==, 1);
}

static void
assert_fit (const char *text, int columns, const char *expected)
{
  g_autofree char *fitted = freshet_cli_text_fit (text, columns);

  g_assert_cmpstr (fitted, ==, expected);
  g_assert_cmpint (freshet_cli_text_width (fitted), <=, columns);
}

static void
test_fit_keeps_both_ends (void)
{
  assert_fit ("debian-12.iso", 13, "debian-12.iso");
  assert_fit ("debian-12.iso", 8, "debi…iso");
  assert_fit ("debian-12.iso", 1, "…");
  assert_fit ("debian-12.iso", 0, "");
  assert_fit ("", 0, "");
}

static void
test_fit_never_cuts_a_character (void)
{
  assert_fit ("日本語日本語", 12, "日本語日本語");
  assert_fit ("日本語日本語", 11, "日本…本語");
  assert_fit ("日本語日本語", 4, "日…");
  assert_fit ("日本語日本語", 5, "日…語");
}

static void
test_pad_counts_columns (void)
{
  g_autofree char *left = freshet_cli_text_pad ("日本", 6, FALSE);
  g_autofree char *right = freshet_cli_text_pad ("año", 6, TRUE);
  g_autofree char *full = freshet_cli_text_pad ("freshet", 3, TRUE);

  g_assert_cmpstr (left, ==, "日本  ");
  g_assert_cmpstr (right, ==, "   año");
  g_assert_cmpstr (full, ==, "freshet");
}

static void
test_table_aligns_columns (void)
{
  const char *const cells[]
      = { "Modo", "Tamaño", "Fin", "async", "9 MB", "2", "hilos", "10 MB", "12", NULL };
  g_autofree char *table = freshet_cli_text_table (cells, 3);

  g_assert_cmpstr (table,
                   ==,
                   "Modo   Tamaño  Fin\n"
                   "async    9 MB    2\n"
                   "hilos   10 MB   12\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-text/width-counts-columns", test_width_counts_columns);
  g_test_add_func ("/cli-text/fit-keeps-both-ends", test_fit_keeps_both_ends);
  g_test_add_func ("/cli-text/fit-never-cuts-a-character", test_fit_never_cuts_a_character);
  g_test_add_func ("/cli-text/pad-counts-columns", test_pad_counts_columns);
  g_test_add_func ("/cli-text/table-aligns-columns", test_table_aligns_columns);

  return g_test_run ();
}
