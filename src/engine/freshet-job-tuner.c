/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-job-tuner.h"

/* Of each so many microseconds of latency, one request can be under way. */
#define LATENCY_PER_JOB_US 500

/* A file that took longer than so many times its latency was waited for because of its size. */
#define SHORT_FACTOR 3

/**
 * freshet_job_tuner_init:
 * @tuner: a tuner
 *
 * Begins with %FRESHET_JOBS_LEAST.
 */
void
freshet_job_tuner_init (FreshetJobTuner *tuner)
{
  tuner->latency = G_MAXINT64;
  tuner->jobs = FRESHET_JOBS_LEAST;
}

/**
 * freshet_job_tuner_add:
 * @tuner: a tuner
 * @latency: how long one download took from the request to the first byte of its answer
 * @duration: how long it took from the request to the last byte
 *
 * Learns from a download that has ended. The shortest latency is what counts, since the others hold the
 * time that requests wait for each other. Each file that was short lets one more go beside the others, so
 * that their number doubles in a round trip, as long as latency is what there is to hide.
 *
 * Returns: how many downloads at once are good by now
 */
guint
freshet_job_tuner_add (FreshetJobTuner *tuner, gint64 latency, gint64 duration)
{
  if (latency <= 0)
    return tuner->jobs;
  tuner->latency = MIN (tuner->latency, latency);
  if (duration <= SHORT_FACTOR * latency && tuner->jobs < FRESHET_JOBS_MOST
      && tuner->jobs < tuner->latency / LATENCY_PER_JOB_US)
    tuner->jobs++;
  return tuner->jobs;
}
