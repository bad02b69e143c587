/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-comparison.h"

#include <glib/gstdio.h>

#include "freshet-demo-server.h"
#include "freshet-error.h"
#include "freshet-test-wait.h"

static const FreshetMode all_modes[] = {
  FRESHET_MODE_BLOCKING,
  FRESHET_MODE_THREADS,
  FRESHET_MODE_NAIVE,
  FRESHET_MODE_ASYNC,
};

typedef struct
{
  FreshetDemoServer *server;
  char *parent;
  GPtrArray *uris;
  FreshetComparison *comparison;
  GCancellable *cancellable;
  GString *events;
  GPtrArray *reports;
  GError *error;
} Fixture;

static void
add_uri (Fixture *fixture, const char *path)
{
  g_autofree char *text
      = g_strconcat (freshet_demo_server_get_base_uri (fixture->server), path, NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (fixture->uris, g_uri_parse (text, G_URI_FLAGS_ENCODED, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = freshet_demo_server_new (0, &error);
  g_assert_no_error (error);
  fixture->parent = g_dir_make_tmp ("freshet-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  fixture->cancellable = g_cancellable_new ();
  fixture->events = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (fixture->comparison != NULL)
    g_assert_finalize_object (fixture->comparison);
  g_clear_pointer (&fixture->reports, g_ptr_array_unref);
  g_clear_error (&fixture->error);
  g_string_free (fixture->events, TRUE);
  g_object_unref (fixture->cancellable);
  g_ptr_array_unref (fixture->uris);
  g_object_unref (fixture->server);

  /* Nothing is left of what was downloaded. */
  g_assert_cmpint (g_rmdir (fixture->parent), ==, 0);
  g_free (fixture->parent);
}

static void
run_prepared_cb (FreshetComparison *comparison, FreshetQueue *queue, Fixture *fixture)
{
  g_string_append_printf (fixture->events,
                          "prepared %s %u\n",
                          freshet_mode_to_string (freshet_queue_get_mode (queue)),
                          freshet_queue_get_n_waiting (queue));
  freshet_demo_server_reset (fixture->server);
}

static void
run_ended_cb (FreshetComparison *comparison, FreshetReport *report, Fixture *fixture)
{
  g_string_append_printf (fixture->events,
                          "ended %s\n",
                          freshet_mode_to_string (freshet_report_get_mode (report)));
}

static void
run_settled_cb (FreshetComparison *comparison, FreshetReport *report, Fixture *fixture)
{
  g_string_append_printf (fixture->events,
                          "settled %s\n",
                          freshet_mode_to_string (freshet_report_get_mode (report)));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->reports
      = freshet_comparison_run_finish (FRESHET_COMPARISON (source), result, &fixture->error);
}

static void
run (Fixture *fixture, const FreshetMode *modes, guint n_modes)
{
  fixture->comparison = freshet_comparison_new (fixture->uris, modes, n_modes);
  freshet_comparison_set_parent (fixture->comparison, fixture->parent);
  g_signal_connect (fixture->comparison, "run-prepared", G_CALLBACK (run_prepared_cb), fixture);
  g_signal_connect (fixture->comparison, "run-ended", G_CALLBACK (run_ended_cb), fixture);
  g_signal_connect (fixture->comparison, "run-settled", G_CALLBACK (run_settled_cb), fixture);
  freshet_comparison_run_async (fixture->comparison, fixture->cancellable, ran_cb, fixture);
  FRESHET_TEST_WAIT_UNTIL (fixture->reports != NULL || fixture->error != NULL);
}

static void
test_all_modes (Fixture *fixture, gconstpointer data)
{
  add_uri (fixture, "/file/a?size=100K&delay=50ms");
  add_uri (fixture, "/file/b?size=100K&delay=50ms&status=503&times=1&retry-after=0");
  run (fixture, all_modes, G_N_ELEMENTS (all_modes));

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->events->str,
                   ==,
                   "prepared blocking 2\nended blocking\nsettled blocking\n"
                   "prepared threads 2\nended threads\nsettled threads\n"
                   "prepared naive 2\nended naive\nsettled naive\n"
                   "prepared async 2\nended async\nsettled async\n");
  g_assert_cmpuint (fixture->reports->len, ==, G_N_ELEMENTS (all_modes));
  for (guint i = 0; i < fixture->reports->len; i++)
    {
      FreshetReport *report = fixture->reports->pdata[i];

      g_assert_cmpint (freshet_report_get_mode (report), ==, all_modes[i]);
      g_assert_cmpuint (freshet_report_count_state (report, "finished"), ==, 2);
      g_assert_cmpint (freshet_report_get_bytes (report), ==, 2 * 100 * 1024);
      g_assert_nonnull (freshet_report_get_loop (report));
      g_assert_nonnull (freshet_report_get_timeline (report));
    }
}

/* Each begins with nothing: neither a file nor what the server counted is left of the run before. */
static void
test_each_begins_anew (Fixture *fixture, gconstpointer data)
{
  static const FreshetMode modes[] = { FRESHET_MODE_ASYNC, FRESHET_MODE_ASYNC };

  add_uri (fixture, "/file/a?size=100K&status=503&times=1&retry-after=0");
  run (fixture, modes, G_N_ELEMENTS (modes));

  g_assert_no_error (fixture->error);
  for (guint i = 0; i < fixture->reports->len; i++)
    {
      const FreshetReportDownload *download
          = freshet_report_get_downloads (fixture->reports->pdata[i])->pdata[0];
      g_autofree char *name = g_path_get_basename (download->file);

      g_assert_cmpstr (name, ==, "a");
      g_assert_cmpuint (download->attempts, ==, 2);
      g_assert_cmpint (download->resumed_from, ==, 0);
    }
}

static void
test_blocking_is_in_the_timeline (Fixture *fixture, gconstpointer data)
{
  static const FreshetMode modes[] = { FRESHET_MODE_BLOCKING, FRESHET_MODE_ASYNC };
  double longest[G_N_ELEMENTS (modes)] = { 0 };

  add_uri (fixture, "/file/a?size=1K&delay=500ms");
  run (fixture, modes, G_N_ELEMENTS (modes));

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      GArray *slices = freshet_report_get_timeline (fixture->reports->pdata[i])->slices;

      for (guint j = 0; j < slices->len; j++)
        longest[i] = MAX (longest[i], g_array_index (slices, FreshetTimelineSpan, j).length_s);
    }
  g_assert_cmpfloat (longest[0], >=, 0.5);
  g_assert_cmpfloat (longest[1], <, 0.5);
}

static void
test_failed_files_are_no_error (Fixture *fixture, gconstpointer data)
{
  add_uri (fixture, "/file/a?status=404");
  run (fixture, all_modes, 1);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (freshet_report_count_state (fixture->reports->pdata[0], "failed"), ==, 1);
}

static gboolean
cancel_cb (gpointer data)
{
  Fixture *fixture = data;

  if (freshet_demo_server_get_n_requests (fixture->server) == 0)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (fixture->cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  static const FreshetMode modes[] = { FRESHET_MODE_ASYNC, FRESHET_MODE_THREADS };

  add_uri (fixture, "/file/a?size=10M&rate=100K");
  g_timeout_add (50, cancel_cb, fixture);
  run (fixture, modes, G_N_ELEMENTS (modes));

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->events->str, ==, "prepared async 1\nended async\n");
}

static gpointer
cancel_thread (gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;

  while (cancel_cb (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (50 * G_TIME_SPAN_MILLISECOND);
    }
  return NULL;
}

static void
test_cancelled_while_frozen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GThread) thread = NULL;

  add_uri (fixture, "/file/a?size=10M&rate=100K");
  thread = g_thread_new ("cancel", cancel_thread, fixture);
  run (fixture, all_modes, G_N_ELEMENTS (all_modes));
  g_thread_join (g_steal_pointer (&thread));

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->events->str, ==, "prepared blocking 1\nended blocking\n");
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  add_uri (fixture, "/file/a?size=1K");
  g_cancellable_cancel (fixture->cancellable);
  run (fixture, all_modes, G_N_ELEMENTS (all_modes));

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (freshet_demo_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_steal_pointer (&fixture->parent);

  add_uri (fixture, "/file/a?size=1K");
  fixture->parent = g_strdup ("/dev/null/compare");
  run (fixture, all_modes, G_N_ELEMENTS (all_modes));
  g_free (fixture->parent);
  fixture->parent = g_steal_pointer (&parent);

  g_assert_error (fixture->error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
  g_assert_cmpstr (fixture->events->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/comparison/each-mode-runs-once-in-order", test_all_modes);
  ADD ("/comparison/each-run-begins-anew", test_each_begins_anew);
  ADD ("/comparison/blocking-is-in-the-timeline", test_blocking_is_in_the_timeline);
  ADD ("/comparison/failed-files-are-no-error", test_failed_files_are_no_error);
  ADD ("/comparison/cancelled-ends-and-leaves-nothing", test_cancelled);
  ADD ("/comparison/cancelled-from-a-thread-while-frozen", test_cancelled_while_frozen);
  ADD ("/comparison/cancelled-before-asks-for-nothing", test_cancelled_before);
  ADD ("/comparison/no-room-is-an-error", test_no_room);

  return g_test_run ();
}
