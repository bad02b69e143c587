/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "freshet-demo-server.h"
#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-store.h"
#include "freshet-test-wait.h"

/* Goes on until @bytes are on the disk. */
static void
wait_until_saved (FreshetTestStore *test, const char *bytes)
{
  FRESHET_TEST_WAIT_UNTIL (freshet_test_store_contains (test, bytes));
}

static void
test_saved_by_itself (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  FreshetDownload *download;

  freshet_test_store_open (test);
  download = freshet_test_store_add (test, "http://example.org/first");
  wait_until_saved (test, "first");
  freshet_download_set_name (download, "second");
  wait_until_saved (test, "second");
  freshet_download_set_path (download, "/third");
  wait_until_saved (test, "third");
  freshet_download_set_state (download, FRESHET_STATE_PAUSED);
  wait_until_saved (test, "paused");
}

/* Returns: in how many milliseconds the main context has something to do */
static int
get_timeout (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[16];
  int priority;
  int timeout;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);
  return timeout;
}

static void
test_progress_waits_and_changes_do_not (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  FreshetDownload *download;

  freshet_test_store_open (test);
  download = freshet_test_store_add (test, "http://example.org/a");
  freshet_download_set_received (download, 0, 100);
  freshet_test_store_flush (test);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (get_timeout (), ==, -1);
  freshet_download_set_speed (download, 1, 1);
  freshet_download_set_retry_at (download, 1);
  g_assert_cmpint (get_timeout (), ==, -1);
  freshet_download_set_received (download, 1, 100);
  g_assert_cmpint (get_timeout (), >, 1000);
  freshet_download_set_path (download, "/somewhere/else");
  g_assert_cmpint (get_timeout (), <=, 100);
  freshet_download_set_received (download, 2, 100);
  g_assert_cmpint (get_timeout (), <=, 100);
}

static void
count_cb (FreshetStore *store, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
flush_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
flush_failing (FreshetTestStore *test, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  freshet_store_flush_async (test->store, flush_cb, &result);
  FRESHET_TEST_WAIT_UNTIL (result != NULL);
  g_assert_false (freshet_store_flush_finish (test->store, result, error));
}

static void
limit_file_size (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A disk that takes no more: it is told, nothing is lost, and it is written once there is room. */
static void
test_a_disk_that_is_full (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/before");
  freshet_test_store_flush (test);
  g_signal_connect (test->store, "notify::error", G_CALLBACK (count_cb), &n);

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (4096);
  freshet_queue_remove (test->queue, freshet_test_store_get (test, 0));
  freshet_test_store_add (test, "http://example.org/after");
  flush_failing (test, &error);
  limit_file_size (RLIM_INFINITY);
  g_assert_nonnull (error);
  g_assert_true (error->domain == FRESHET_ERROR);
  g_assert_cmpstr (freshet_store_get_error (test->store)->message, ==, error->message);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (freshet_test_store_contains (test, "after"));

  wait_until_saved (test, "after");
  freshet_test_store_flush (test);
  g_assert_null (freshet_store_get_error (test->store));
  g_assert_cmpuint (n, ==, 2);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "after");
}

static void
test_what_failed_is_saved_at_the_end (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GError) error = NULL;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/before");
  freshet_test_store_flush (test);
  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (4096);
  freshet_queue_remove (test->queue, freshet_test_store_get (test, 0));
  freshet_test_store_add (test, "http://example.org/after");
  flush_failing (test, &error);
  limit_file_size (RLIM_INFINITY);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "after");
}

static void
test_closing_tells_what_failed (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GError) error = NULL;

  freshet_test_store_open (test);
  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (4096);
  freshet_test_store_add (test, "http://example.org/a");
  g_assert_false (freshet_store_close (test->store, &error));
  limit_file_size (RLIM_INFINITY);
  g_assert_true (error != NULL && error->domain == FRESHET_ERROR);
}

