/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-token-bucket.h"

/* Less than this is not worth a wake-up: 20 ms at the rate, for slow flows up to 50 ms. */
#define STEPS_PER_SECOND 50
#define SLOW_STEPS_PER_SECOND 20
#define SMALL_STEP 4096

/* So much may gather while nobody takes: 50 ms at the rate, so that a late wake-up loses nothing. */
#define BURST_PER_SECOND 20
#define BURST_STEPS 2

/*
 * What was lost because nobody took for longer is made up for, but no more than a fiftieth of ten seconds,
 * and no faster than a twelfth above the rate: a computer that is busy does not slow the flow down, and the
 * flow stays even.
 */
#define RESERVE_PER_SECOND 5
#define RESERVE_SPEED 12

static double
get_step (const FreshetTokenBucket *bucket)
{
  double rate = (double) bucket->rate;

  return MAX (MAX (rate / STEPS_PER_SECOND, MIN (SMALL_STEP, rate / SLOW_STEPS_PER_SECOND)), 1);
}

static double
get_capacity (const FreshetTokenBucket *bucket)
{
  return MAX ((double) bucket->rate / BURST_PER_SECOND, BURST_STEPS * get_step (bucket));
}

static double
get_gain (const FreshetTokenBucket *bucket, gint64 now)
{
  return (double) MAX (now - bucket->filled, 0) * (double) bucket->rate / G_USEC_PER_SEC;
}

static double
get_made_up (const FreshetTokenBucket *bucket, gint64 now)
{
  return MIN (bucket->reserve, get_gain (bucket, now) / RESERVE_SPEED);
}

static double
get_tokens (const FreshetTokenBucket *bucket, gint64 now)
{
  return MIN (bucket->tokens + get_gain (bucket, now) + get_made_up (bucket, now),
              get_capacity (bucket));
}

static void
fill (FreshetTokenBucket *bucket, gint64 now)
{
  double made_up = get_made_up (bucket, now);
  double total = bucket->tokens + get_gain (bucket, now) + made_up;
  double capacity = get_capacity (bucket);
  double reserve = bucket->reserve - made_up + MAX (total - capacity, 0);

  bucket->tokens = MIN (total, capacity);
  bucket->reserve
      = CLAMP (reserve, 0, MAX ((double) bucket->rate / RESERVE_PER_SECOND - capacity, 0));
  bucket->filled = MAX (now, bucket->filled);
}

/**
 * freshet_token_bucket_init:
 * @bucket: a bucket
 * @rate: bytes per second, or 0 for no limit
 * @now: the time in microseconds
 *
 * Begins with an empty bucket, so that the limit holds from the first byte on.
 */
void
freshet_token_bucket_init (FreshetTokenBucket *bucket, goffset rate, gint64 now)
{
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (rate >= 0);

  bucket->rate = rate;
  bucket->tokens = 0;
  bucket->reserve = 0;
  bucket->filled = now;
}

/**
 * freshet_token_bucket_set_rate:
 * @bucket: a bucket
 * @rate: bytes per second, or 0 for no limit
 * @now: the time in microseconds
 *
 * Changes the rate from @now on.
 */
void
freshet_token_bucket_set_rate (FreshetTokenBucket *bucket, goffset rate, gint64 now)
{
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (rate >= 0);

  fill (bucket, now);
  bucket->reserve = 0;
  bucket->rate = rate;
}

/**
 * freshet_token_bucket_take:
 * @bucket: a bucket
 * @wanted: bytes that could be moved
 * @now: the time in microseconds
 *
 * Takes the right to move bytes out of the bucket. What is not used after all goes back with
 * freshet_token_bucket_give_back().
 *
 * Returns: how many bytes may be moved now, at most @wanted; 0 if it is not worth it yet, and
 *   freshet_token_bucket_wait() tells when it will be
 */
gsize
freshet_token_bucket_take (FreshetTokenBucket *bucket, gsize wanted, gint64 now)
{
  double taken;

  g_return_val_if_fail (bucket != NULL, 0);

  if (bucket->rate == 0)
    return wanted;
  fill (bucket, now);
  if (bucket->tokens < (double) wanted && bucket->tokens < get_step (bucket))
    return 0;
  taken = MIN ((double) wanted, bucket->tokens);
  bucket->tokens -= (double) (gsize) taken;
  return (gsize) taken;
}

/**
 * freshet_token_bucket_give_back:
 * @bucket: a bucket
 * @unused: bytes that were taken and not moved
 */
void
freshet_token_bucket_give_back (FreshetTokenBucket *bucket, gsize unused)
{
  g_return_if_fail (bucket != NULL);

  if (bucket->rate > 0)
    bucket->tokens += (double) unused;
}

/**
 * freshet_token_bucket_wait:
 * @bucket: a bucket
 * @now: the time in microseconds
 *
 * Returns: microseconds until it is worth to take again; 0 if it is now
 */
gint64
freshet_token_bucket_wait (const FreshetTokenBucket *bucket, gint64 now)
{
  double missing;

  g_return_val_if_fail (bucket != NULL, 0);

  if (bucket->rate == 0)
    return 0;
  missing = get_step (bucket) - get_tokens (bucket, now);
  if (missing <= 0)
    return 0;
  return (gint64) (missing * G_USEC_PER_SEC / (double) bucket->rate) + 1;
}
