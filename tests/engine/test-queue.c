/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "freshet-error.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"
#include "freshet-test-wait.h"

static FreshetMode
mode_of (gconstpointer data)
{
  return (FreshetMode) GPOINTER_TO_INT (data);
}

static void
test_files_are_what_the_server_has (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));

  freshet_test_queue_add (test, "/file/a?size=0&seed=1");
  freshet_test_queue_add (test, "/file/b?size=1&seed=2");
  freshet_test_queue_add (test, "/file/c?size=64K&seed=3");
  freshet_test_queue_add (test, "/file/d?size=65537&seed=4");
  freshet_test_queue_add (test, "/file/e?size=5M&seed=5");
  freshet_test_queue_add (test, "/file/f?size=300K&seed=6&length=no");
  freshet_test_queue_run (test);

  freshet_test_folder_assert_body (test->directory, "a", 1, 0);
  freshet_test_folder_assert_body (test->directory, "b", 2, 1);
  freshet_test_folder_assert_body (test->directory, "c", 3, 64 * 1024);
  freshet_test_folder_assert_body (test->directory, "d", 4, 65537);
  freshet_test_folder_assert_body (test->directory, "e", 5, 5 * 1024 * 1024);
  freshet_test_folder_assert_body (test->directory, "f", 6, 300 * 1024);
  freshet_test_folder_assert_files (test->directory, "a|b|c|d|e|f");
  g_assert_cmpuint (test->n_runs, ==, 1);
  g_assert_cmpuint (freshet_report_count_state (test->report, "finished"), ==, 6);
}

static void
test_an_error_leaves_nothing (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?status=404");

  freshet_test_queue_run (test);

  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
  g_assert_error (freshet_download_get_error (download), FRESHET_ERROR, FRESHET_ERROR_HTTP_STATUS);
  freshet_test_folder_assert_files (test->directory, "");
}

static void
test_a_truncated_file_is_retried_from_where_it_broke (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download
      = freshet_test_queue_add (test, "/file/a?size=2M&seed=9&drop=1M&drop-times=1");

  freshet_test_queue_run (test);

  g_assert_no_error (freshet_download_get_error (download));
  g_assert_cmpuint (freshet_download_get_attempts (download), ==, 2);
  freshet_test_folder_assert_body (test->directory, "a", 9, 2 * 1024 * 1024);
  freshet_test_folder_assert_files (test->directory, "a");
}

static void
test_a_taken_name_is_numbered (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  g_autofree char *path = g_build_filename (test->directory, "a.bin", NULL);
  g_autofree char *kept = NULL;

  g_file_set_contents (path, "mine", -1, NULL);
  freshet_test_queue_add (test, "/file/a.bin?size=100&seed=1");
  freshet_test_queue_run (test);

  g_file_get_contents (path, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "mine");
  freshet_test_folder_assert_body (test->directory, "a (1).bin", 1, 100);
}

static void
test_a_paused_download_goes_on (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=2M&rate=1M&seed=7");
  GPtrArray *downloads;
  const FreshetReportDownload *line;

  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 300 * 1024);
  freshet_queue_pause_download (test->queue, download);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_PAUSED);
  freshet_test_folder_assert_files (test->directory, "a.part|a.part.meta");

  freshet_queue_start_download (test->queue, download);
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 7, 2 * 1024 * 1024);
  freshet_test_folder_assert_files (test->directory, "a");
  downloads = freshet_report_get_downloads (test->report);
  line = downloads->pdata[0];
  g_assert_cmpint (line->resumed_from, >=, 300 * 1024);
}

static void
test_a_cancelled_download_leaves_nothing (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=2M&rate=1M&seed=7");

  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 300 * 1024);
  freshet_queue_cancel_download (test->queue, download);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_CANCELLED);
  freshet_test_folder_assert_files (test->directory, "");
}

static void
test_a_wrong_checksum_is_set_aside (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=1M&seed=7");
  g_autoptr (FreshetChecksum) checksum
      = freshet_checksum_parse ("md5:00000000000000000000000000000000", NULL);

  freshet_download_set_checksum (download, checksum);
  freshet_test_queue_run (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
  g_assert_error (freshet_download_get_error (download),
                  FRESHET_ERROR,
                  FRESHET_ERROR_CHECKSUM_MISMATCH);
  freshet_test_folder_assert_files (test->directory, "a.bad");
}

/* persepolis#256: the file went with the row. */
static void
test_removing_leaves_the_file (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=64K&seed=7");

  freshet_test_queue_run (test);
  freshet_queue_remove (test->queue, download);
  freshet_test_folder_assert_body (test->directory, "a", 7, 64 * 1024);
}

/* Once bytes have come: in blocking mode the main thread cannot tell. */
static gpointer
interrupt_thread (gpointer data)
{
  FreshetTestQueue *test = data;
  g_autofree char *part = g_build_filename (test->directory, "a.part", NULL);
  gint64 deadline = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;
  GStatBuf status;

  while (g_stat (part, &status) != 0 || status.st_size == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (10000);
    }
  freshet_queue_interrupt (test->queue);
  return NULL;
}

static void
test_an_interrupt_ends_the_run_and_keeps_the_parts (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=20M&rate=2M&seed=7");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=20M&rate=2M&seed=7");
  GThread *thread = g_thread_new ("interrupt", interrupt_thread, test);

  freshet_test_queue_run (test);
  g_thread_join (thread);
  g_assert_cmpint (freshet_download_get_state (first), ==, FRESHET_STATE_WAITING);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_WAITING);
  g_assert_cmpint (freshet_download_get_received (first), >, 0);
}

