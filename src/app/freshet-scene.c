/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scene-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "freshet-comparison.h"
#include "freshet-complete.h"

#define COMPUTE_MS 500
#define FEW 16
#define MANY 200

/* Long enough for the last of a run to be painted. */
#define PAUSE_MS 200

typedef struct
{
  const char *id;
  guint n_files;
  const char *query;
  FreshetMode modes[2];
  guint jobs[2]; /* 0 for what the program does by itself */
} Setup;

static const Setup setups[FRESHET_N_SCENES] = {
  [FRESHET_SCENE_COMPUTE] = { .id = "callback",
                              .n_files = 6,
                              .query = "size=1M&rate=1M",
                              .modes = { FRESHET_MODE_ASYNC, FRESHET_MODE_ASYNC } },
  [FRESHET_SCENE_STARVE] = { .id = "stock-splice",
                             .n_files = 100,
                             .query = "size=2M",
                             .modes = { FRESHET_MODE_ASYNC, FRESHET_MODE_NAIVE },
                             .jobs = { 100, 100 } },
  [FRESHET_SCENE_CROWD] = { .id = "thousand",
                            .n_files = 1000,
                            .query = "size=10K",
                            .modes = { FRESHET_MODE_ASYNC, FRESHET_MODE_ASYNC },
                            .jobs = { FEW, MANY } },
  [FRESHET_SCENE_NESTED] = { .id = "nested-loop" },
};

typedef struct
{
  FreshetSceneKind kind;
  FreshetComparison *comparison; /* owned */
  FreshetPulseStrip *strip;      /* weak, nullable */
  guint n_prepared;
} Scene;

static void
scene_free (gpointer data)
{
  Scene *scene = data;

  g_clear_object (&scene->comparison);
  g_clear_weak_pointer (&scene->strip);
  g_free (scene);
}

/* What anybody might do when a file has come: here, to count. The compiler must not see through it. */
static void
compute (void)
{
  gint64 end = g_get_monotonic_time () + COMPUTE_MS * G_TIME_SPAN_MILLISECOND;
  volatile guint n = 0;

  while (g_get_monotonic_time () < end)
    n++;
}

static void
state_changed_cb (FreshetDownload *download)
{
  if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
    compute ();
}

static void
watch_states (FreshetQueue *queue)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_signal_connect (download, "notify::state", G_CALLBACK (state_changed_cb), NULL);
    }
}

static void
run_started_cb (FreshetQueue *queue, Scene *scene)
{
  if (scene->strip != NULL)
    freshet_pulse_strip_begin (scene->strip);
}

static void
run_ended_cb (FreshetComparison *comparison, FreshetReport *report, Scene *scene)
{
  if (scene->strip != NULL)
    freshet_pulse_strip_fill_report (scene->strip, report);
}

static void
run_prepared_cb (FreshetComparison *comparison, FreshetQueue *queue, Scene *scene)
{
  guint run = scene->n_prepared++;
  guint jobs = setups[scene->kind].jobs[run];

  if (jobs > 0)
    {
      freshet_queue_set_jobs (queue, jobs);
      freshet_queue_set_jobs_per_host (queue, jobs);
    }
  g_signal_connect (queue, "run-started", G_CALLBACK (run_started_cb), scene);
  if (scene->kind == FRESHET_SCENE_COMPUTE && run == 1)
    watch_states (queue);
}

static FreshetSceneResult *
create_result (FreshetSceneKind kind)
{
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;

  switch (kind)
    {
    case FRESHET_SCENE_COMPUTE:
      return freshet_scene_result_new (_ ("Asynchronous"), _ ("Computing"));
    case FRESHET_SCENE_STARVE:
      return freshet_scene_result_new (_ ("Asynchronous"), _ ("Stock splice"));
    case FRESHET_SCENE_CROWD:
    case FRESHET_SCENE_NESTED:
    default:
      /* Translators: %d requests at the same time */
      few = g_strdup_printf (_ ("%d at once"), FEW);
      many = g_strdup_printf (_ ("%d at once"), MANY);
      return freshet_scene_result_new (few, many);
    }
}

/* Not where the window could not be seen. */
static void
add_frames (FreshetSceneResult *result, FreshetReport *first, FreshetReport *second)
{
  const FreshetFrames *frames[]
      = { freshet_report_get_frames (first), freshet_report_get_frames (second) };

  if (frames[0] != NULL && frames[1] != NULL)
    freshet_scene_result_add (result,
                              "frames_missed",
                              _ ("Frames missed"),
                              FRESHET_SCENE_COUNT,
                              (double) frames[0]->missed,
                              (double) frames[1]->missed);
}

