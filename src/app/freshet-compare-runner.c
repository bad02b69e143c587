/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-runner.h"

#include "freshet-comparison.h"
#include "freshet-settings.h"

/* Long enough to read what comes, and to handle what was clicked into a freeze. */
#define PAUSE_MS 700

/**
 * FreshetCompareRunner:
 *
 * Carries a comparison out in the window: with the user's settings, the window's pulse, its frames
 * and its input, and nothing else going on.
 */
struct _FreshetCompareRunner
{
  GObject parent_instance;

  GSettings *settings;      /* owned */
  FreshetDemoHost *demo;    /* owned */
  FreshetPulse *pulse;      /* owned */
  FreshetPulseStrip *strip; /* weak, nullable */
  FreshetInputMeter *meter; /* weak, nullable */

  GMutex mutex;              /* for the next one */
  GCancellable *cancellable; /* owned, nullable: while it runs */
};

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

enum
{
  RUN_PREPARED,
  RUN_SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FreshetCompareRunner, freshet_compare_runner, G_TYPE_OBJECT)

static void
run_started_cb (FreshetCompareRunner *self)
{
  if (self->strip != NULL)
    freshet_pulse_strip_begin (self->strip);
}

static void
run_prepared_cb (FreshetCompareRunner *self, FreshetQueue *queue)
{
  freshet_demo_host_reset (self->demo);
  freshet_settings_apply (self->settings, queue);
  g_signal_connect_object (
      queue, "run-started", G_CALLBACK (run_started_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[RUN_PREPARED], 0, freshet_queue_get_mode (queue));
}

static void
run_ended_cb (FreshetCompareRunner *self, FreshetReport *report)
{
  if (self->strip != NULL)
    freshet_pulse_strip_fill_report (self->strip, report);
  if (self->meter != NULL && freshet_report_get_mode (report) == FRESHET_MODE_BLOCKING)
    freshet_input_guard_thaw (freshet_input_meter_get_guard (self->meter));
}

static void
run_settled_cb (FreshetCompareRunner *self, FreshetReport *report)
{
  if (self->meter != NULL)
    freshet_input_meter_fill_report (self->meter, report);
  g_signal_emit (self, signals[RUN_SETTLED], 0, report);
}

/* The program does not end before what runs has ended, and cleared up. */
static void
set_cancellable (FreshetCompareRunner *self, GCancellable *cancellable)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && cancellable != NULL)
    g_application_hold (application);
  else if (application != NULL)
    g_application_release (application);
  g_mutex_lock (&self->mutex);
  g_set_object (&self->cancellable, cancellable);
  g_mutex_unlock (&self->mutex);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetCompareRunner *self = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *reports = freshet_comparison_run_finish (FRESHET_COMPARISON (source), result, &error);

  set_cancellable (self, NULL);
  if (reports != NULL)
    g_task_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
