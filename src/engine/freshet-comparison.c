/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-comparison.h"

#include "freshet-scratch.h"

/* Finer than a frame. */
#define BEAT_MS 10

/**
 * FreshetComparison:
 *
 * The same files, downloaded once in each of some modes, one mode after another: each time by a queue
 * of its own, with a session of its own, into an empty folder that is removed afterwards.
 */
struct _FreshetComparison
{
  GObject parent_instance;

  GPtrArray *uris; /* owned, of GUri */
  GArray *modes;   /* owned, of FreshetMode */
  char *parent;    /* owned, nullable */
  FreshetPulse *pulse;
  guint pause_ms;

  /* While it runs. */
  GPtrArray *reports; /* owned, of FreshetReport */
  char *folder;       /* owned, nullable */
  FreshetQueue *queue;
  FreshetReport *report;
  gulong cancelled_id;
};

G_DEFINE_FINAL_TYPE (FreshetComparison, freshet_comparison, G_TYPE_OBJECT)

enum
{
  RUN_PREPARED,
  RUN_ENDED,
  RUN_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin_mode (GTask *task);

/* What comes after painting and all else that waits. */
static void
continue_later (GTask *task, guint milliseconds, GSourceFunc func)
{
  g_autoptr (GSource) source = g_timeout_source_new (milliseconds);

  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_callback (source, func, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static gboolean
is_over (GTask *task)
{
  FreshetComparison *self = g_task_get_source_object (task);

  return self->reports->len == self->modes->len
         || g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

static void
return_reports (GTask *task)
{
  FreshetComparison *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) reports = g_steal_pointer (&self->reports);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&reports), (GDestroyNotify) g_ptr_array_unref);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetComparison *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!freshet_scratch_remove_finish (result, &error))
    g_info ("A scratch folder stays: %s", error->message);
  g_clear_pointer (&self->folder, g_free);

  if (is_over (task))
    return_reports (task);
  else
    begin_mode (g_steal_pointer (&task));
}

static void
end_mode (GTask *task)
{
  FreshetComparison *self = g_task_get_source_object (task);

  g_clear_object (&self->report);
  g_clear_object (&self->queue);
  freshet_scratch_remove_async (self->folder, removed_cb, task);
}

static gboolean
settled_cb (gpointer user_data)
{
  GTask *task = user_data;
  FreshetComparison *self = g_task_get_source_object (task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_ptr_array_add (self->reports, g_object_ref (self->report));
      g_signal_emit (self, signals[RUN_SETTLED], 0, self->report);
    }
  end_mode (task);
  return G_SOURCE_REMOVE;
}

/* In whatever thread it was cancelled, for in blocking mode the main thread cannot listen. */
static void
cancelled_cb (GCancellable *cancellable, FreshetQueue *queue)
{
  freshet_queue_interrupt (queue);
}

/* Not before there is a run: there would be nothing to interrupt. */
static void
run_started_cb (FreshetQueue *queue, GTask *task)
{
  FreshetComparison *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    self->cancelled_id
        = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), queue, NULL);
}

static void
run_finished_cb (FreshetQueue *queue, FreshetReport *report, GTask *task)
{
  FreshetComparison *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  freshet_pulse_stop (self->pulse);
  g_cancellable_disconnect (cancellable, self->cancelled_id);
  self->cancelled_id = 0;
  self->report = g_object_ref (report);
  g_signal_emit (self, signals[RUN_ENDED], 0, report);
  continue_later (task, self->pause_ms, settled_cb);
}

static gboolean
start_cb (gpointer user_data)
{
  GTask *task = user_data;
  FreshetComparison *self = g_task_get_source_object (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      end_mode (task);
      return G_SOURCE_REMOVE;
    }
  freshet_pulse_start (self->pulse, BEAT_MS);
  freshet_queue_start (self->queue);
  return G_SOURCE_REMOVE;
}

static void
create_queue (FreshetComparison *self, FreshetMode mode)
{
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);

  self->queue = freshet_queue_new (self->pulse);
  freshet_queue_set_mode (self->queue, mode);
  /* Modes are compared that have one connection a file alike. */
  freshet_queue_set_segments (self->queue, 1);
  for (guint i = 0; i < self->uris->len; i++)
    g_ptr_array_add (downloads, freshet_download_new (self->uris->pdata[i], self->folder));
  freshet_queue_add_many (self->queue, downloads);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetComparison *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->folder = freshet_scratch_create_finish (result, &error);
  if (self->folder == NULL)
    {
      g_clear_pointer (&self->reports, g_ptr_array_unref);
      g_task_return_error (task, error);
      return;
    }

  create_queue (self, g_array_index (self->modes, FreshetMode, self->reports->len));
  g_signal_connect (self->queue, "run-started", G_CALLBACK (run_started_cb), task);
  g_signal_connect (self->queue, "run-finished", G_CALLBACK (run_finished_cb), task);
  g_signal_emit (self, signals[RUN_PREPARED], 0, self->queue);
  continue_later (g_steal_pointer (&task), self->pause_ms, start_cb);
}

static void
begin_mode (GTask *task)
{
  FreshetComparison *self = g_task_get_source_object (task);

  freshet_scratch_create_async (self->parent, created_cb, task);
}

