/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-run.h"

/* Finer than a frame. */
#define PULSE_INTERVAL_MS 10

typedef struct
{
  GCancellable *interrupt;
  gulong interrupt_id;
  FreshetReport *report;
} Run;

/* In the thread of the signals, for in blocking mode the main thread cannot listen. */
static void
interrupted_cb (GCancellable *interrupt, FreshetQueue *queue)
{
  freshet_queue_interrupt (queue);
}

/* Not before there is a run: an interrupt would find nothing to end, and be lost. */
static void
run_started_cb (FreshetQueue *queue, Run *run)
{
  run->interrupt_id
      = g_cancellable_connect (run->interrupt, G_CALLBACK (interrupted_cb), queue, NULL);
}

static void
run_finished_cb (FreshetQueue *queue, FreshetReport *report, Run *run)
{
  g_cancellable_disconnect (run->interrupt, run->interrupt_id);
  run->report = g_object_ref (report);
}

/**
 * freshet_cli_run:
 * @queue: what to carry out, with something in it that waits
 * @pulse: (nullable): the queue's own, to be felt while it runs
 * @interrupt: ends the run, from any thread; what has come so far is kept
 *
 * Carries out what waits, whichever the mode.
 *
 * Returns: (transfer full): the report of the run
 */
FreshetReport *
freshet_cli_run (FreshetQueue *queue, FreshetPulse *pulse, GCancellable *interrupt)
{
  Run run = { .interrupt = interrupt };
  gulong started_id;
  gulong finished_id;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (freshet_queue_get_n_waiting (queue) > 0, NULL);

  started_id = g_signal_connect (queue, "run-started", G_CALLBACK (run_started_cb), &run);
  finished_id = g_signal_connect (queue, "run-finished", G_CALLBACK (run_finished_cb), &run);

  if (pulse != NULL)
    freshet_pulse_start (pulse, PULSE_INTERVAL_MS);
  freshet_queue_start (queue);
  while (run.report == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (pulse != NULL)
    freshet_pulse_stop (pulse);

  g_signal_handler_disconnect (queue, started_id);
  g_signal_handler_disconnect (queue, finished_id);
  return run.report;
}
