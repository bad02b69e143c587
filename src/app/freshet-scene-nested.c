/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scene-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-queue.h"
#include "freshet-scratch.h"

#define N_CLICKS 5
#define CLICK_MS 100
#define BEAT_MS 10

/* The first click asks for the smallest file: it could be done first. */
static const char *const queries[N_CLICKS] = {
  "size=800K&rate=1M",  "size=1100K&rate=1M", "size=1400K&rate=1M",
  "size=1700K&rate=1M", "size=2000K&rate=1M",
};

typedef struct
{
  char *folder;
  FreshetPulse *pulse;
  FreshetQueue *queue;
  GPtrArray *uris;      /* of GUri */
  GPtrArray *downloads; /* of FreshetDownload */
  guint n_clicks;
  guint n_there;
  guint n_back;
  guint there_place[N_CLICKS];
  guint back_place[N_CLICKS];
  gint64 there_at[N_CLICKS];
  gint64 back_at[N_CLICKS];
  FreshetSceneResult *result; /* nullable */
} Nested;

static void
nested_free (gpointer data)
{
  Nested *nested = data;

  for (guint i = 0; i < nested->downloads->len; i++)
    g_signal_handlers_disconnect_by_data (nested->downloads->pdata[i], nested);
  g_clear_object (&nested->queue);
  g_clear_object (&nested->pulse);
  g_ptr_array_unref (nested->downloads);
  g_ptr_array_unref (nested->uris);
  g_clear_pointer (&nested->result, freshet_scene_result_free);
  g_free (nested->folder);
  g_free (nested);
}

static gboolean
is_there (Nested *nested, guint click)
{
  FreshetState state = freshet_download_get_state (nested->downloads->pdata[click]);

  return state != FRESHET_STATE_WAITING && !freshet_state_is_active (state);
}

static void
state_changed_cb (FreshetDownload *download, GParamSpec *pspec, Nested *nested)
{
  guint click;

  if (!g_ptr_array_find (nested->downloads, download, &click) || !is_there (nested, click)
      || nested->there_place[click] > 0)
    return;
  nested->there_place[click] = ++nested->n_there;
  nested->there_at[click] = g_get_monotonic_time ();
}

/* Returns: (nullable): what was wrong with the first file that is not there */
static const GError *
find_error (Nested *nested)
{
  for (guint i = 0; i < nested->downloads->len; i++)
    {
      FreshetDownload *download = nested->downloads->pdata[i];

      if (freshet_download_get_state (download) == FRESHET_STATE_FAILED)
        return freshet_download_get_error (download);
    }
  return NULL;
}

static void
removed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Nested *nested = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!freshet_scratch_remove_finish (async_result, &error))
    g_info ("A scratch folder stays: %s", error->message);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (find_error (nested) != NULL)
    g_task_return_error (task, g_error_copy (find_error (nested)));
  else
    g_task_return_pointer (task,
                           g_steal_pointer (&nested->result),
                           (GDestroyNotify) freshet_scene_result_free);
}

static FreshetSceneResult *
create_result (Nested *nested)
{
  static const char *const ids[N_CLICKS] = { "click1", "click2", "click3", "click4", "click5" };
  FreshetSceneResult *result = freshet_scene_result_new (_ ("File there"), _ ("Handler came back"));
  gint64 late = 0;

  for (guint i = 0; i < N_CLICKS; i++)
    {
      /* Translators: the first click, the second one and so on */
      g_autofree char *label = g_strdup_printf (_ ("Click %u"), i + 1);

      freshet_scene_result_add (result,
                                ids[i],
                                label,
                                FRESHET_SCENE_PLACE,
                                nested->there_place[i],
                                nested->back_place[i]);
      late = MAX (late, nested->back_at[i] - nested->there_at[i]);
    }
  freshet_scene_result_add (result,
                            "late_s",
                            _ ("Longest wait for nothing"),
                            FRESHET_SCENE_SECONDS,
                            FRESHET_SCENE_NO_FIGURE,
                            (double) late / G_USEC_PER_SEC);
  freshet_pulse_get_figures (nested->pulse, &result->loops[1]);
  return result;
}

static void
end (GTask *task)
{
  Nested *nested = g_task_get_task_data (task);

  freshet_pulse_stop (nested->pulse);
  nested->result = create_result (nested);
  freshet_queue_pause (nested->queue);
  freshet_scratch_remove_async (nested->folder, removed_cb, g_object_ref (task));
}

/* A handler as it should not be: it starts a download, and runs a main loop of its own until the file
 * is there, so that the window stays alive. Whatever that loop hands out runs inside of this handler,
 * also the next click; and this one cannot go on until that one has come back. */
static gboolean
click_cb (gpointer user_data)
{
  GTask *task = user_data;
  Nested *nested = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint click;

  if (g_cancellable_is_cancelled (cancellable))
    return G_SOURCE_REMOVE;

  click = nested->n_clicks++;
  if (nested->n_clicks < N_CLICKS)
    g_timeout_add_full (
        G_PRIORITY_DEFAULT, CLICK_MS, click_cb, g_object_ref (task), g_object_unref);

  freshet_queue_start_download (nested->queue, nested->downloads->pdata[click]);
  while (!is_there (nested, click) && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);

  nested->back_place[click] = ++nested->n_back;
  nested->back_at[click] = g_get_monotonic_time ();
  if (nested->n_back == N_CLICKS
      || (nested->n_back == nested->n_clicks && g_cancellable_is_cancelled (cancellable)))
    end (task);
  return G_SOURCE_REMOVE;
}

static void
created_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Nested *nested = g_task_get_task_data (task);
  GError *error = NULL;

  nested->folder = freshet_scratch_create_finish (async_result, &error);
  if (nested->folder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < N_CLICKS; i++)
    {
      g_autoptr (FreshetDownload) download
          = freshet_download_new (nested->uris->pdata[i], nested->folder);

      g_signal_connect (download, "notify::state", G_CALLBACK (state_changed_cb), nested);
      g_ptr_array_add (nested->downloads, g_object_ref (download));
      freshet_queue_add (nested->queue, download);
    }
  freshet_pulse_start (nested->pulse, BEAT_MS);
  freshet_pulse_reset (nested->pulse);
  g_timeout_add_full (G_PRIORITY_DEFAULT, CLICK_MS, click_cb, g_object_ref (task), g_object_unref);
}

/**
 * freshet_scene_nested_run:
 * @task: returned when the scene has been played
 * @base_uri: the demo server
 * @pulse: what measures the main loop
 *
 * Five clicks, each with a handler that runs a main loop of its own.
 */
void
freshet_scene_nested_run (GTask *task, const char *base_uri, FreshetPulse *pulse)
{
  Nested *nested = g_new0 (Nested, 1);

  nested->pulse = g_object_ref (pulse);
  nested->queue = freshet_queue_new (NULL);
  freshet_queue_set_jobs (nested->queue, N_CLICKS);
  freshet_queue_set_jobs_per_host (nested->queue, N_CLICKS);
  nested->downloads = g_ptr_array_new_with_free_func (g_object_unref);
  nested->uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  for (guint i = 0; i < N_CLICKS; i++)
    {
      g_autoptr (GPtrArray) uris = freshet_scene_list_uris (base_uri, 1, queries[i]);

      g_ptr_array_add (nested->uris, g_uri_ref (uris->pdata[0]));
    }
  g_task_set_task_data (task, nested, nested_free);
  freshet_scratch_create_async (NULL, created_cb, g_object_ref (task));
}
