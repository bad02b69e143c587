/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-checksum.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

#define SIZE (20 * 1024 * 1024)
#define RATE (3 * 1024 * 1024)
#define QUERY "?size=20M&seed=5"

static guint
get_segments (FreshetTestQueue *test, guint i)
{
  const FreshetReportDownload *line = freshet_report_get_downloads (test->report)->pdata[i];

  g_assert_cmpstr (line->state, ==, "finished");
  g_assert_cmpuint (line->attempts, ==, 1);
  return line->segments;
}

static void
test_a_slow_connection_gets_others_beside_it (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);

  freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M");
  freshet_test_queue_run (test);
  g_assert_cmpuint (get_segments (test, 0), >, 1);
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
  freshet_test_folder_assert_files (test->directory, "a");
}

/* The digest of what came first is of what was read, that of the rest of what was written. */
static void
test_the_checksum_is_of_the_whole (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M");
  g_autoptr (FreshetChecksum) wrong
      = freshet_checksum_parse ("md5:00000000000000000000000000000000", NULL);
  g_autofree char *found = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *wanted = NULL;
  gsize length;

  freshet_download_set_checksum (download, wrong);
  freshet_test_queue_run (test);
  g_assert_cmpuint (freshet_download_get_segments (download), >, 1);
  path = g_build_filename (test->directory, "a.bad", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  found = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) bytes, length);
  wanted = g_strconcat ("md5:", found, NULL);
  g_assert_cmpstr (freshet_download_get_digest (download), ==, wanted);
}

static void
test_others_stay_with_one_connection (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);

  freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M&ranges=no");
  freshet_test_queue_add (test, "/file/b" QUERY "&rate=3M&etag=weak&last-modified=no");
  freshet_test_queue_add (test, "/file/c" QUERY "&rate=3M&max-conns=3");
  freshet_test_queue_run (test);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (get_segments (test, i), ==, 1);
  freshet_test_folder_assert_files (test->directory, "a|b|c");
  freshet_test_folder_assert_body (test->directory, "c", 5, SIZE);
}

static void
test_one_is_one (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);

  freshet_queue_set_segments (test->queue, 1);
  freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M");
  freshet_test_queue_run (test);
  g_assert_cmpuint (get_segments (test, 0), ==, 1);
}

static void
test_a_new_number_is_for_what_begins_later (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M");

  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 1);
  freshet_queue_set_segments (test->queue, 1);
  freshet_test_queue_wait (test);
  g_assert_cmpuint (freshet_download_get_segments (download), >, 1);
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
}

/* From when there are two connections, they are held to what one of them brought. */
static void
segments_changed_cb (FreshetDownload *download, GParamSpec *pspec, FreshetTestQueue *test)
{
  if (freshet_demo_server_get_peak_connections (test->server) > 1)
    freshet_queue_set_rate_limit (test->queue, RATE);
}

static void
test_what_does_not_help_is_given_back (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M");

  g_signal_connect (download, "notify::received", G_CALLBACK (segments_changed_cb), test);
  freshet_test_queue_run (test);
  g_assert_cmpuint (get_segments (test, 0), ==, 2);
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
}

static void
test_a_pause_loses_nothing (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY "&rate=3M");

  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 9 * 1024 * 1024);
  freshet_queue_pause_download (test->queue, download);
  freshet_test_queue_wait (test);
  g_assert_cmpuint (freshet_download_get_segments (download), >, 1);

  freshet_queue_start_download (test->queue, download);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_resumed_from (download), >=, 9 * 1024 * 1024);
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/segments-automatic/a-slow-connection-gets-others-beside-it",
                   test_a_slow_connection_gets_others_beside_it);
  g_test_add_func ("/segments-automatic/the-checksum-is-of-the-whole",
                   test_the_checksum_is_of_the_whole);
  g_test_add_func ("/segments-automatic/others-stay-with-one-connection",
                   test_others_stay_with_one_connection);
  g_test_add_func ("/segments-automatic/one-is-one", test_one_is_one);
  g_test_add_func ("/segments-automatic/a-new-number-is-for-what-begins-later",
                   test_a_new_number_is_for_what_begins_later);
  g_test_add_func ("/segments-automatic/what-does-not-help-is-given-back",
                   test_what_does_not_help_is_given_back);
  g_test_add_func ("/segments-automatic/a-pause-loses-nothing", test_a_pause_loses_nothing);

  return g_test_run ();
}
