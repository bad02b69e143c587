/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

#define SIZE (8 * 1024 * 1024)
/* Slow enough for all connections to be there before the first comes to its end. */
#define PATH "/file/a?size=8M&seed=5&rate=2M"

static const FreshetReportDownload *
run_segments (FreshetTestQueue *test, const char *path, FreshetDownload **download)
{
  *download = freshet_test_queue_add (test, path);
  freshet_queue_set_segments (test->queue, 4);
  freshet_test_queue_run (test);
  return freshet_report_get_downloads (test->report)->pdata[0];
}

static void
assert_only_file (FreshetTestQueue *test)
{
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
  freshet_test_folder_assert_files (test->directory, "a");
}

static void
test_ranges_make_the_whole (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download;
  const FreshetReportDownload *line = run_segments (test, PATH, &download);

  g_assert_cmpuint (line->attempts, ==, 1);
  g_assert_cmpuint (line->segments, ==, 4);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (test->server), >=, 4);
  assert_only_file (test);
}

static void
test_checksum_is_of_the_whole (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, PATH);
  g_autoptr (FreshetChecksum) wrong
      = freshet_checksum_parse ("md5:00000000000000000000000000000000", NULL);

  freshet_download_set_checksum (download, wrong);
  freshet_queue_set_segments (test->queue, 4);
  freshet_test_queue_run (test);
  freshet_test_folder_assert_files (test->directory, "a.bad");
}

static void
test_faults_cost_lanes_and_no_bytes (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autofree char *path = g_strconcat (PATH, data, NULL);
  FreshetDownload *download;

  run_segments (test, path, &download);
  g_assert_no_error (freshet_download_get_error (download));
  assert_only_file (test);
}

static void
test_what_was_received_is_not_fetched_again (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, PATH);
  const FreshetReportDownload *line;

  freshet_queue_set_segments (test->queue, 4);
  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 3 * 1024 * 1024);
  freshet_queue_pause_download (test->queue, download);
  freshet_test_queue_wait (test);

  freshet_queue_set_segments (test->queue, GPOINTER_TO_UINT (data));
  freshet_queue_start_download (test->queue, download);
  freshet_test_queue_wait (test);
  line = freshet_report_get_downloads (test->report)->pdata[0];
  g_assert_cmpint (line->resumed_from, >=, 3 * 1024 * 1024);
  assert_only_file (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/segments/ranges-make-the-whole", test_ranges_make_the_whole);
  g_test_add_func ("/segments/checksum-is-of-the-whole", test_checksum_is_of_the_whole);
  g_test_add_data_func ("/segments/no-ranges-given",
                        "&ranges=no",
                        test_faults_cost_lanes_and_no_bytes);
  g_test_add_data_func ("/segments/wrong-ranges-given",
                        "&ranges=bad",
                        test_faults_cost_lanes_and_no_bytes);
  g_test_add_data_func ("/segments/no-validator",
                        "&etag=none&last-modified=no",
                        test_faults_cost_lanes_and_no_bytes);
  g_test_add_data_func ("/segments/too-many-connections",
                        "&max-conns=2",
                        test_faults_cost_lanes_and_no_bytes);
  g_test_add_data_func ("/segments/lanes-that-break",
                        "&drop=500K&drop-times=2",
                        test_faults_cost_lanes_and_no_bytes);
  g_test_add_data_func ("/segments/received-is-not-fetched-again/by-four",
                        GUINT_TO_POINTER (4),
                        test_what_was_received_is_not_fetched_again);
  g_test_add_data_func ("/segments/received-is-not-fetched-again/by-one",
                        GUINT_TO_POINTER (1),
                        test_what_was_received_is_not_fetched_again);

  return g_test_run ();
}
