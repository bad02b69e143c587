/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

/* Whoever watches a download or a queue may do anything with it right then. */

typedef struct
{
  FreshetTestQueue *test;
  FreshetState state;
  FreshetDownload *other;
  guint n_calls;
} Watch;

static FreshetMode
mode_of (gconstpointer data)
{
  return (FreshetMode) GPOINTER_TO_INT (data);
}

/* Calls @callback each time that @download comes to the state in @watch. */
static void
watch_state (FreshetDownload *download, GCallback callback, Watch *watch)
{
  g_signal_connect (download, "notify::state", callback, watch);
}

static gboolean
has_come (FreshetDownload *download, Watch *watch)
{
  if (freshet_download_get_state (download) != watch->state)
    return FALSE;
  watch->n_calls++;
  return TRUE;
}

static void
cancel_other_cb (FreshetDownload *download, GParamSpec *pspec, Watch *watch)
{
  if (has_come (download, watch))
    freshet_queue_cancel_download (watch->test->queue, watch->other);
}

static void
start_other_cb (FreshetDownload *download, GParamSpec *pspec, Watch *watch)
{
  if (has_come (download, watch))
    freshet_queue_start_download (watch->test->queue, watch->other);
}

static void
remove_other_cb (FreshetDownload *download, GParamSpec *pspec, Watch *watch)
{
  if (has_come (download, watch))
    freshet_queue_remove (watch->test->queue, watch->other);
}

static void
assert_state (FreshetDownload *download, FreshetState state)
{
  g_assert_cmpstr (freshet_state_to_string (freshet_download_get_state (download)),
                   ==,
                   freshet_state_to_string (state));
}

static void
test_cancelling_the_last_one_ends_the_run (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=1K&seed=1");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=1K&seed=2");
  Watch watch = { test, FRESHET_STATE_FINISHED, second, 0 };

  watch_state (first, G_CALLBACK (cancel_other_cb), &watch);
  freshet_queue_set_jobs (test->queue, 1);
  freshet_test_queue_run (test);
  g_assert_cmpuint (watch.n_calls, ==, 1);
  g_assert_cmpuint (test->n_runs, ==, 1);
  assert_state (first, FRESHET_STATE_FINISHED);
}

static void
test_one_that_is_started_meanwhile_is_done_in_the_run (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=1K&seed=1");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=1K&seed=2");
  Watch watch = { test, FRESHET_STATE_FINISHED, second, 0 };

  watch_state (first, G_CALLBACK (start_other_cb), &watch);
  freshet_queue_start_download (test->queue, first);
  freshet_test_queue_wait (test);
  g_assert_cmpuint (watch.n_calls, ==, 1);
  g_assert_cmpuint (test->n_runs, ==, 1);
  freshet_test_folder_assert_files (test->directory, "a|b");
}

/* It waits to be begun again: the watcher is told of just that. */
static void
test_one_that_failed_can_be_cancelled_at_once (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?status=503");
  Watch watch = { test, FRESHET_STATE_WAITING, download, 0 };

  watch_state (download, G_CALLBACK (cancel_other_cb), &watch);
  freshet_test_queue_run (test);
  g_assert_cmpuint (watch.n_calls, ==, 1);
  g_assert_cmpuint (test->n_runs, ==, 1);
  assert_state (download, FRESHET_STATE_CANCELLED);
  g_assert_cmpuint (freshet_download_get_attempts (download), ==, 1);
}

static void
test_one_that_failed_can_be_removed_at_once (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  g_autoptr (FreshetDownload) download
      = g_object_ref (freshet_test_queue_add (test, "/file/a?status=503"));
  Watch watch = { test, FRESHET_STATE_WAITING, download, 0 };

  watch_state (download, G_CALLBACK (remove_other_cb), &watch);
  freshet_test_queue_run (test);
  g_assert_cmpuint (watch.n_calls, ==, 1);
  g_assert_cmpuint (test->n_runs, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (test->queue)), ==, 0);
  g_assert_cmpuint (freshet_download_get_attempts (download), ==, 1);
}

static void
test_one_that_failed_can_be_tried_again_at_once (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download
      = freshet_test_queue_add (test, "/file/a?status=503&times=1&size=1K&retry-after=100");
  Watch watch = { test, FRESHET_STATE_WAITING, download, 0 };

  watch_state (download, G_CALLBACK (start_other_cb), &watch);
  freshet_test_queue_run (test);
  g_assert_cmpuint (test->n_runs, ==, 1);
  assert_state (download, FRESHET_STATE_FINISHED);
}

