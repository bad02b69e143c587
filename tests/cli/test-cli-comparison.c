/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-comparison.h"

static FreshetReport *
make_report (FreshetMode mode, double elapsed, double freeze_ms, const char *state)
{
  g_autoptr (GDateTime) started = g_date_time_new_utc (2026, 1, 31, 12, 0, 0);
  const FreshetLoopFigures loop = {
    .longest_freeze_ms = freeze_ms,
    .frozen_fraction = freeze_ms > 100 ? 1 : 0,
  };
  FreshetReport *report = freshet_report_new (mode, started);
  FreshetReportDownload *download = freshet_report_download_new ();

  download->state = g_strdup (state);
  download->bytes = 1000;
  download->started_s = 0;
  download->finished_s = elapsed;
  freshet_report_add_download (report, download);
  freshet_report_set_elapsed (report, elapsed);
  freshet_report_set_loop (report, &loop);
  freshet_report_set_resources (report, 0.25, 30 * 1000 * 1000, 7, 1);
  return report;
}

static GPtrArray *
make_reports (double async_elapsed, const char *async_state)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (reports, make_report (FRESHET_MODE_BLOCKING, 12, 11990, "finished"));
  g_ptr_array_add (reports, make_report (FRESHET_MODE_ASYNC, async_elapsed, 8, async_state));
  return reports;
}

static void
test_table_has_a_line_for_each_run (void)
{
  g_autoptr (GPtrArray) reports = make_reports (2, "finished");
  g_autofree char *table = freshet_cli_comparison_format_table (reports);
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "Mode "));
  g_assert_true (g_str_has_prefix (lines[1], "blocking "));
  g_assert_nonnull (strstr (lines[1], " 12.00 s "));
  g_assert_nonnull (strstr (lines[1], " 100 % "));
  g_assert_true (g_str_has_prefix (lines[2], "async "));
  g_assert_nonnull (strstr (lines[2], " 2.00 s "));
  g_assert_nonnull (strstr (lines[2], " 8 ms "));
  g_assert_cmpstr (lines[3], ==, "");
}

static void
test_table_shows_nothing_that_was_not_measured (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) started = g_date_time_new_utc (2026, 1, 31, 12, 0, 0);
  FreshetReport *report = freshet_report_new (FRESHET_MODE_ASYNC, started);
  g_autofree char *table = NULL;

  freshet_report_set_elapsed (report, 2);
  freshet_report_set_resources (report, 0.25, -1, -1, 1);
  g_ptr_array_add (reports, report);
  table = freshet_cli_comparison_format_table (reports);

  g_assert_null (strstr (table, " ms"));
  g_assert_null (strchr (table, '%'));
  g_assert_null (strstr (table, "-1"));
}

static void
test_conclusion_says_how_much_longer (void)
{
  g_autoptr (GPtrArray) reports = make_reports (2, "finished");
  g_autofree char *conclusion = freshet_cli_comparison_format_conclusion (reports);

  g_assert_cmpstr (conclusion,
                   ==,
                   "blocking took 6.0 times as long as async. "
                   "Longest freeze: 11990 ms and 8 ms.");
}

static void
test_conclusion_of_equals_names_no_winner (void)
{
  g_autoptr (GPtrArray) reports = make_reports (11.9, "finished");
  g_autofree char *conclusion = freshet_cli_comparison_format_conclusion (reports);

  g_assert_cmpstr (conclusion, ==, "All modes took the same time.");
}

static void
test_no_conclusion_from_what_failed (void)
{
  g_autoptr (GPtrArray) reports = make_reports (2, "failed");

  g_assert_null (freshet_cli_comparison_format_conclusion (reports));
  g_assert_cmpuint (freshet_cli_comparison_count_missing (reports->pdata[0]), ==, 0);
  g_assert_cmpuint (freshet_cli_comparison_count_missing (reports->pdata[1]), ==, 1);
}

static void
test_no_conclusion_from_one_run (void)
{
  g_autoptr (GPtrArray) reports = make_reports (2, "finished");

  g_ptr_array_set_size (reports, 1);
  g_assert_null (freshet_cli_comparison_format_conclusion (reports));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-comparison/table-has-a-line-for-each-run",
                   test_table_has_a_line_for_each_run);
  g_test_add_func ("/cli-comparison/table-shows-nothing-that-was-not-measured",
                   test_table_shows_nothing_that_was_not_measured);
  g_test_add_func ("/cli-comparison/conclusion-says-how-much-longer",
                   test_conclusion_says_how_much_longer);
  g_test_add_func ("/cli-comparison/conclusion-of-equals-names-no-winner",
                   test_conclusion_of_equals_names_no_winner);
  g_test_add_func ("/cli-comparison/no-conclusion-from-what-failed",
                   test_no_conclusion_from_what_failed);
  g_test_add_func ("/cli-comparison/no-conclusion-from-one-run", test_no_conclusion_from_one_run);

  return g_test_run ();
}
