/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

static void
test_under_way_waits_and_goes_on (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new ((FreshetMode) GPOINTER_TO_INT (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=2M&rate=1M&seed=1");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=64K&seed=2");

  freshet_queue_set_jobs (test->queue, 1);
  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, first, 64 * 1024);
  freshet_queue_set_held (test->queue, TRUE);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (first), ==, FRESHET_STATE_WAITING);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_WAITING);

  freshet_queue_set_held (test->queue, FALSE);
  g_assert_true (freshet_queue_is_running (test->queue));
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 1, 2 * 1024 * 1024);
  freshet_test_folder_assert_body (test->directory, "b", 2, 64 * 1024);
}

static void
test_what_is_started_waits (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *started = freshet_test_queue_add (test, "/file/a?size=64K&seed=1");
  FreshetDownload *other = freshet_test_queue_add (test, "/file/b?size=64K&seed=2");

  freshet_queue_set_held (test->queue, TRUE);
  freshet_queue_start_download (test->queue, started);
  g_assert_false (freshet_queue_is_running (test->queue));
  g_assert_cmpuint (freshet_queue_get_n_waiting (test->queue), ==, 2);

  freshet_queue_set_held (test->queue, FALSE);
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 1, 64 * 1024);
  g_assert_cmpint (freshet_download_get_state (other), ==, FRESHET_STATE_WAITING);
}

static void
test_what_was_waited_for_before_is_forgotten (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=64K&seed=1");

  freshet_download_set_error (
      download, g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_NO_NETWORK, "No network."));
  freshet_queue_set_held (test->queue, TRUE);
  freshet_queue_start_download (test->queue, download);
  g_assert_no_error (freshet_download_get_error (download));
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_WAITING);
}

static void
test_what_is_let_go_at_once_goes_on (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=2M&rate=2M&seed=1");

  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 64 * 1024);
  freshet_queue_set_held (test->queue, TRUE);
  freshet_queue_set_held (test->queue, FALSE);
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 1, 2 * 1024 * 1024);
}

static void
test_what_is_paused_meanwhile_stays_so (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *paused = freshet_test_queue_add (test, "/file/a?size=64K");
  FreshetDownload *removed = freshet_test_queue_add (test, "/file/b?size=64K");

  freshet_queue_set_held (test->queue, TRUE);
  freshet_queue_start (test->queue);
  freshet_queue_pause_download (test->queue, paused);
  freshet_queue_remove (test->queue, removed);
  g_assert_cmpint (freshet_download_get_state (paused), ==, FRESHET_STATE_PAUSED);

  freshet_queue_set_held (test->queue, FALSE);
  g_assert_false (freshet_queue_is_running (test->queue));
  g_assert_cmpint (freshet_download_get_state (paused), ==, FRESHET_STATE_PAUSED);
}

static void
test_blocking_is_never_held (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_BLOCKING);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=64K&seed=1");

  freshet_queue_set_held (test->queue, TRUE);
  freshet_test_queue_run (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FINISHED);
}

static void
test_paused_are_resumed_together (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=2M&rate=1M&seed=1");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=2M&rate=1M&seed=2");

  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, first, 64 * 1024);
  freshet_queue_pause (test->queue);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (first), ==, FRESHET_STATE_PAUSED);
  g_assert_cmpuint (freshet_queue_get_n_paused (test->queue), ==, 2);
  g_assert_cmpuint (freshet_queue_get_n_finished (test->queue), ==, 0);

  freshet_queue_resume (test->queue);
  freshet_test_queue_wait (test);
  g_assert_cmpuint (freshet_queue_get_n_paused (test->queue), ==, 0);
  g_assert_cmpuint (freshet_queue_get_n_finished (test->queue), ==, 2);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_FINISHED);
  freshet_test_folder_assert_body (test->directory, "a", 1, 2 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/queue-hold/async/what-is-under-way-waits-and-goes-on",
                        GINT_TO_POINTER (FRESHET_MODE_ASYNC),
                        test_under_way_waits_and_goes_on);
  g_test_add_data_func ("/queue-hold/threads/what-is-under-way-waits-and-goes-on",
                        GINT_TO_POINTER (FRESHET_MODE_THREADS),
                        test_under_way_waits_and_goes_on);
  g_test_add_func ("/queue-hold/what-is-started-waits", test_what_is_started_waits);
  g_test_add_func ("/queue-hold/what-was-waited-for-before-is-forgotten",
                   test_what_was_waited_for_before_is_forgotten);
  g_test_add_func ("/queue-hold/what-is-let-go-at-once-goes-on",
                   test_what_is_let_go_at_once_goes_on);
  g_test_add_func ("/queue-hold/what-is-paused-meanwhile-stays-so",
                   test_what_is_paused_meanwhile_stays_so);
  g_test_add_func ("/queue-hold/blocking-is-never-held", test_blocking_is_never_held);
  g_test_add_func ("/queue-hold/paused-are-resumed-together", test_paused_are_resumed_together);

  return g_test_run ();
}