freshet_compare_runner_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value,
                           freshet_compare_runner_is_running (FRESHET_COMPARE_RUNNER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_compare_runner_finalize (GObject *object)
{
  FreshetCompareRunner *self = FRESHET_COMPARE_RUNNER (object);

  g_assert (self->cancellable == NULL);
  g_object_unref (self->settings);
  g_object_unref (self->demo);
  g_object_unref (self->pulse);
  g_clear_weak_pointer (&self->strip);
  g_clear_weak_pointer (&self->meter);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (freshet_compare_runner_parent_class)->finalize (object);
}

static void
freshet_compare_runner_class_init (FreshetCompareRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = freshet_compare_runner_get_property;
  object_class->finalize = freshet_compare_runner_finalize;

  /**
   * FreshetCompareRunner:running:
   *
   * Whether a comparison is under way.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean (
      "running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FreshetCompareRunner::run-prepared:
   * @mode: the mode of the run that is about to begin
   */
  signals[RUN_PREPARED] = g_signal_new ("run-prepared",
                                        FRESHET_TYPE_COMPARE_RUNNER,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        FRESHET_TYPE_MODE);
  /**
   * FreshetCompareRunner::run-settled:
   * @report: what was measured in the run that ended, with frames and input
   */
  signals[RUN_SETTLED] = g_signal_new ("run-settled",
                                       FRESHET_TYPE_COMPARE_RUNNER,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       FRESHET_TYPE_REPORT);
}

static void
freshet_compare_runner_init (FreshetCompareRunner *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * freshet_compare_runner_new:
 * @settings: the settings of the program
 * @demo: the demo server
 * @pulse: what measures the main loop
 *
 * Returns: (transfer full): a runner that does nothing yet
 */
FreshetCompareRunner *
freshet_compare_runner_new (GSettings *settings, FreshetDemoHost *demo, FreshetPulse *pulse)
{
  FreshetCompareRunner *self = g_object_new (FRESHET_TYPE_COMPARE_RUNNER, NULL);

  self->settings = g_object_ref (settings);
  self->demo = g_object_ref (demo);
  self->pulse = g_object_ref (pulse);
  return self;
}

/**
 * freshet_compare_runner_set_window:
 * @self: a runner
 * @strip: what counts the frames
 * @meter: what measures the input
 *
 * Says what looks at the window. For as long as there is none, neither frames nor input are counted.
 */
void
freshet_compare_runner_set_window (FreshetCompareRunner *self,
                                   FreshetPulseStrip *strip,
                                   FreshetInputMeter *meter)
{
  g_return_if_fail (FRESHET_IS_COMPARE_RUNNER (self));
  g_return_if_fail (FRESHET_IS_PULSE_STRIP (strip));
  g_return_if_fail (FRESHET_IS_INPUT_METER (meter));

  g_set_weak_pointer (&self->strip, strip);
  g_set_weak_pointer (&self->meter, meter);
}

/**
 * freshet_compare_runner_is_running:
 * @self: a runner
 *
 * Returns: whether a comparison is under way
 */
gboolean
freshet_compare_runner_is_running (FreshetCompareRunner *self)
{
  g_return_val_if_fail (FRESHET_IS_COMPARE_RUNNER (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * freshet_compare_runner_run_async:
 * @self: a runner that does nothing
 * @uris: (element-type GUri): what to download
 * @modes: (array length=n_modes): in which modes
 * @n_modes: how many
 * @callback: called when all is done
 * @user_data: handed to @callback
 *
 * Runs a comparison, in scratch folders in the user's cache.
 */
void
freshet_compare_runner_run_async (FreshetCompareRunner *self,
                                  GPtrArray *uris,
                                  const FreshetMode *modes,
                                  guint n_modes,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (FreshetComparison) comparison = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  g_autofree char *parent = NULL;
  GTask *task;

  g_return_if_fail (FRESHET_IS_COMPARE_RUNNER (self));
  g_return_if_fail (!freshet_compare_runner_is_running (self));

  comparison = freshet_comparison_new (uris, modes, n_modes);
  cancellable = g_cancellable_new ();
  parent = g_build_filename (g_get_user_cache_dir (), "freshet", NULL);
  freshet_comparison_set_parent (comparison, parent);
  freshet_comparison_set_pulse (comparison, self->pulse);
  freshet_comparison_set_pause (comparison, PAUSE_MS);
  g_signal_connect_object (
      comparison, "run-prepared", G_CALLBACK (run_prepared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      comparison, "run-ended", G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      comparison, "run-settled", G_CALLBACK (run_settled_cb), self, G_CONNECT_SWAPPED);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_compare_runner_run_async);
  set_cancellable (self, cancellable);
  freshet_comparison_run_async (comparison, cancellable, ran_cb, task);
}

/**
 * freshet_compare_runner_run_finish:
 * @self: a runner
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type FreshetReport) (nullable): a report for each mode
 */
GPtrArray *
freshet_compare_runner_run_finish (FreshetCompareRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * freshet_compare_runner_cancel:
 * @self: a runner
 *
 * Ends what is under way, if something is. This may be called in any thread, also while a run in
 * blocking mode freezes the window.
 */
void
freshet_compare_runner_cancel (FreshetCompareRunner *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (FRESHET_IS_COMPARE_RUNNER (self));

  g_mutex_lock (&self->mutex);
  g_set_object (&cancellable, self->cancellable);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (cancellable);
}
