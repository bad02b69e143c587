/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-progress.h"
#include "freshet-cli-text.h"

#define MB (1000 * 1000)

static void
test_file_line_says_how_far_it_is (void)
{
  g_autofree char *line
      = freshet_cli_progress_format_file ("a.iso", 45 * MB, 100 * MB, 2.5 * MB, 60, FALSE);

  g_assert_cmpstr (line, ==, "a.iso                ########----------     45 %    2.5\u00a0MB/s");
}

static void
test_file_line_of_unknown_length_has_no_share (void)
{
  g_autofree char *line
      = freshet_cli_progress_format_file ("a.iso", 45 * MB, -1, 2.5 * MB, 60, FALSE);

  g_assert_null (strchr (line, '%'));
  g_assert_null (strchr (line, '#'));
  g_assert_nonnull (strstr (line, "45.0"));
}

static void
test_file_line_is_never_all_before_it_is (void)
{
  g_autofree char *line
      = freshet_cli_progress_format_file ("a.iso", 100 * MB - 1, 100 * MB, 2.5 * MB, 60, FALSE);

  g_assert_nonnull (strstr (line, " 99 %"));
  g_assert_nonnull (strchr (line, '-'));
}

static void
test_file_line_of_nothing_is_all (void)
{
  g_autofree char *line = freshet_cli_progress_format_file ("a.iso", 0, 0, 0, 60, FALSE);

  g_assert_nonnull (strstr (line, "100 %"));
}

static void
test_lines_never_exceed_the_terminal (void)
{
  const char *name = "日本語-una-canción-de-cuna-que-no-acaba-nunca.flac";

  for (int columns = 0; columns <= 200; columns++)
    {
      g_autofree char *file
          = freshet_cli_progress_format_file (name, 45 * MB, 100 * MB, 2.5 * MB, columns, TRUE);
      g_autofree char *unknown
          = freshet_cli_progress_format_file (name, 45 * MB, -1, 2.5 * MB, columns, TRUE);
      g_autofree char *sum
          = freshet_cli_progress_format_sum ("async", 2, 6, 45 * MB, 100 * MB, 2.5 * MB, columns);

      g_assert_cmpint (freshet_cli_text_width (file), <=, columns);
      g_assert_cmpint (freshet_cli_text_width (unknown), <=, columns);
      g_assert_cmpint (freshet_cli_text_width (sum), <=, columns);
    }
}

static void
test_sum_says_what_is_left (void)
{
  g_autofree char *sum
      = freshet_cli_progress_format_sum (NULL, 2, 6, 50 * MB, 100 * MB, 5 * MB, 200);

  g_assert_true (g_str_has_prefix (sum, "2 of 6 files · "));
  g_assert_true (g_str_has_suffix (sum, " · 10 seconds left"));
}

static void
test_sum_says_nothing_of_what_is_unknown (void)
{
  g_autofree char *stalled
      = freshet_cli_progress_format_sum (NULL, 2, 6, 50 * MB, 100 * MB, 0, 200);
  g_autofree char *unknown = freshet_cli_progress_format_sum (NULL, 2, 6, 50 * MB, -1, 5 * MB, 200);

  g_assert_null (strstr (stalled, "left"));
  g_assert_null (strstr (unknown, "left"));
  g_assert_null (strstr (unknown, "MB of"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-progress/file-line-says-how-far-it-is", test_file_line_says_how_far_it_is);
  g_test_add_func ("/cli-progress/file-line-of-unknown-length-has-no-share",
                   test_file_line_of_unknown_length_has_no_share);
  g_test_add_func ("/cli-progress/file-line-is-never-all-before-it-is",
                   test_file_line_is_never_all_before_it_is);
  g_test_add_func ("/cli-progress/file-line-of-nothing-is-all", test_file_line_of_nothing_is_all);
  g_test_add_func ("/cli-progress/lines-never-exceed-the-terminal",
                   test_lines_never_exceed_the_terminal);
  g_test_add_func ("/cli-progress/sum-says-what-is-left", test_sum_says_what_is_left);
  g_test_add_func ("/cli-progress/sum-says-nothing-of-what-is-unknown",
                   test_sum_says_nothing_of_what_is_unknown);

  return g_test_run ();
}
