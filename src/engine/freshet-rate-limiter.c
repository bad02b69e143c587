/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-rate-limiter.h"

#include "freshet-token-bucket.h"

struct _FreshetRateLimiter
{
  FreshetRateLimiter *outer; /* owned, nullable */
  GMutex mutex;
  FreshetTokenBucket bucket;
};

static void
rate_limiter_clear (gpointer data)
{
  FreshetRateLimiter *limiter = data;

  g_clear_pointer (&limiter->outer, freshet_rate_limiter_unref);
  g_mutex_clear (&limiter->mutex);
}

static gsize
take_own (FreshetRateLimiter *limiter, gsize wanted, gint64 *wait)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limiter->mutex);
  gint64 now = g_get_monotonic_time ();
  gsize taken = freshet_token_bucket_take (&limiter->bucket, wanted, now);

  *wait = taken > 0 ? 0 : MAX (1000, freshet_token_bucket_wait (&limiter->bucket, now));
  return taken;
}

static void
give_back_own (FreshetRateLimiter *limiter, gsize unused)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limiter->mutex);

  freshet_token_bucket_give_back (&limiter->bucket, unused);
}

/**
 * freshet_rate_limiter_new:
 * @bytes_per_second: the rate, 0 for no limit
 *
 * Returns: (transfer full): a limiter
 */
FreshetRateLimiter *
freshet_rate_limiter_new (goffset bytes_per_second)
{
  FreshetRateLimiter *limiter = g_atomic_rc_box_new0 (FreshetRateLimiter);

  g_mutex_init (&limiter->mutex);
  freshet_token_bucket_init (&limiter->bucket, bytes_per_second, g_get_monotonic_time ());
  return limiter;
}

/**
 * freshet_rate_limiter_new_within:
 * @outer: a limiter for all
 * @bytes_per_second: the rate for one of them, 0 for no limit
 *
 * Returns: (transfer full): a limiter that holds to both rates, that is, to the smaller
 */
FreshetRateLimiter *
freshet_rate_limiter_new_within (FreshetRateLimiter *outer, goffset bytes_per_second)
{
  FreshetRateLimiter *limiter = freshet_rate_limiter_new (bytes_per_second);

  limiter->outer = freshet_rate_limiter_ref (outer);
  return limiter;
}

/**
 * freshet_rate_limiter_ref:
 * @limiter: a limiter
 *
 * Returns: (transfer full): the same
 */
FreshetRateLimiter *
freshet_rate_limiter_ref (FreshetRateLimiter *limiter)
{
  return g_atomic_rc_box_acquire (limiter);
}

/**
 * freshet_rate_limiter_unref:
 * @limiter: (transfer full): a limiter
 */
void
freshet_rate_limiter_unref (FreshetRateLimiter *limiter)
{
  g_atomic_rc_box_release_full (limiter, rate_limiter_clear);
}

/**
 * freshet_rate_limiter_set_rate:
 * @limiter: a limiter
 * @bytes_per_second: the rate, 0 for no limit
 *
 * Changes the rate, at once, for all that take from it. That of an outer limiter stays.
 */
void
freshet_rate_limiter_set_rate (FreshetRateLimiter *limiter, goffset bytes_per_second)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limiter->mutex);

  freshet_token_bucket_set_rate (&limiter->bucket, bytes_per_second, g_get_monotonic_time ());
}

/**
 * freshet_rate_limiter_get_rate:
 * @limiter: a limiter
 *
 * Returns: bytes per second, 0 for no limit
 */
goffset
freshet_rate_limiter_get_rate (FreshetRateLimiter *limiter)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limiter->mutex);

  return limiter->bucket.rate;
}

/**
 * freshet_rate_limiter_take:
 * @limiter: a limiter
 * @wanted: how many bytes there is room for
 * @wait: (out): if nothing may be taken now, how long to wait before asking again, microseconds
 *
 * Returns: how many bytes may be moved now, 0 to @wanted
 */
gsize
freshet_rate_limiter_take (FreshetRateLimiter *limiter, gsize wanted, gint64 *wait)
{
  gsize allowed = take_own (limiter, wanted, wait);
  gsize taken;

  if (allowed == 0 || limiter->outer == NULL)
    return allowed;
  taken = freshet_rate_limiter_take (limiter->outer, allowed, wait);
  give_back_own (limiter, allowed - taken);
  return taken;
}

/**
 * freshet_rate_limiter_give_back:
 * @limiter: a limiter
 * @unused: how many of the bytes that were taken did not come
 */
void
freshet_rate_limiter_give_back (FreshetRateLimiter *limiter, gsize unused)
{
  give_back_own (limiter, unused);
  if (limiter->outer != NULL)
    freshet_rate_limiter_give_back (limiter->outer, unused);
}
