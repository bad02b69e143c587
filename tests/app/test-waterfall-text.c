/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-text.h"

#include "freshet-error.h"
#include "freshet-test-report.h"

static void
test_file (void)
{
  g_autoptr (FreshetReportDownload) download = freshet_test_report_download (1, 3);
  g_autofree char *text = freshet_waterfall_text_file (download, 3);

  g_assert_cmpstr (text,
                   ==,
                   "a.iso · waited 1.00 s · connected in 1 ms · first byte after 99 ms · "
                   "body in 1.90 s · 8.4\u00a0MB");
}

static void
test_file_that_never_began (void)
{
  g_autoptr (FreshetReportDownload) download = freshet_report_download_new ();
  g_autofree char *text = NULL;

  download->uri = g_strdup ("http://example.org/files/b.iso?size=1&seed=2");
  download->queued_s = 0;
  text = freshet_waterfall_text_file (download, 3);
  g_assert_true (g_str_has_prefix (text, "b.iso · "));
}

static void
test_failed_file (void)
{
  g_autoptr (FreshetReportDownload) download = freshet_report_download_new ();
  g_autofree char *text = NULL;

  download->uri = g_strdup ("ftp://example.org/\n");
  download->queued_s = 0;
  download->started_s = 0.5;
  download->finished_s = 0.75;
  download->error = g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_UNREACHABLE, "No route.");
  text = freshet_waterfall_text_file (download, 3);

  g_assert_cmpstr (text,
                   ==,
                   "ftp://example.org/\xef\xbf\xbd · waited 500 ms · connected in 250 ms · "
                   "0 bytes · No route.");
}

static void
assert_loop (const FreshetTimeline *timeline, double time_s, const char *expected)
{
  g_autofree char *text = freshet_waterfall_text_loop (timeline, time_s);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_loop (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);

  assert_loop (timeline, 0.2, "Main loop: answers within 4 ms");
  assert_loop (timeline, 0.502, "Main loop: painting had to wait from 0.49 s on, for 15 ms");
  assert_loop (timeline, 1.05, "Main loop: inside of a handler from 1.00 s on, for 75 ms");
}

static void
test_frames (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);
  g_autofree char *between = freshet_waterfall_text_frames (timeline, 0.02);
  g_autofree char *after = freshet_waterfall_text_frames (timeline, 0.04);

  g_assert_cmpstr (between, ==, "Frames: 17 ms from one to the next");
  g_assert_cmpstr (after, ==, "Frames: no more in this run");
}

static void
test_input (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);
  g_autofree char *first = freshet_waterfall_text_input (timeline, 0);
  g_autofree char *second = freshet_waterfall_text_input (timeline, 2);

  g_assert_cmpstr (first, ==, "Pressed at 0.30 s, handled 10 ms later, painted 14 ms later");
  g_assert_cmpstr (second, ==, "Pressed at 1.10 s, handled 250 ms later, not painted");
}

static void
test_summary (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;

  g_ptr_array_add (reports, freshet_test_report_new_full ());
  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_BLOCKING));
  text = freshet_waterfall_text_summary (reports);

  g_assert_cmpstr (text,
                   ==,
                   "Asynchronous · 2.04 s · 1 of 1 file. Blocking · 0.00 s · 0 of 0 files.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/waterfall-text/what-became-of-a-file", test_file);
  g_test_add_func ("/waterfall-text/file-that-never-began-has-its-name",
                   test_file_that_never_began);
  g_test_add_func ("/waterfall-text/what-became-of-one-that-failed", test_failed_file);
  g_test_add_func ("/waterfall-text/what-the-loop-did", test_loop);
  g_test_add_func ("/waterfall-text/how-far-frames-are-apart", test_frames);
  g_test_add_func ("/waterfall-text/how-late-input-was-answered", test_input);
  g_test_add_func ("/waterfall-text/all-of-it-in-words", test_summary);

  return g_test_run ();
}
