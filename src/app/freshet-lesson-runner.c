/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-runner.h"

#include <glib/gi18n-lib.h>

#include "freshet-comparison.h"
#include "freshet-complete.h"

/* Long enough for what comes to be seen, and for what was clicked into a freeze to be handled. */
#define PAUSE_MS 500

/**
 * FreshetLessonRunner:
 *
 * Carries out what the lesson shows: for real, on the main loop of the window that shows it, and only
 * one thing at a time. Its pulse is its own.
 */
struct _FreshetLessonRunner
{
  GObject parent_instance;

  FreshetDemoHost *demo;         /* owned */
  FreshetQueue *queue;           /* owned */
  FreshetCompareRunner *compare; /* owned */
  FreshetPulse *pulse;           /* owned */

  GMutex mutex;              /* for the next one */
  GCancellable *cancellable; /* owned, nullable: while it runs */
};

G_DEFINE_FINAL_TYPE (FreshetLessonRunner, freshet_lesson_runner, G_TYPE_OBJECT)

/* The program does not end before what runs has ended, and cleared up. */
static void
set_cancellable (FreshetLessonRunner *self, GCancellable *cancellable)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && cancellable != NULL)
    g_application_hold (application);
  else if (application != NULL)
    g_application_release (application);
  g_mutex_lock (&self->mutex);
  g_set_object (&self->cancellable, cancellable);
  g_mutex_unlock (&self->mutex);
}

/* Returns: (transfer full) (nullable): the lesson's files, if nothing else goes on */
static GPtrArray *
list_uris (FreshetLessonRunner *self, GError **error)
{
  if (freshet_queue_is_running (self->queue) || freshet_compare_runner_is_running (self->compare))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_BUSY,
                           _ ("Downloads go on in the other window. Wait for them, or stop them: "
                              "they would falsify what is measured."));
      return NULL;
    }
  return freshet_demo_host_list_uris (self->demo, error);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetLessonRunner *self = g_task_get_source_object (task);
  FreshetLessonAccount *account = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) reports
      = freshet_comparison_run_finish (FRESHET_COMPARISON (source), result, &error);

  freshet_lesson_account_end (account);
  set_cancellable (self, NULL);
  if (reports == NULL || !freshet_complete_check (reports->pdata[0], &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task,
                           freshet_lesson_account_steal_outcome (account),
                           (GDestroyNotify) freshet_lesson_outcome_free);
}

static void
freshet_lesson_runner_finalize (GObject *object)
{
  FreshetLessonRunner *self = FRESHET_LESSON_RUNNER (object);

  g_assert (self->cancellable == NULL);
  g_object_unref (self->demo);
  g_object_unref (self->queue);
  g_object_unref (self->compare);
  g_object_unref (self->pulse);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (freshet_lesson_runner_parent_class)->finalize (object);
}

static void
freshet_lesson_runner_class_init (FreshetLessonRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_lesson_runner_finalize;
}

static void
freshet_lesson_runner_init (FreshetLessonRunner *self)
{
  g_mutex_init (&self->mutex);
  self->pulse = freshet_pulse_new (NULL);
}

/**
 * freshet_lesson_runner_new:
 * @demo: the demo server
 * @queue: the list, whose downloads would falsify what is measured
 * @compare: what carries comparisons out, which would too
 *
 * Returns: (transfer full): a runner that does nothing yet
 */
FreshetLessonRunner *
freshet_lesson_runner_new (FreshetDemoHost *demo,
                           FreshetQueue *queue,
                           FreshetCompareRunner *compare)
{
  FreshetLessonRunner *self;

  g_return_val_if_fail (FRESHET_IS_DEMO_HOST (demo), NULL);
  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (FRESHET_IS_COMPARE_RUNNER (compare), NULL);

  self = g_object_new (FRESHET_TYPE_LESSON_RUNNER, NULL);
  self->demo = g_object_ref (demo);
  self->queue = g_object_ref (queue);
  self->compare = g_object_ref (compare);
  return self;
}

/**
 * freshet_lesson_runner_get_pulse:
 * @self: a runner
 *
 * Returns: (transfer none): what measures the main loop while something runs
 */
FreshetPulse *
freshet_lesson_runner_get_pulse (FreshetLessonRunner *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_RUNNER (self), NULL);

  return self->pulse;
}