static void
add_figures (FreshetSceneResult *result, FreshetReport *first, FreshetReport *second)
{
  const FreshetLoopFigures *loops[]
      = { freshet_report_get_loop (first), freshet_report_get_loop (second) };

  result->loops[0] = *loops[0];
  result->loops[1] = *loops[1];
  freshet_scene_result_add (result,
                            "total_s",
                            _ ("Total time"),
                            FRESHET_SCENE_SECONDS,
                            freshet_report_get_elapsed (first),
                            freshet_report_get_elapsed (second));
  freshet_scene_result_add (result,
                            "longest_call_ms",
                            _ ("Longest call"),
                            FRESHET_SCENE_MILLISECONDS,
                            loops[0]->longest_slice_ms,
                            loops[1]->longest_slice_ms);
  freshet_scene_result_add (result,
                            "click_ms",
                            _ ("Input waited"),
                            FRESHET_SCENE_MILLISECONDS,
                            loops[0]->input.max,
                            loops[1]->input.max);
  freshet_scene_result_add (result,
                            "paint_ms",
                            _ ("Painting waited"),
                            FRESHET_SCENE_MILLISECONDS,
                            loops[0]->paint.max,
                            loops[1]->paint.max);
  add_frames (result, first, second);
}

static void
compared_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Scene *scene = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) reports
      = freshet_comparison_run_finish (FRESHET_COMPARISON (source), async_result, &error);
  FreshetSceneResult *result;

  if (reports == NULL || !freshet_complete_check (reports->pdata[0], &error)
      || !freshet_complete_check (reports->pdata[1], &error))
    {
      g_task_return_error (task, error);
      return;
    }
  result = create_result (scene->kind);
  add_figures (result, reports->pdata[0], reports->pdata[1]);
  g_task_return_pointer (task, result, (GDestroyNotify) freshet_scene_result_free);
}

static void
compare (GTask *task, const char *base_uri, FreshetPulse *pulse)
{
  Scene *scene = g_task_get_task_data (task);
  const Setup *setup = &setups[scene->kind];
  g_autoptr (GPtrArray) uris = freshet_scene_list_uris (base_uri, setup->n_files, setup->query);

  scene->comparison = freshet_comparison_new (uris, setup->modes, G_N_ELEMENTS (setup->modes));
  freshet_comparison_set_pulse (scene->comparison, pulse);
  freshet_comparison_set_pause (scene->comparison, PAUSE_MS);
  g_signal_connect (scene->comparison, "run-prepared", G_CALLBACK (run_prepared_cb), scene);
  g_signal_connect (scene->comparison, "run-ended", G_CALLBACK (run_ended_cb), scene);
  freshet_comparison_run_async (scene->comparison,
                                g_task_get_cancellable (task),
                                compared_cb,
                                g_object_ref (task));
}

/**
 * freshet_scene_list_uris:
 * @base_uri: the demo server
 * @n: how many files
 * @query: what each of them is like
 *
 * Returns: (transfer full) (element-type GUri): addresses of files that differ
 */
GPtrArray *
freshet_scene_list_uris (const char *base_uri, guint n, const char *query)
{
  GPtrArray *uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *text
          = g_strdup_printf ("%s/file/file%u.bin?seed=%u&%s", base_uri, i, i, query);

      g_ptr_array_add (uris, g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL));
    }
  return uris;
}

/**
 * freshet_scene_get_id:
 * @kind: a scene
 *
 * Returns: its name in files
 */
const char *
freshet_scene_get_id (FreshetSceneKind kind)
{
  return setups[kind].id;
}

/**
 * freshet_scene_run_async:
 * @kind: a scene
 * @base_uri: the demo server
 * @pulse: what measures the main loop
 * @strip: (nullable): what counts the frames
 * @cancellable: (nullable): ends it
 * @callback: called when it has been played
 * @user_data: for @callback
 *
 * Plays a scene on this thread's main loop, which does not go well: that is what it shows.
 */
void
freshet_scene_run_async (FreshetSceneKind kind,
                         const char *base_uri,
                         FreshetPulse *pulse,
                         FreshetPulseStrip *strip,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Scene *scene;

  g_return_if_fail (kind < FRESHET_N_SCENES);
  g_return_if_fail (base_uri != NULL);
  g_return_if_fail (FRESHET_IS_PULSE (pulse));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_scene_run_async);
  if (kind == FRESHET_SCENE_NESTED)
    {
      freshet_scene_nested_run (task, base_uri, pulse);
      return;
    }

  scene = g_new0 (Scene, 1);
  scene->kind = kind;
  g_set_weak_pointer (&scene->strip, strip);
  g_task_set_task_data (task, scene, scene_free);
  compare (task, base_uri, pulse);
}

/**
 * freshet_scene_run_finish:
 * @result: what the callback got
 * @error: in `G_IO_ERROR` or `FRESHET_ERROR`
 *
 * Returns: (transfer full): what was measured
 */
FreshetSceneResult *
freshet_scene_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