static void
freshet_comparison_finalize (GObject *object)
{
  FreshetComparison *self = FRESHET_COMPARISON (object);

  /* What runs keeps it alive. */
  g_assert (self->queue == NULL && self->folder == NULL);
  g_ptr_array_unref (self->uris);
  g_array_unref (self->modes);
  g_clear_object (&self->pulse);
  g_free (self->parent);

  G_OBJECT_CLASS (freshet_comparison_parent_class)->finalize (object);
}

static guint
create_signal (const char *name, GType type)
{
  return g_signal_new (
      name, FRESHET_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, type);
}

static void
freshet_comparison_class_init (FreshetComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_comparison_finalize;

  /**
   * FreshetComparison::run-prepared:
   * @queue: what will carry it out, with all files in it
   *
   * Emitted before each run, a pause before it begins: to say so, to set the limits of @queue, and to
   * bring a server back to where it was.
   */
  signals[RUN_PREPARED] = create_signal ("run-prepared", FRESHET_TYPE_QUEUE);
  /**
   * FreshetComparison::run-ended:
   * @report: what was measured
   *
   * Emitted at the very end of each run; in blocking mode, before the main loop goes on.
   */
  signals[RUN_ENDED] = create_signal ("run-ended", FRESHET_TYPE_REPORT);
  /**
   * FreshetComparison::run-settled:
   * @report: the report of the run that ended
   *
   * Emitted a pause after each run, when what was clicked into it has been handled and painted; not
   * after one that was cancelled.
   */
  signals[RUN_SETTLED] = create_signal ("run-settled", FRESHET_TYPE_REPORT);
}

static void
freshet_comparison_init (FreshetComparison *self)
{
  self->pulse = freshet_pulse_new (NULL);
}

/**
 * freshet_comparison_new:
 * @uris: (element-type GUri): what to download, at least one
 * @modes: (array length=n_modes): the modes, in the order of the runs
 * @n_modes: how many, at least one
 *
 * Returns: (transfer full): a comparison that does not run yet
 */
FreshetComparison *
freshet_comparison_new (GPtrArray *uris, const FreshetMode *modes, guint n_modes)
{
  FreshetComparison *self;

  g_return_val_if_fail (uris != NULL && uris->len > 0, NULL);
  g_return_val_if_fail (modes != NULL && n_modes > 0, NULL);

  self = g_object_new (FRESHET_TYPE_COMPARISON, NULL);
  self->uris = g_ptr_array_ref (uris);
  self->modes = g_array_new (FALSE, FALSE, sizeof (FreshetMode));
  g_array_append_vals (self->modes, modes, n_modes);
  return self;
}

/**
 * freshet_comparison_set_parent:
 * @self: a comparison
 * @parent: (type filename): the folder in which scratch folders are created; to begin with, the one
 *   for temporary files, or in a sandbox the user's cache
 */
void
freshet_comparison_set_parent (FreshetComparison *self, const char *parent)
{
  g_return_if_fail (FRESHET_IS_COMPARISON (self));
  g_return_if_fail (parent != NULL);

  g_free (self->parent);
  self->parent = g_strdup (parent);
}

/**
 * freshet_comparison_set_pulse:
 * @self: a comparison
 * @pulse: what measures the main loop; it is started and stopped with each run
 */
void
freshet_comparison_set_pulse (FreshetComparison *self, FreshetPulse *pulse)
{
  g_return_if_fail (FRESHET_IS_COMPARISON (self));
  g_return_if_fail (FRESHET_IS_PULSE (pulse));

  g_set_object (&self->pulse, pulse);
}

/**
 * freshet_comparison_set_pause:
 * @self: a comparison
 * @milliseconds: how long to wait before and after each run; 0 to begin with
 *
 * A window needs the pause to show what comes, before it freezes, and to handle what was clicked into
 * the freeze.
 */
void
freshet_comparison_set_pause (FreshetComparison *self, guint milliseconds)
{
  g_return_if_fail (FRESHET_IS_COMPARISON (self));

  self->pause_ms = milliseconds;
}

/**
 * freshet_comparison_run_async:
 * @self: a comparison that does not run
 * @cancellable: (nullable): ends it, from any thread, also while a run in blocking mode goes on
 * @callback: called when all runs have ended, or one could not begin
 * @user_data: handed to @callback
 *
 * Runs all modes, one after another. In blocking mode this thread's main loop stands still.
 */
void
freshet_comparison_run_async (FreshetComparison *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FRESHET_IS_COMPARISON (self));
  g_return_if_fail (self->reports == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_comparison_run_async);
  self->reports = g_ptr_array_new_with_free_func (g_object_unref);
  begin_mode (task);
}

/**
 * freshet_comparison_run_finish:
 * @self: a comparison
 * @result: what the callback was given
 * @error: return location
 *
 * Fails with %G_IO_ERROR_CANCELLED, %FRESHET_ERROR_NO_SPACE or %FRESHET_ERROR_CANNOT_WRITE. That
 * files failed is no error here: the reports say it.
 *
 * Returns: (transfer full) (element-type FreshetReport): a report for each mode
 */
GPtrArray *
freshet_comparison_run_finish (FreshetComparison *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FRESHET_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
