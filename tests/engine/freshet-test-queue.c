/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-queue.h"

#include <glib/gstdio.h>

#include "freshet-body.h"

/* No test waits for longer. */
#define DEADLINE_S 30

static void
run_finished_cb (FreshetQueue *queue, FreshetReport *report, FreshetTestQueue *test)
{
  g_set_object (&test->report, report);
  test->n_runs++;
}

static gboolean
wake_up_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate_until (gboolean (*is_over) (FreshetTestQueue *test, gpointer data),
               FreshetTestQueue *test,
               gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  guint timer = g_timeout_add (5, wake_up_cb, NULL);

  while (!is_over (test, data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
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
  test->directory = g_dir_make_tmp ("freshet-test-XXXXXX", &error);
  g_assert_no_error (error);
  test->queue = freshet_queue_new (NULL);
  freshet_queue_set_mode (test->queue, mode);
  g_signal_connect (test->queue, "run-finished", G_CALLBACK (run_finished_cb), test);
  return test;
}

void
freshet_test_queue_free (FreshetTestQueue *test)
{
  g_auto (GStrv) files = freshet_test_queue_list_files (test);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (test->directory, files[i], NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (test->directory), ==, 0);
  g_free (test->directory);
  g_clear_object (&test->report);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (test->queue);
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

void
freshet_test_queue_assert_body (FreshetTestQueue *test,
                                const char *name,
                                guint64 seed,
                                goffset size)
{
  g_autofree char *path = g_build_filename (test->directory, name, NULL);
  g_autofree char *wanted = freshet_body_digest (seed, size, G_CHECKSUM_SHA256);
  g_autofree char *found = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (length, ==, size);
  found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  g_assert_cmpstr (found, ==, wanted);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (transfer full): all names in the folder, sorted */
char **
freshet_test_queue_list_files (FreshetTestQueue *test)
{
  g_autoptr (GDir) dir = g_dir_open (test->directory, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