static void
start_again_cb (FreshetQueue *queue, FreshetReport *report, Watch *watch)
{
  if (watch->n_calls++ == 0)
    freshet_queue_start_download (queue, watch->other);
}

static void
test_a_run_can_follow_a_run (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?size=1K");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=1K");
  Watch watch = { test, FRESHET_STATE_FINISHED, second, 0 };

  g_signal_connect (test->queue, "run-finished", G_CALLBACK (start_again_cb), &watch);
  freshet_queue_start_download (test->queue, first);
  freshet_test_queue_wait (test);
  g_assert_cmpuint (test->n_runs, ==, 2);
  freshet_test_folder_assert_files (test->directory, "a|b");
}

static gboolean
interrupt_cb (gpointer queue)
{
  freshet_queue_interrupt (queue);
  return G_SOURCE_REMOVE;
}

/* In a turn of its own, when all that the first attempt led to is over. */
static void
interrupt_later_cb (FreshetDownload *download, GParamSpec *pspec, Watch *watch)
{
  if (has_come (download, watch))
    g_idle_add (interrupt_cb, watch->test->queue);
}

/* Nothing is under way then: what waits for a second attempt is all that keeps the run going. */
static void
test_what_waits_to_be_tried_again_can_be_interrupted (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download
      = freshet_test_queue_add (test, "/file/a?status=503&retry-after=100&size=1K");
  Watch watch = { test, FRESHET_STATE_WAITING, download, 0 };
  guint retries;

  watch_state (download, G_CALLBACK (interrupt_later_cb), &watch);
  freshet_queue_set_retries (test->queue, 3);
  freshet_test_queue_run (test);
  g_assert_cmpuint (test->n_runs, ==, 1);
  g_assert_cmpuint (freshet_download_get_retry (download, &retries), ==, 1);
  g_assert_cmpuint (retries, ==, 3);
  assert_state (download, FRESHET_STATE_WAITING);
  g_assert_cmpint (freshet_download_get_retry_at (download), ==, 0);
}

static void
test_an_interrupt_is_for_the_run_that_it_came_in (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=1K");

  freshet_queue_interrupt (test->queue);
  freshet_test_queue_run (test);
  assert_state (download, FRESHET_STATE_FINISHED);

  freshet_test_queue_add (test, "/file/b?size=1K");
  freshet_queue_start (test->queue);
  freshet_queue_interrupt (test->queue);
  freshet_test_queue_wait (test);
  freshet_test_queue_run (test);
  freshet_test_folder_assert_files (test->directory, "a|b");
}

static void
finished_cb (FreshetDownload *download, GParamSpec *pspec, GString *order)
{
  if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
    g_string_append (order, freshet_download_get_name (download));
}

static void
test_one_that_is_tried_again_holds_up_nobody (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *first = freshet_test_queue_add (test, "/file/a?status=503&times=1&size=1K");
  FreshetDownload *second = freshet_test_queue_add (test, "/file/b?size=1K");
  g_autoptr (GString) order = g_string_new (NULL);

  g_signal_connect (first, "notify::state", G_CALLBACK (finished_cb), order);
  g_signal_connect (second, "notify::state", G_CALLBACK (finished_cb), order);
  freshet_queue_set_jobs (test->queue, 1);
  freshet_test_queue_run (test);
  g_assert_cmpstr (order->str, ==, "ba");
}

static void
test_nothing_is_begun_while_it_is_paused (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *downloads[20];

  for (gsize i = 0; i < G_N_ELEMENTS (downloads); i++)
    downloads[i] = freshet_test_queue_add (test, "/file/a?size=1K&delay=10");
  freshet_queue_set_jobs (test->queue, 2);
  freshet_queue_start (test->queue);
  freshet_queue_pause (test->queue);
  freshet_test_queue_wait (test);
  for (gsize i = 0; i < G_N_ELEMENTS (downloads); i++)
    assert_state (downloads[i], FRESHET_STATE_PAUSED);
  freshet_test_folder_assert_files (test->directory, "");
  g_assert_cmpuint (freshet_queue_get_n_active (test->queue), ==, 0);
  g_assert_cmpuint (freshet_queue_get_n_waiting (test->queue), ==, 0);
}

/* The figures of the queue are new by then, and a handler of each download is not needed. */
static void
changed_cb (FreshetQueue *queue, FreshetDownload *download, Watch *watch)
{
  g_assert_true (download == watch->other);
  g_assert_cmpint ((int) freshet_download_get_state (download), !=, (int) watch->state);
  watch->state = freshet_download_get_state (download);
  g_assert_cmpuint (freshet_queue_get_n_active (queue),
                    ==,
                    freshet_state_is_active (watch->state) ? 1 : 0);
  watch->n_calls++;
}

