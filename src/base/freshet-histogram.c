/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-histogram.h"

/* Each power of two is cut into 64 buckets, so that one is at most 1/64 of its values wide. Below
 * 128 µs each microsecond has its own. The last power ends after four hours. */
#define SUB_BITS 6
#define N_SUB (1 << SUB_BITS)
#define N_EXACT (2 * N_SUB)
#define MAX_BITS 34
#define N_BUCKETS (N_EXACT + (MAX_BITS - SUB_BITS - 1) * N_SUB)

struct _FreshetHistogram
{
  guint64 buckets[N_BUCKETS];
  guint64 count;
  gint64 max;
};

static guint
get_bucket (gint64 delay)
{
  guint shift;

  if (delay < N_EXACT)
    return (guint) delay;
  if (delay >> MAX_BITS > 0)
    return N_BUCKETS - 1;
  shift = 63 - (guint) __builtin_clzll ((guint64) delay) - SUB_BITS;
  return N_EXACT + (shift - 1) * N_SUB + (guint) (delay >> shift) - N_SUB;
}

/* The smallest delay of a bucket. */
static gint64
get_start (guint bucket)
{
  guint shift;

  if (bucket < N_EXACT)
    return bucket;
  shift = (bucket - N_EXACT) / N_SUB + 1;
  return (gint64) (N_SUB + (bucket - N_EXACT) % N_SUB) << shift;
}

static void
record_many (FreshetHistogram *histogram, guint bucket, guint64 n)
{
  histogram->buckets[bucket] += n;
  histogram->count += n;
}

/**
 * freshet_histogram_new:
 *
 * Returns: (transfer full): an empty histogram
 */
FreshetHistogram *
freshet_histogram_new (void)
{
  return g_new0 (FreshetHistogram, 1);
}

/**
 * freshet_histogram_copy:
 * @histogram: a histogram
 *
 * Returns: (transfer full): another one with the same delays
 */
FreshetHistogram *
freshet_histogram_copy (const FreshetHistogram *histogram)
{
  g_return_val_if_fail (histogram != NULL, NULL);

  return g_memdup2 (histogram, sizeof *histogram);
}

/**
 * freshet_histogram_free:
 * @histogram: (nullable) (transfer full): a histogram
 */
void
freshet_histogram_free (FreshetHistogram *histogram)
{
  g_free (histogram);
}

/**
 * freshet_histogram_reset:
 * @histogram: a histogram
 *
 * Forgets everything that was recorded.
 */
void
freshet_histogram_reset (FreshetHistogram *histogram)
{
  g_return_if_fail (histogram != NULL);

  *histogram = (FreshetHistogram){ 0 };
}

/**
 * freshet_histogram_record:
 * @histogram: a histogram
 * @delay: microseconds; less than 0 counts as 0
 *
 * Records one delay.
 */
void
freshet_histogram_record (FreshetHistogram *histogram, gint64 delay)
{
  g_return_if_fail (histogram != NULL);

  delay = MAX (delay, 0);
  record_many (histogram, get_bucket (delay), 1);
  histogram->max = MAX (histogram->max, delay);
}

/**
 * freshet_histogram_record_corrected:
 * @histogram: a histogram
 * @delay: microseconds
 * @interval: microseconds between one probe and the next, more than 0
 *
 * Records the delay of a probe, and those of the probes that could not be sent because this one was
 * still under way: @delay − @interval, @delay − 2 × @interval, and so on while that is more than
 * 0. Without them, one freeze of a second would be one reading among the hundreds of the time
 * around it, and no quantile would show it (“coordinated omission”).
 *
 * Takes the same short time however long the delay is.
 */
void
freshet_histogram_record_corrected (FreshetHistogram *histogram, gint64 delay, gint64 interval)
{
  guint64 n_above = 0;

  g_return_if_fail (histogram != NULL);
  g_return_if_fail (interval > 0);

  if (delay <= interval)
    {
      freshet_histogram_record (histogram, delay);
      return;
    }
  for (guint bucket = get_bucket (delay); bucket > 0; bucket--)
    {
      /* How many of the delays are at least as long as the bucket's shortest. */
      guint64 n = (guint64) ((delay - get_start (bucket)) / interval) + 1;

      record_many (histogram, bucket, n - n_above);
      n_above = n;
    }
  histogram->max = MAX (histogram->max, delay);
}

/**
 * freshet_histogram_get_count:
 * @histogram: a histogram
 *
 * Returns: how many delays were recorded
 */
guint64
freshet_histogram_get_count (const FreshetHistogram *histogram)
{
  g_return_val_if_fail (histogram != NULL, 0);

  return histogram->count;
}

/**
 * freshet_histogram_get_max:
 * @histogram: a histogram
 *
 * Returns: the longest delay, exactly, in microseconds; 0 if there is none
 */
gint64
freshet_histogram_get_max (const FreshetHistogram *histogram)
{
  g_return_val_if_fail (histogram != NULL, 0);

  return histogram->max;
}

/**
 * freshet_histogram_get_quantile:
 * @histogram: a histogram
 * @quantile: from 0 to 1: 0.5 is the median
 *
 * Returns: microseconds that this share of the delays did not exceed, at most 3 % above the true
 *   value and never above freshet_histogram_get_max(); 0 if there is no delay
 */
gint64
freshet_histogram_get_quantile (const FreshetHistogram *histogram, double quantile)
{
  double share;
  guint64 rank, seen = 0;

  g_return_val_if_fail (histogram != NULL, 0);
  g_return_val_if_fail (quantile >= 0 && quantile <= 1, 0);

  share = quantile * (double) histogram->count;
  rank = MAX ((guint64) share + ((double) (guint64) share < share), 1);
  for (guint bucket = 0; bucket < N_BUCKETS - 1; bucket++)
    {
      seen += histogram->buckets[bucket];
      if (seen >= rank)
        return MIN (get_start (bucket + 1) - 1, histogram->max);
    }
  return histogram->max;
}
