/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-run.h"

#include "freshet-download-private.h"

/**
 * freshet_run_new:
 * @mode: who calls its transfers, and where
 * @session: (transfer full): what they share
 * @pulse: (nullable): what measures the main loop; it begins anew
 *
 * Returns: (transfer full): a run that begins now
 */
FreshetRun *
freshet_run_new (FreshetMode mode, FreshetSession *session, FreshetPulse *pulse)
{
  FreshetRun *run = g_new0 (FreshetRun, 1);
  FreshetUsage usage;

  run->mode = mode;
  run->session = session;
  run->stop = g_cancellable_new ();
  run->downloads = g_ptr_array_new_with_free_func (g_object_unref);
  run->known = g_hash_table_new (NULL, NULL);
  g_set_object (&run->pulse, pulse);
  if (pulse != NULL)
    freshet_pulse_reset (pulse);

  freshet_usage_reset_peak ();
  freshet_usage_read (&usage);
  run->cpu_at_start = usage.cpu_s;
  run->peak_threads = usage.threads;
  run->started = g_date_time_new_now_utc ();
  run->started_at = g_get_monotonic_time ();
  return run;
}

/**
 * freshet_run_free:
 * @run: (transfer full): a run in which nothing is under way any more
 */
void
freshet_run_free (FreshetRun *run)
{
  if (run->workers != NULL)
    g_thread_pool_free (run->workers, FALSE, TRUE);
  freshet_session_unref (run->session);
  g_object_unref (run->stop);
  g_clear_object (&run->pulse);
  g_date_time_unref (run->started);
  g_ptr_array_unref (run->downloads);
  g_hash_table_unref (run->known);
  g_free (run);
}

/**
 * freshet_run_add:
 * @run: a run
 * @download: a download that was started in it
 *
 * Makes it a part of the run's report, once.
 */
void
freshet_run_add (FreshetRun *run, FreshetDownload *download)
{
  if (g_hash_table_add (run->known, download))
    g_ptr_array_add (run->downloads, g_object_ref (download));
}

/**
 * freshet_run_request_began:
 * @run: a run
 */
void
freshet_run_request_began (FreshetRun *run)
{
  run->n_in_flight++;
  run->peak_in_flight = MAX (run->peak_in_flight, run->n_in_flight);
}

/**
 * freshet_run_request_ended:
 * @run: a run
 */
void
freshet_run_request_ended (FreshetRun *run)
{
  run->n_in_flight--;
}

/**
 * freshet_run_sample:
 * @run: a run
 *
 * Looks how many threads there are, since the system keeps no peak of that.
 */
void
freshet_run_sample (FreshetRun *run)
{
  FreshetUsage usage;

  freshet_usage_read (&usage);
  run->peak_threads = MAX (run->peak_threads, usage.threads);
}

/**
 * freshet_run_report:
 * @run: a run that has just ended
 *
 * Returns: (transfer full): what was measured
 */
FreshetReport *
freshet_run_report (FreshetRun *run)
{
  FreshetReport *report = freshet_report_new (run->mode, run->started);
  gint64 now = g_get_monotonic_time ();
  FreshetLoopFigures loop;
  FreshetUsage usage;

  freshet_report_set_elapsed (report, (now - run->started_at) / (double) G_USEC_PER_SEC);
  if (run->pulse != NULL && freshet_pulse_is_running (run->pulse))
    {
      freshet_pulse_get_figures (run->pulse, &loop);
      freshet_report_set_loop (report, &loop);
      freshet_report_set_timeline (report,
                                   freshet_pulse_dup_timeline (run->pulse, run->started_at));
    }
  freshet_usage_read (&usage);
  freshet_report_set_resources (report,
                                usage.cpu_s - run->cpu_at_start,
                                usage.peak_rss_bytes,
                                run->peak_threads,
                                run->peak_in_flight);
  for (guint i = 0; i < run->downloads->len; i++)
    freshet_report_add_download (report,
                                 freshet_download_report (run->downloads->pdata[i],
                                                          run->started_at));
  return report;
}