static void
test_a_queue_tells_of_each_state (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=1K&delay=10ms");
  Watch watch = { test, FRESHET_STATE_WAITING, download, 0 };

  g_signal_connect (test->queue, "download-changed", G_CALLBACK (changed_cb), &watch);
  freshet_test_queue_run (test);
  g_assert_cmpuint (watch.n_calls, >, 1);
  g_assert_cmpint ((int) watch.state, ==, (int) FRESHET_STATE_FINISHED);
}

static void
test_one_that_was_removed_is_nobody_s (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  g_autoptr (FreshetDownload) download
      = g_object_ref (freshet_test_queue_add (test, "/file/a?size=1K"));
  g_autoptr (FreshetQueue) other = freshet_queue_new (NULL);

  freshet_queue_remove (test->queue, download);
  freshet_queue_add (other, download);
  freshet_queue_cancel_download (other, download);
  assert_state (download, FRESHET_STATE_CANCELLED);
  g_assert_cmpuint (freshet_queue_get_n_waiting (test->queue), ==, 0);
  g_assert_cmpuint (freshet_queue_get_n_waiting (other), ==, 0);
}

static void
test_one_that_is_finished_knows_what_was_asked_for (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (mode_of (data));
  FreshetDownload *plain = freshet_test_queue_add (test, "/file/a%20b?size=1K");
  FreshetDownload *secret = freshet_test_queue_add (test, "/file/b?size=1K&auth=me:it");
  g_autofree char *before = g_uri_to_string (freshet_download_get_uri (plain));
  g_autofree char *after = NULL;

  freshet_download_set_credentials (secret, "me", "it");
  freshet_test_queue_run (test);
  assert_state (plain, FRESHET_STATE_FINISHED);
  assert_state (secret, FRESHET_STATE_FINISHED);
  after = g_uri_to_string (freshet_download_get_uri (plain));
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (freshet_download_get_final_address (plain), ==, before);
  g_assert_cmpstr (g_uri_get_user (freshet_download_get_uri (secret)), ==, "me");
}

#define N_MODES 4

static void
add (const char *rule, GTestDataFunc func, gboolean in_blocking)
{
  static const FreshetMode modes[N_MODES] = {
    FRESHET_MODE_ASYNC,
    FRESHET_MODE_THREADS,
    FRESHET_MODE_NAIVE,
    FRESHET_MODE_BLOCKING,
  };

  for (guint i = 0; i < (in_blocking ? N_MODES : N_MODES - 1); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/queue-watchers/%s/%s", rule, freshet_mode_to_string (modes[i]));

      g_test_add_data_func (path, GINT_TO_POINTER (modes[i]), func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("cancelling-the-last-one-ends-the-run", test_cancelling_the_last_one_ends_the_run, TRUE);
  add ("one-that-is-started-meanwhile-is-done-in-the-run",
       test_one_that_is_started_meanwhile_is_done_in_the_run,
       TRUE);
  add ("one-that-failed-can-be-cancelled-at-once",
       test_one_that_failed_can_be_cancelled_at_once,
       TRUE);
  add ("one-that-failed-can-be-removed-at-once", test_one_that_failed_can_be_removed_at_once, TRUE);
  add ("one-that-failed-can-be-tried-again-at-once",
       test_one_that_failed_can_be_tried_again_at_once,
       TRUE);
  add ("a-run-can-follow-a-run", test_a_run_can_follow_a_run, TRUE);
  add ("what-waits-to-be-tried-again-can-be-interrupted",
       test_what_waits_to_be_tried_again_can_be_interrupted,
       FALSE);
  add ("an-interrupt-is-for-the-run-that-it-came-in",
       test_an_interrupt_is_for_the_run_that_it_came_in,
       TRUE);
  add ("one-that-is-tried-again-holds-up-nobody",
       test_one_that_is_tried_again_holds_up_nobody,
       TRUE);
  add ("nothing-is-begun-while-it-is-paused", test_nothing_is_begun_while_it_is_paused, FALSE);
  add ("a-queue-tells-of-each-state", test_a_queue_tells_of_each_state, TRUE);
  add ("one-that-was-removed-is-nobody-s", test_one_that_was_removed_is_nobody_s, TRUE);
  add ("one-that-is-finished-knows-what-was-asked-for",
       test_one_that_is_finished_knows_what_was_asked_for,
       TRUE);

  return g_test_run ();
}
