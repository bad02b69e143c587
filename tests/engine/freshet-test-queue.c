/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-queue.h"

#include "freshet-test-folder.h"
#include "freshet-test-wait.h"

static void
run_finished_cb (FreshetQueue *queue, FreshetReport *report, FreshetTestQueue *test)
{
  g_set_object (&test->report, report);
  test->n_runs++;
}

static void
iterate_until (gboolean (*is_over) (FreshetTestQueue *test, gpointer data),
               FreshetTestQueue *test,
               gpointer data)
{
  FRESHET_TEST_WAIT_UNTIL (is_over (test, data));
}

static gboolean
is_idle (FreshetTestQueue *test, gpointer data)
{
  return !freshet_queue_is_running (test->queue);
}

typedef struct
{
  FreshetDownload *download;
  goffset received;
} Received;

static gboolean
has_received (FreshetTestQueue *test, gpointer data)
{
  const Received *wanted = data;

  return freshet_download_get_received (wanted->download) >= wanted->received;
}

FreshetTestQueue *
freshet_test_queue_new (FreshetMode mode)
{
  FreshetTestQueue *test = g_new0 (FreshetTestQueue, 1);
  g_autoptr (GError) error = NULL;

  test->server = freshet_demo_server_new (0, &error);
  g_assert_no_error (error);
  test->directory = freshet_test_folder_new ();
  test->queue = freshet_queue_new (NULL);
  freshet_queue_set_mode (test->queue, mode);
  g_signal_connect (test->queue, "run-finished", G_CALLBACK (run_finished_cb), test);
  return test;
}

static void
ended_cb (gpointer data, GObject *queue)
{
  GThread **thread = data;

  g_atomic_pointer_set (thread, g_thread_self ());
}

/* A look at the disk that came too late for the run holds the queue until it is back. Nobody holds it for
 * good, and it never ends in another thread. */
static void
unref_last (FreshetQueue *queue)
{
  GThread *thread = NULL;

  g_object_weak_ref (G_OBJECT (queue), ended_cb, &thread);
  g_object_unref (queue);
  FRESHET_TEST_WAIT_UNTIL (g_atomic_pointer_get (&thread) != NULL);
  g_assert_true (thread == g_thread_self ());
}

void
freshet_test_queue_free (FreshetTestQueue *test)
{
  freshet_test_folder_free (test->directory);
  g_clear_object (&test->report);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  unref_last (test->queue);
  g_object_unref (test->server);
  g_free (test);
}

FreshetDownload *
freshet_test_queue_add (FreshetTestQueue *test, const char *path)
{
  g_autofree char *text = g_strconcat (freshet_demo_server_get_base_uri (test->server), path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, &error);
  g_autoptr (FreshetDownload) download = NULL;

  g_assert_no_error (error);
  download = freshet_download_new (uri, test->directory);
  freshet_queue_add (test->queue, download);
  return download;
}

void
freshet_test_queue_run (FreshetTestQueue *test)
{
  freshet_queue_start (test->queue);
  freshet_test_queue_wait (test);
}

void
freshet_test_queue_wait (FreshetTestQueue *test)
{
  iterate_until (is_idle, test, NULL);
}

void
freshet_test_queue_wait_received (FreshetTestQueue *test,
                                  FreshetDownload *download,
                                  goffset received)
{
  Received wanted = { download, received };

  iterate_until (has_received, test, &wanted);
}
