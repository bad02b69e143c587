/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-queue.h"
#include "freshet-test-wait.h"

static void
wait_for_active (FreshetTestQueue *test, guint n)
{
  FRESHET_TEST_WAIT_UNTIL (freshet_queue_get_n_active (test->queue) == n);
}

static void
test_jobs (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  void (*set_limit) (FreshetQueue *, guint)
      = data == NULL ? freshet_queue_set_jobs : freshet_queue_set_jobs_per_host;
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=2M&rate=100K");

  freshet_test_queue_add (test, "/file/b?size=2M&rate=100K");
  freshet_test_queue_add (test, "/file/c?size=2M&rate=100K");
  freshet_queue_set_jobs (test->queue, data == NULL ? 1 : 6);
  set_limit (test->queue, 1);
  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, first, 1);
  g_assert_cmpuint (freshet_queue_get_n_active (test->queue), ==, 1);

  set_limit (test->queue, 3);
  wait_for_active (test, 3);
  freshet_queue_pause (test->queue);
  freshet_test_queue_wait (test);
}

static void
test_proxy (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (GProxyResolver) nobody = g_simple_proxy_resolver_new ("http://127.0.0.1:1", NULL);
  g_autoptr (GProxyResolver) direct = g_simple_proxy_resolver_new (NULL, NULL);
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=2M&rate=500K");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=64K");

  freshet_queue_set_retries (test->queue, 0);
  freshet_queue_set_jobs (test->queue, 1);
  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, first, 1);

  /* A connection of its own, which is made now. */
  freshet_queue_set_proxy_resolver (test->queue, nobody);
  freshet_queue_set_jobs (test->queue, 2);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (first), ==, FRESHET_STATE_FINISHED);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_FAILED);

  freshet_queue_start_download (test->queue, second);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_FAILED);

  freshet_queue_set_proxy_resolver (test->queue, direct);
  freshet_queue_start_download (test->queue, second);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (second), ==, FRESHET_STATE_FINISHED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/queue-live/jobs", NULL, test_jobs);
  g_test_add_data_func ("/queue-live/jobs-per-host", GINT_TO_POINTER (1), test_jobs);
  g_test_add_func ("/queue-live/proxy", test_proxy);

  return g_test_run ();
}