/* What is being written when it is closed counts as well. */
static void
test_closing_tells_what_fails_meanwhile (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  freshet_test_store_open (test);
  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (64 * 1024);
  for (guint i = 0; i < 2000; i++)
    freshet_test_store_add (test, "http://example.org/a");
  freshet_store_flush_async (test->store, flush_cb, &result);
  g_assert_false (freshet_store_close (test->store, &error));
  limit_file_size (RLIM_INFINITY);
  g_assert_true (error != NULL && error->domain == FRESHET_ERROR);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (freshet_store_flush_finish (test->store, result, NULL));
}

static void
test_nothing_happens_after_closing (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  FreshetDownload *download;

  freshet_test_store_open (test);
  download = freshet_test_store_add (test, "http://example.org/a");
  g_assert_true (freshet_store_close (test->store, NULL));
  freshet_download_set_state (download, FRESHET_STATE_PAUSED);
  freshet_test_store_add (test, "http://example.org/b");
  g_assert_true (freshet_store_close (test->store, NULL));
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "a");
  g_assert_cmpint (freshet_download_get_state (freshet_test_store_get (test, 0)),
                   ==,
                   FRESHET_STATE_WAITING);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *opened = user_data;
  g_autoptr (GPtrArray) downloads
      = freshet_store_open_finish (FRESHET_STORE (object), result, NULL, NULL);

  g_assert_nonnull (downloads);
  *opened = TRUE;
}

static void
test_closed_while_it_opens (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  const char *const folders[] = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean opened = FALSE;

  test->store = freshet_store_new (test->path);
  test->queue = freshet_queue_new (NULL);
  freshet_store_open_async (test->store, folders, opened_cb, &opened);
  g_assert_true (freshet_store_close (test->store, &error));
  g_assert_no_error (error);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  freshet_store_watch (test->store, test->queue);
  freshet_test_store_add (test, "http://example.org/a");
}

/* The second file's server looks for what became of the first one. */
typedef struct
{
  FreshetTestStore *test;
  gboolean found;
} Look;

static void
second_started_cb (FreshetDownload *download, GParamSpec *pspec, Look *look)
{
  gint64 deadline = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;

  if (freshet_download_get_state (download) != FRESHET_STATE_DOWNLOADING)
    return;
  while (!look->found && g_get_monotonic_time () < deadline)
    look->found = freshet_test_store_contains (look->test, "finished");
}

/* The main loop stands still, so that nobody would come to write it later. */
static void
test_blocking_mode_saves_what_ended (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetDemoServer) server = freshet_demo_server_new (0, NULL);
  const char *base = freshet_demo_server_get_base_uri (server);
  g_autofree char *first = g_strconcat (base, "/file/a?size=10", NULL);
  g_autofree char *second = g_strconcat (base, "/file/b?size=10", NULL);
  FreshetDownload *download;
  Look look = { test, FALSE };

  freshet_test_store_open (test);
  freshet_queue_set_mode (test->queue, FRESHET_MODE_BLOCKING);
  freshet_test_store_add (test, first);
  download = freshet_test_store_add (test, second);
  freshet_test_store_flush (test);
  g_signal_connect (download, "notify::state", G_CALLBACK (second_started_cb), &look);
  freshet_queue_start (test->queue);
  g_assert_true (look.found);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/save/by-itself", test_saved_by_itself);
  g_test_add_func ("/store/save/progress-waits-and-changes-do-not",
                   test_progress_waits_and_changes_do_not);
  g_test_add_func ("/store/save/a-disk-that-is-full", test_a_disk_that_is_full);
  g_test_add_func ("/store/save/what-failed-is-saved-at-the-end",
                   test_what_failed_is_saved_at_the_end);
  g_test_add_func ("/store/save/closing-tells-what-failed", test_closing_tells_what_failed);
  g_test_add_func ("/store/save/closing-tells-what-fails-meanwhile",
                   test_closing_tells_what_fails_meanwhile);
  g_test_add_func ("/store/save/nothing-happens-after-closing", test_nothing_happens_after_closing);
  g_test_add_func ("/store/save/closed-while-it-opens", test_closed_while_it_opens);
  g_test_add_func ("/store/save/blocking-mode-saves-what-ended",
                   test_blocking_mode_saves_what_ended);
  return g_test_run ();
}