static void
test_the_freeze_guard_ends_a_blocking_run (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_BLOCKING);
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=20M&rate=2M&seed=7");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=1K&seed=8");

  freshet_queue_set_freeze_guard (test->queue, 1);
  freshet_queue_start (test->queue);
  g_assert_cmpuint (test->n_runs, ==, 1);
  g_assert_cmpint (freshet_download_get_state (first), ==, FRESHET_STATE_WAITING);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_WAITING);
  /* A second is not long enough for every machine. */
  freshet_test_folder_assert_files (test->directory,
                                    freshet_download_get_received (first) > 0 ? "a.part|a.part.meta"
                                                                              : "");

  /* What was cut off goes on in another mode. */
  freshet_queue_cancel_download (test->queue, first);
  freshet_queue_set_mode (test->queue, FRESHET_MODE_ASYNC);
  freshet_test_queue_run (test);
  freshet_test_folder_assert_body (test->directory, "b", 8, 1024);
}

static void
test_tells_in_which_thread (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=64K&delay=200ms&seed=1");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=64K&delay=200ms&seed=2");
  gboolean is_here = mode_of (data) != FRESHET_MODE_THREADS;

  g_assert_null (freshet_download_get_thread (first));
  freshet_test_queue_run (test);

  g_assert_nonnull (freshet_download_get_thread (first));
  g_assert_true ((freshet_download_get_thread (first) == g_thread_self ()) == is_here);
  g_assert_true ((freshet_download_get_thread (first) == freshet_download_get_thread (second))
                 == is_here);
}

static void
test_a_report_leaves_out_what_nobody_reads (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);

  freshet_queue_set_reports_downloads (test->queue, FALSE);
  freshet_test_queue_add (test, "/file/a?size=1K&seed=1");
  freshet_test_queue_run (test);

  g_assert_cmpuint (freshet_report_get_downloads (test->report)->len, ==, 0);
  g_assert_cmpfloat (freshet_report_get_elapsed (test->report), >, 0);
}

static void
add_modes (const char *rule, GTestDataFunc func, const FreshetMode *modes, guint n_modes)
{
  for (guint i = 0; i < n_modes; i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/queue/%s/%s", rule, freshet_mode_to_string (modes[i]));

      g_test_add_data_func (path, GINT_TO_POINTER (modes[i]), func);
    }
}

int
main (int argc, char *argv[])
{
  static const FreshetMode all[] = {
    FRESHET_MODE_ASYNC,
    FRESHET_MODE_BLOCKING,
    FRESHET_MODE_THREADS,
    FRESHET_MODE_NAIVE,
  };
  static const FreshetMode live[] = {
    FRESHET_MODE_ASYNC,
    FRESHET_MODE_THREADS,
    FRESHET_MODE_NAIVE,
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_modes ("files-are-what-the-server-has", test_files_are_what_the_server_has, all, 4);
  add_modes ("an-error-leaves-nothing", test_an_error_leaves_nothing, all, 4);
  add_modes ("a-truncated-file-is-retried-from-where-it-broke",
             test_a_truncated_file_is_retried_from_where_it_broke,
             all,
             4);
  add_modes ("tells-in-which-thread", test_tells_in_which_thread, all, 4);
  add_modes ("a-taken-name-is-numbered", test_a_taken_name_is_numbered, all, 4);
  add_modes ("a-paused-download-goes-on", test_a_paused_download_goes_on, live, 3);
  add_modes ("a-cancelled-download-leaves-nothing",
             test_a_cancelled_download_leaves_nothing,
             live,
             3);
  add_modes ("a-wrong-checksum-is-set-aside", test_a_wrong_checksum_is_set_aside, all, 4);
  add_modes ("an-interrupt-ends-the-run-and-keeps-the-parts",
             test_an_interrupt_ends_the_run_and_keeps_the_parts,
             all,
             4);
  g_test_add_func ("/queue/persepolis-256-removing-leaves-the-file", test_removing_leaves_the_file);
  g_test_add_func ("/queue/the-freeze-guard-ends-a-blocking-run",
                   test_the_freeze_guard_ends_a_blocking_run);

  g_test_add_func ("/queue/report-leaves-out-what-nobody-reads",
                   test_a_report_leaves_out_what_nobody_reads);

  return g_test_run ();
}
