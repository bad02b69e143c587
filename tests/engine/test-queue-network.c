/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-error.h"
#include "freshet-test-folder.h"
#include "freshet-test-monitor.h"
#include "freshet-test-queue.h"
#include "freshet-test-wait.h"

static gboolean
is_offline (FreshetDownload *download)
{
  return g_error_matches (freshet_download_get_error (download),
                          FRESHET_ERROR,
                          FRESHET_ERROR_NO_NETWORK);
}

static void
wait_until_offline (FreshetDownload *download)
{
  FRESHET_TEST_WAIT_UNTIL (is_offline (download));
}

static void
test_a_download_goes_on_when_the_network_is_back (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (TestMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  FreshetDownload *download
      = freshet_test_queue_add (test, "/file/a?size=2M&seed=9&drop=1M&drop-times=1");

  freshet_queue_set_waits_for_network (test->queue, TRUE);
  freshet_queue_set_network_monitor (test->queue, G_NETWORK_MONITOR (monitor));
  freshet_queue_set_retries (test->queue, 0);
  freshet_queue_start (test->queue);
  wait_until_offline (download);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_WAITING);
  g_assert_true (freshet_queue_is_running (test->queue));

  test_monitor_set_available (monitor, TRUE);
  freshet_test_queue_wait (test);
  g_assert_no_error (freshet_download_get_error (download));
  freshet_test_folder_assert_body (test->directory, "a", 9, 2 * 1024 * 1024);
}

static void
test_a_wait_for_the_network_can_be_ended (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (TestMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  FreshetDownload *download
      = freshet_test_queue_add (test, "/file/a?size=2M&seed=9&drop=1M&drop-times=1");

  freshet_queue_set_waits_for_network (test->queue, TRUE);
  freshet_queue_set_network_monitor (test->queue, G_NETWORK_MONITOR (monitor));
  freshet_queue_start (test->queue);
  wait_until_offline (download);
  freshet_queue_pause_download (test->queue, download);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_PAUSED);
}

static void
test_without_waiting_it_fails (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (TestMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=2M&seed=9&drop=1M");

  freshet_queue_set_network_monitor (test->queue, G_NETWORK_MONITOR (monitor));
  freshet_queue_set_retries (test->queue, 0);
  freshet_test_queue_run (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/queue-network/a-download-goes-on-when-the-network-is-back",
                   test_a_download_goes_on_when_the_network_is_back);
  g_test_add_func ("/queue-network/a-wait-for-the-network-can-be-ended",
                   test_a_wait_for_the_network_can_be_ended);
  g_test_add_func ("/queue-network/without-waiting-it-fails", test_without_waiting_it_fails);

  return g_test_run ();
}
