/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-job-tuner.h"

/* Of each so many microseconds of latency, one request can be under way. */
#define LATENCY_PER_JOB_US 500

/* What comes with its headers, as good as. */
#define SMALL_BYTES (128 * 1024)

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
  *tuner = (FreshetJobTuner){ .latency = G_MAXINT64, .jobs = FRESHET_JOBS_LEAST };
}

/**
 * freshet_job_tuner_add:
 * @tuner: a tuner
 * @latency: how long one download took from the request to the first byte of its answer
 * @duration: how long it took from the request to the last byte
 * @size: how many bytes came
 *
 * Learns from a download that has ended. The shortest latency is what counts, since the others hold the
 * time that requests wait for each other. Each file that was short lets one more go beside the others, so
 * that their number doubles in a round trip, as long as latency is what there is to hide. From a near
 * server only what is small is waited for longer than it is read.
 *
 * Returns: how many downloads at once are good by now
 */
guint
freshet_job_tuner_add (FreshetJobTuner *tuner, gint64 latency, gint64 duration, goffset size)
{
  gboolean is_far;
  gint64 most;

  tuner->n_ended++;
  if (latency <= 0)
    return tuner->jobs;
  tuner->latency = MIN (tuner->latency, latency);
  is_far = tuner->latency > FRESHET_JOBS_LEAST * LATENCY_PER_JOB_US;
  most = CLAMP (tuner->latency / LATENCY_PER_JOB_US, FRESHET_JOBS_USUAL, FRESHET_JOBS_MOST);
  if (is_far)
    tuner->jobs = MAX (tuner->jobs, FRESHET_JOBS_USUAL);
  if (tuner->jobs < most && duration <= SHORT_FACTOR * latency && (is_far || size <= SMALL_BYTES))
    tuner->jobs++;
  return tuner->jobs;
}

/**
 * freshet_job_tuner_tick:
 * @tuner: a tuner
 *
 * To be called about ten times a second. Where less ended since the last time than were under way, they
 * take their time: %FRESHET_JOBS_USUAL can do that together.
 *
 * Returns: how many downloads at once are good by now
 */
guint
freshet_job_tuner_tick (FreshetJobTuner *tuner)
{
  if (tuner->n_ended < tuner->jobs)
    tuner->jobs = MAX (tuner->jobs, FRESHET_JOBS_USUAL);
  tuner->n_ended = 0;
  return tuner->jobs;
}
