/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-text.h"

#include "freshet-error.h"
#include "freshet-test-report.h"

static void
add_run (GPtrArray *reports, FreshetMode mode, double elapsed_s, double freeze_ms)
{
  const FreshetLoopFigures loop = { .longest_freeze_ms = freeze_ms };
  FreshetReport *report = freshet_test_report_new (mode);

  freshet_report_set_elapsed (report, elapsed_s);
  freshet_report_set_loop (report, &loop);
  freshet_report_add_download (report, freshet_test_report_download (0, elapsed_s));
  g_ptr_array_add (reports, report);
}

static void
set_state (FreshetReport *report, const char *state)
{
  FreshetReportDownload *download = freshet_report_get_downloads (report)->pdata[0];

  g_free (download->state);
  download->state = g_strdup (state);
}

static void
assert_verdict (GPtrArray *reports, const char *expected)
{
  g_autofree char *verdict = freshet_compare_text_verdict (reports);

  g_assert_cmpstr (verdict, ==, expected);
}

static void
test_verdict (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, FRESHET_MODE_BLOCKING, 12.24, 12230);
  assert_verdict (reports, "The window froze for 12.23\u00a0s.");
  add_run (reports, FRESHET_MODE_ASYNC, 2.04, 8.2);
  /* Faster by a coincidence. */
  add_run (reports, FRESHET_MODE_THREADS, 2.01, 7);
  assert_verdict (
      reports,
      "Blocking took 6.0 times as long as Asynchronous. "
      "The longest freeze was 12.23\u00a0s in Blocking, and 8\u00a0ms in Asynchronous.");
}

static void
test_verdict_of_equals (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, FRESHET_MODE_NAIVE, 2.06, 14);
  add_run (reports, FRESHET_MODE_ASYNC, 2.04, 8.2);
  assert_verdict (
      reports, "All modes took the same time. The window never froze for longer than 14\u00a0ms.");
}

static void
test_verdict_of_failures (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, FRESHET_MODE_BLOCKING, 15, 15000);
  add_run (reports, FRESHET_MODE_ASYNC, 2.04, 8.2);
  set_state (reports->pdata[0], "failed");
  assert_verdict (
      reports,
      "Not every mode fetched all files. "
      "The longest freeze was 15.00\u00a0s in Blocking, and 8\u00a0ms in Asynchronous.");
}

static void
test_verdict_of_what_was_not_measured (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, FRESHET_MODE_BLOCKING, 12.24, 12230);
  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_ASYNC));
  freshet_report_set_elapsed (reports->pdata[1], 2.04);
  assert_verdict (reports, "Blocking took 6.0 times as long as Asynchronous.");
  g_ptr_array_remove_index (reports, 0);
  freshet_report_add_download (reports->pdata[0], freshet_test_report_download (0, 2.04));
  assert_verdict (reports, "1 file downloaded in 2.04 s");
}

static void
test_missing (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *none = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *left = NULL;
  g_autofree char *why = NULL;
  FreshetReportDownload *download;

  add_run (reports, FRESHET_MODE_BLOCKING, 15, 15000);
  none = freshet_compare_text_missing (reports->pdata[0]);
  set_state (reports->pdata[0], "failed");
  failed = freshet_compare_text_missing (reports->pdata[0]);
  set_state (reports->pdata[0], "waiting");
  left = freshet_compare_text_missing (reports->pdata[0]);
  set_state (reports->pdata[0], "failed");
  download = freshet_report_get_downloads (reports->pdata[0])->pdata[0];
  download->error = g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_NO_SPACE, "The disk is full");
  why = freshet_compare_text_missing (reports->pdata[0]);

  g_assert_cmpstr (none, ==, NULL);
  g_assert_cmpstr (failed, ==, "Blocking: 1 file failed.");
  g_assert_cmpstr (left, ==, "Blocking: the freeze guard cut off 1 file.");
  g_assert_cmpstr (why, ==, "Blocking: 1 file failed. The disk is full.");
}

static void
test_modes (void)
{
  for (guint mode = FRESHET_MODE_ASYNC; mode <= FRESHET_MODE_NAIVE; mode++)
    {
      g_autofree char *text = freshet_compare_text_pros_and_cons ((FreshetMode) mode);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, 2);
    }
}

static void
test_said_before (void)
{
  g_autofree char *demo = freshet_compare_text_files (6, TRUE);
  g_autofree char *list = freshet_compare_text_files (1, FALSE);
  g_autofree char *running = freshet_compare_text_running (FRESHET_MODE_THREADS, 1, 3);
  g_autofree char *warning = freshet_compare_text_warning (15);

  g_assert_cmpstr (demo, ==, "6 files of the demo server, since the list is empty");
  g_assert_cmpstr (list, ==, "The 1 file of the list");
  g_assert_cmpstr (running, ==, "2 of 3: Threads");
  g_assert_true (g_str_has_suffix (warning, "after 15 seconds at the latest."));
}

static void
test_cell (void)
{
  g_autofree char *best = freshet_compare_text_cell ("Total time", "Asynchronous", "2.04 s", TRUE);
  g_autofree char *other = freshet_compare_text_cell ("Total time", "Blocking", "12.16 s", FALSE);

  g_assert_cmpstr (best, ==, "Total time, Asynchronous: 2.04 s, the best");
  g_assert_cmpstr (other, ==, "Total time, Blocking: 12.16 s");
}

static void
test_when (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 1, 9, 0, 0);
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 2, 28, 23, 5, 0);
  g_autoptr (GDateTime) yesterday = g_date_time_new_utc (2026, 2, 28, 22, 5, 0);
  g_autoptr (GDateTime) earlier = g_date_time_new_utc (2025, 12, 1, 22, 5, 0);
  g_autofree char *of_today = freshet_compare_text_when (today, now);
  g_autofree char *of_yesterday = freshet_compare_text_when (yesterday, now);
  g_autofree char *of_earlier = freshet_compare_text_when (earlier, now);

  g_assert_cmpstr (of_today, ==, "Today, 00:05");
  g_assert_cmpstr (of_yesterday, ==, "Yesterday, 23:05");
  g_assert_cmpstr (of_earlier, ==, "1 December 2025, 23:05");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/compare-text/verdict-names-the-extremes", test_verdict);
  g_test_add_func ("/compare-text/verdict-finds-no-difference-in-noise", test_verdict_of_equals);
  g_test_add_func ("/compare-text/verdict-compares-no-times-of-failures", test_verdict_of_failures);
  g_test_add_func ("/compare-text/verdict-says-nothing-of-what-was-not-measured",
                   test_verdict_of_what_was_not_measured);
  g_test_add_func ("/compare-text/says-what-is-missing-and-why", test_missing);
  g_test_add_func ("/compare-text/each-mode-has-a-pro-and-a-con", test_modes);
  g_test_add_func ("/compare-text/says-what-comes", test_said_before);
  g_test_add_func ("/compare-text/a-cell-says-where-it-is", test_cell);
  g_test_add_func ("/compare-text/days-are-those-of-the-clock-on-the-wall", test_when);

  return g_test_run ();
}
