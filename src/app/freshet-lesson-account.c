/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-account.h"

/* All of the lesson's files take 12 s, one after another. */
#define FREEZE_GUARD_S 20

/**
 * FreshetLessonAccount:
 *
 * Takes down what becomes of one of the lesson's runs, as the widgets that watch it see it. They may
 * be closed meanwhile.
 */
struct _FreshetLessonAccount
{
  GObject parent_instance;

  FreshetLessonBars *bars;  /* weak, nullable */
  FreshetPulseStrip *strip; /* weak, nullable */
  FreshetInputMeter *meter; /* weak, nullable */
  FreshetQueue *queue;      /* owned, nullable */
  FreshetLessonOutcome *outcome;
};

G_DEFINE_FINAL_TYPE (FreshetLessonAccount, freshet_lesson_account, G_TYPE_OBJECT)

static guint
count_threads (FreshetQueue *queue)
{
  g_autoptr (GHashTable) threads = g_hash_table_new (NULL, NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);
      gconstpointer thread = freshet_download_get_thread (download);

      if (thread != NULL)
        g_hash_table_add (threads, (gpointer) thread);
    }
  return g_hash_table_size (threads);
}

static void
run_started_cb (FreshetLessonAccount *self)
{
  if (self->strip != NULL)
    freshet_pulse_strip_begin (self->strip);
}

static void
run_prepared_cb (FreshetLessonAccount *self, FreshetQueue *queue)
{
  g_set_object (&self->queue, queue);
  freshet_queue_set_freeze_guard (queue, FREEZE_GUARD_S);
  if (self->bars != NULL)
    freshet_lesson_bars_begin (self->bars, queue);
  g_signal_connect_object (
      queue, "run-started", G_CALLBACK (run_started_cb), self, G_CONNECT_SWAPPED);
}

static void
run_ended_cb (FreshetLessonAccount *self, FreshetReport *report)
{
  if (self->strip == NULL || self->bars == NULL || self->meter == NULL)
    return;

  freshet_pulse_strip_fill_report (self->strip, report);
  if (freshet_report_get_mode (report) == FRESHET_MODE_BLOCKING)
    freshet_input_guard_thaw (freshet_input_meter_get_guard (self->meter));

  g_clear_pointer (&self->outcome, freshet_lesson_outcome_free);
  self->outcome = g_new0 (FreshetLessonOutcome, 1);
  self->outcome->report = g_object_ref (report);
  self->outcome->bars = freshet_lesson_bars_end (self->bars);
  self->outcome->n_threads = count_threads (self->queue);
}

static void
run_settled_cb (FreshetLessonAccount *self, FreshetReport *report)
{
  if (self->meter != NULL)
    freshet_input_meter_fill_report (self->meter, report);
}

static void
freshet_lesson_account_finalize (GObject *object)
{
  FreshetLessonAccount *self = FRESHET_LESSON_ACCOUNT (object);

  g_clear_weak_pointer (&self->bars);
  g_clear_weak_pointer (&self->strip);
  g_clear_weak_pointer (&self->meter);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->outcome, freshet_lesson_outcome_free);

  G_OBJECT_CLASS (freshet_lesson_account_parent_class)->finalize (object);
}

static void
freshet_lesson_account_class_init (FreshetLessonAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_lesson_account_finalize;
}

static void
freshet_lesson_account_init (FreshetLessonAccount *self)
{
}

/**
 * freshet_lesson_outcome_free:
 * @outcome: (transfer full): what became of a run
 */
void
freshet_lesson_outcome_free (FreshetLessonOutcome *outcome)
{
  g_object_unref (outcome->report);
  g_free (outcome);
}

/**
 * freshet_lesson_account_new:
 * @bars: what shows the files
 * @strip: what counts the frames
 * @meter: what measures the input
 *
 * Returns: (transfer full): an account in which nothing has happened yet
 */
FreshetLessonAccount *
freshet_lesson_account_new (FreshetLessonBars *bars,
                            FreshetPulseStrip *strip,
                            FreshetInputMeter *meter)
{
  FreshetLessonAccount *self;

  g_return_val_if_fail (FRESHET_IS_LESSON_BARS (bars), NULL);
  g_return_val_if_fail (FRESHET_IS_PULSE_STRIP (strip), NULL);
  g_return_val_if_fail (FRESHET_IS_INPUT_METER (meter), NULL);

  self = g_object_new (FRESHET_TYPE_LESSON_ACCOUNT, NULL);
  g_set_weak_pointer (&self->bars, bars);
  g_set_weak_pointer (&self->strip, strip);
  g_set_weak_pointer (&self->meter, meter);
  return self;
}

/**
 * freshet_lesson_account_watch:
 * @self: an account
 * @comparison: what is about to carry out the run
 */
void
freshet_lesson_account_watch (FreshetLessonAccount *self, FreshetComparison *comparison)
{
  g_return_if_fail (FRESHET_IS_LESSON_ACCOUNT (self));
  g_return_if_fail (FRESHET_IS_COMPARISON (comparison));

  g_signal_connect_object (
      comparison, "run-prepared", G_CALLBACK (run_prepared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      comparison, "run-ended", G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      comparison, "run-settled", G_CALLBACK (run_settled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * freshet_lesson_account_end:
 * @self: an account
 *
 * Nothing moves any more, also where the run was ended before its time.
 */
void
freshet_lesson_account_end (FreshetLessonAccount *self)
{
  g_return_if_fail (FRESHET_IS_LESSON_ACCOUNT (self));

  if (self->bars != NULL)
    freshet_lesson_bars_end (self->bars);
}

/**
 * freshet_lesson_account_steal_outcome:
 * @self: an account of a run that has ended
 *
 * Returns: (transfer full) (nullable): what became of it; %NULL if nobody could watch it to its end
 */
FreshetLessonOutcome *
freshet_lesson_account_steal_outcome (FreshetLessonAccount *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_ACCOUNT (self), NULL);

  return g_steal_pointer (&self->outcome);
}
