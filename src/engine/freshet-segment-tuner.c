/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-segment-tuner.h"

/* A connection is given so long to come up to its speed, and is then watched for so long. */
#define SETTLE_US (G_USEC_PER_SEC / 2)
#define WINDOW_US G_USEC_PER_SEC

/* A server that has not answered after this long is not worth waiting for. */
#define PATIENCE_US (5 * G_USEC_PER_SEC)

/* What comes sooner than this would be there before more connections are of use. */
#define LEAST_SECONDS 4

/* What is this fast is held back by this computer, or by its network, and not by the server. */
#define FAST (100.0 * 1000 * 1000)

/* At so much of a speed limit there is nothing to gain. */
#define NEAR_LIMIT 0.9

/* Of what more connections could bring, so much has to come for them to be kept, and for still more. */
#define LEAST_KEPT 0.1
#define LEAST_GAIN 0.5

static void
begin_window (FreshetSegmentTuner *tuner, gint64 now)
{
  tuner->opens_at = now + SETTLE_US;
  tuner->opened_at = 0;
}

static void
open_window (FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample)
{
  tuner->opened_at = sample->now;
  tuner->received = sample->received;
  tuner->received_in_all = sample->received_in_all;
}

static gboolean
is_trying (const FreshetSegmentTuner *tuner)
{
  return tuner->wanted > tuner->proven;
}

/* Whether connections that were asked for have been missing for too long. */
static gboolean
waits_in_vain (FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample)
{
  if (sample->n_receiving >= tuner->wanted)
    tuner->waits_since = 0;
  else if (tuner->waits_since == 0)
    tuner->waits_since = sample->now;
  return tuner->waits_since > 0 && sample->now - tuner->waits_since > PATIENCE_US;
}

/* What came before and after is not to be compared any more. What is tried goes on untold. */
static gboolean
has_changed (FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample)
{
  if (tuner->changes == sample->changes)
    return FALSE;
  tuner->changes = sample->changes;
  tuner->proven = tuner->wanted;
  return TRUE;
}

/* Watches until there is a window in which nothing but this file's speed counted. */
static gboolean
watch (FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample)
{
  if (waits_in_vain (tuner, sample))
    freshet_segment_tuner_settle (tuner, tuner->proven);
  else if (has_changed (tuner, sample) || tuner->waits_since > 0
           || (!sample->may_grow && !is_trying (tuner)))
    begin_window (tuner, sample->now);
  else if (tuner->opened_at == 0 && sample->now >= tuner->opens_at)
    open_window (tuner, sample);
  return !tuner->settled && tuner->opened_at > 0 && sample->now - tuner->opened_at >= WINDOW_US;
}

static void
measure (const FreshetSegmentTuner *tuner,
         const FreshetSegmentSample *sample,
         double *rate,
         double *rate_in_all)
{
  double seconds = (double) (sample->now - tuner->opened_at) / G_USEC_PER_SEC;

  *rate = (double) (sample->received - tuner->received) / seconds;
  *rate_in_all = (double) (sample->received_in_all - tuner->received_in_all) / seconds;
}

/* Whether more connections brought more; if not, it is settled. */
static gboolean
prove (FreshetSegmentTuner *tuner, double rate, double rate_in_all)
{
  double possible = tuner->rate * (tuner->wanted - tuner->proven) / tuner->proven;
  /* What is only taken away from other files is no gain. */
  double gain = MIN (rate - tuner->rate, rate_in_all - tuner->rate_in_all);

  if (gain >= LEAST_GAIN * possible)
    {
      tuner->proven = tuner->wanted;
      return TRUE;
    }
  freshet_segment_tuner_settle (tuner,
                                gain >= LEAST_KEPT * possible ? tuner->wanted : tuner->proven);
  return FALSE;
}

static gboolean
is_near (double rate, goffset limit)
{
  return limit > 0 && rate >= NEAR_LIMIT * (double) limit;
}

/* Whether more connections may be of use at the speed that it has. */
static gboolean
is_worth_it (const FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample)
{
  return tuner->rate > 0 && tuner->rate_in_all < FAST
         && sample->left >= FRESHET_SEGMENTS_LEAST_BYTES
         && (double) sample->left >= LEAST_SECONDS * tuner->rate
         && !is_near (tuner->rate, sample->limit)
         && !is_near (tuner->rate_in_all, sample->limit_in_all);
}

/**
 * freshet_segment_tuner_init:
 * @tuner: a tuner
 * @now: when the file begins to come
 *
 * Begins with one connection.
 */
void
freshet_segment_tuner_init (FreshetSegmentTuner *tuner, gint64 now)
{
  *tuner = (FreshetSegmentTuner){ .wanted = 1, .proven = 1 };
  begin_window (tuner, now);
}

/**
 * freshet_segment_tuner_settle:
 * @tuner: a tuner
 * @segments: how many connections it is to be from now on
 */
void
freshet_segment_tuner_settle (FreshetSegmentTuner *tuner, guint segments)
{
  tuner->settled = TRUE;
  tuner->wanted = segments;
  tuner->proven = segments;
}

/**
 * freshet_segment_tuner_add:
 * @tuner: a tuner
 * @sample: how the file is coming
 *
 * To be called several times a second. Doubles the number of connections as long as each doubling brings
 * at least half of what it could; goes back where it brings next to nothing, since a connection that
 * gains nothing is taken away from others.
 *
 * Returns: over how many connections the file is to come
 */
guint
freshet_segment_tuner_add (FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample)
{
  double rate;
  double rate_in_all;

  if (tuner->settled || !watch (tuner, sample))
    return tuner->wanted;
  measure (tuner, sample, &rate, &rate_in_all);
  if (is_trying (tuner) && !prove (tuner, rate, rate_in_all))
    return tuner->wanted;
  tuner->rate = rate;
  tuner->rate_in_all = rate_in_all;
  begin_window (tuner, sample->now);
  if (tuner->wanted < sample->most && sample->may_grow && is_worth_it (tuner, sample))
    tuner->wanted = MIN (tuner->wanted * 2, sample->most);
  return tuner->wanted;
}
