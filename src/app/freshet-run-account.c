/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-run-account.h"

#define BEAT_MS 10

/**
 * FreshetRunAccount:
 *
 * Measures the window while a queue runs, and says what the run has cost: the strip while it goes
 * on, and the card if the window was frozen.
 */
struct _FreshetRunAccount
{
  GObject parent_instance;

  FreshetPulse *pulse;       /* owned */
  FreshetInputGuard *guard;  /* owned */
  FreshetReport *last_async; /* owned, nullable */
  FreshetPulseStrip *strip;  /* owned */
  FreshetThawCard *card;     /* owned */
};

G_DEFINE_FINAL_TYPE (FreshetRunAccount, freshet_run_account, G_TYPE_OBJECT)

/* To measure what measuring costs, it can be left out: with FRESHET_DEBUG=unwatched. */
static gboolean
is_watched (void)
{
  static const GDebugKey keys[] = { { "unwatched", 1 } };

  return g_parse_debug_string (g_getenv ("FRESHET_DEBUG"), keys, G_N_ELEMENTS (keys)) == 0;
}

static void
run_started_cb (FreshetRunAccount *self)
{
  freshet_thaw_card_close (self->card);
  if (!is_watched ())
    return;
  freshet_pulse_start (self->pulse, BEAT_MS);
  freshet_pulse_strip_begin (self->strip);
}

static void
say_freeze (FreshetRunAccount *self, FreshetReport *report, FreshetQueue *queue)
{
  guint n_waiting = freshet_queue_get_n_waiting (queue);

  freshet_input_guard_thaw (self->guard);
  freshet_thaw_card_show_report (self->card, report, self->last_async, n_waiting);
}

static void
run_finished_cb (FreshetRunAccount *self, FreshetReport *report, FreshetQueue *queue)
{
  FreshetMode mode = freshet_report_get_mode (report);

  if (!is_watched ())
    return;
  freshet_pulse_stop (self->pulse);
  freshet_pulse_strip_fill_report (self->strip, report);

  if (mode == FRESHET_MODE_ASYNC)
    g_set_object (&self->last_async, report);
  if (mode == FRESHET_MODE_BLOCKING)
    say_freeze (self, report, queue);
}

/* What was clicked into a freeze comes in after it. */
static void
missed_input_cb (FreshetRunAccount *self)
{
  freshet_thaw_card_set_missed_input (self->card,
                                      freshet_input_guard_get_n_clicks (self->guard),
                                      freshet_input_guard_get_n_keys (self->guard));
}

static void
freshet_run_account_dispose (GObject *object)
{
  FreshetRunAccount *self = FRESHET_RUN_ACCOUNT (object);

  g_clear_object (&self->pulse);
  g_clear_object (&self->guard);
  g_clear_object (&self->last_async);
  g_clear_object (&self->strip);
  g_clear_object (&self->card);

  G_OBJECT_CLASS (freshet_run_account_parent_class)->dispose (object);
}

static void
freshet_run_account_class_init (FreshetRunAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_run_account_dispose;
}

static void
freshet_run_account_init (FreshetRunAccount *self)
{
  self->guard = freshet_input_guard_new ();
  g_signal_connect_object (
      self->guard, "notify", G_CALLBACK (missed_input_cb), self, G_CONNECT_SWAPPED);
}

/**
 * freshet_run_account_new:
 * @pulse: what measures the main loop
 * @window: the window that freezes
 * @strip: its strip, in which frames are counted
 * @card: its card, which is opened when it thaws
 *
 * Returns: (transfer full): an account of no queue yet
 */
FreshetRunAccount *
freshet_run_account_new (FreshetPulse *pulse,
                         GtkWidget *window,
                         FreshetPulseStrip *strip,
                         FreshetThawCard *card)
{
  FreshetRunAccount *self;

  g_return_val_if_fail (FRESHET_IS_PULSE (pulse), NULL);
  g_return_val_if_fail (FRESHET_IS_PULSE_STRIP (strip), NULL);
  g_return_val_if_fail (FRESHET_IS_THAW_CARD (card), NULL);

  self = g_object_new (FRESHET_TYPE_RUN_ACCOUNT, NULL);
  self->pulse = g_object_ref (pulse);
  self->strip = g_object_ref (strip);
  self->card = g_object_ref (card);
  freshet_input_guard_watch (self->guard, window);
  return self;
}

/**
 * freshet_run_account_get_guard:
 * @self: an account
 *
 * Returns: (transfer none): what stands between the display and the window
 */
FreshetInputGuard *
freshet_run_account_get_guard (FreshetRunAccount *self)
{
  g_return_val_if_fail (FRESHET_IS_RUN_ACCOUNT (self), NULL);

  return self->guard;
}

/**
 * freshet_run_account_watch:
 * @self: an account
 * @queue: whose runs it is of
 */
void
freshet_run_account_watch (FreshetRunAccount *self, FreshetQueue *queue)
{
  g_return_if_fail (FRESHET_IS_RUN_ACCOUNT (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));

  g_signal_connect_object (
      queue, "run-started", G_CALLBACK (run_started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      queue, "run-finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
}