/**
 * freshet_lesson_runner_is_running:
 * @self: a runner
 *
 * Returns: whether something is under way
 */
gboolean
freshet_lesson_runner_is_running (FreshetLessonRunner *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (FRESHET_IS_LESSON_RUNNER (self), FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  return self->cancellable != NULL;
}

/**
 * freshet_lesson_runner_cancel:
 * @self: a runner
 *
 * Ends what is under way. Callable from any thread, also while the main thread is frozen.
 */
void
freshet_lesson_runner_cancel (FreshetLessonRunner *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (FRESHET_IS_LESSON_RUNNER (self));

  g_mutex_lock (&self->mutex);
  if (self->cancellable != NULL)
    cancellable = g_object_ref (self->cancellable);
  g_mutex_unlock (&self->mutex);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

/**
 * freshet_lesson_runner_run_async:
 * @self: a runner that does nothing
 * @run: which run
 * @bars: what shows the files
 * @strip: what counts the frames
 * @meter: what measures the input
 * @callback: called when the run has ended
 * @user_data: for @callback
 *
 * Downloads the lesson's files. The blocking run freezes the window.
 */
void
freshet_lesson_runner_run_async (FreshetLessonRunner *self,
                                 FreshetLessonRun run,
                                 FreshetLessonBars *bars,
                                 FreshetPulseStrip *strip,
                                 FreshetInputMeter *meter,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  FreshetMode mode
      = run == FRESHET_LESSON_RUN_BLOCKING ? FRESHET_MODE_BLOCKING : FRESHET_MODE_ASYNC;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FreshetComparison) comparison = NULL;
  g_autoptr (GPtrArray) uris = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  FreshetLessonAccount *account;

  g_return_if_fail (FRESHET_IS_LESSON_RUNNER (self));
  g_return_if_fail (!freshet_lesson_runner_is_running (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_lesson_runner_run_async);
  uris = list_uris (self, &error);
  if (uris == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  account = freshet_lesson_account_new (bars, strip, meter);
  g_task_set_task_data (task, account, g_object_unref);

  comparison = freshet_comparison_new (uris, &mode, 1);
  freshet_comparison_set_pulse (comparison, self->pulse);
  freshet_comparison_set_pause (comparison, PAUSE_MS);
  freshet_lesson_account_watch (account, comparison);
  set_cancellable (self, cancellable);
  freshet_comparison_run_async (comparison, cancellable, ran_cb, g_object_ref (task));
}

/**
 * freshet_lesson_runner_run_finish:
 * @self: a runner
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): what became of the run
 */
FreshetLessonOutcome *
freshet_lesson_runner_run_finish (FreshetLessonRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
played_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FreshetSceneResult *measured = freshet_scene_run_finish (result, &error);

  set_cancellable (g_task_get_source_object (task), NULL);
  if (measured != NULL)
    g_task_return_pointer (task, measured, (GDestroyNotify) freshet_scene_result_free);
  else
    g_task_return_error (task, error);
}

/**
 * freshet_lesson_runner_play_async:
 * @self: a runner that does nothing
 * @kind: which scene
 * @strip: what counts the frames
 * @callback: called when it has been played
 * @user_data: for @callback
 */
void
freshet_lesson_runner_play_async (FreshetLessonRunner *self,
                                  FreshetSceneKind kind,
                                  FreshetPulseStrip *strip,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) uris = NULL;
  g_autofree char *base_uri = NULL;
  GError *error = NULL;

  g_return_if_fail (FRESHET_IS_LESSON_RUNNER (self));
  g_return_if_fail (!freshet_lesson_runner_is_running (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_lesson_runner_play_async);
  uris = list_uris (self, &error);
  if (uris == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  base_uri = g_uri_join (G_URI_FLAGS_NONE,
                         g_uri_get_scheme (uris->pdata[0]),
                         NULL,
                         g_uri_get_host (uris->pdata[0]),
                         g_uri_get_port (uris->pdata[0]),
                         "",
                         NULL,
                         NULL);
  set_cancellable (self, cancellable);
  freshet_scene_run_async (
      kind, base_uri, self->pulse, strip, cancellable, played_cb, g_object_ref (task));
}

/**
 * freshet_lesson_runner_play_finish:
 * @self: a runner
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): what was measured
 */
FreshetSceneResult *
freshet_lesson_runner_play_finish (FreshetLessonRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
