/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-token-bucket.h"

#define SECOND G_USEC_PER_SEC
#define START (G_GINT64_CONSTANT (1000) * SECOND)
#define KIB G_GINT64_CONSTANT (1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)
#define PLENTY ((gsize) GIB)

static const goffset rates[] = { 10 * KIB, 100 * KIB, MIB, 16 * MIB, 100 * MIB, GIB };

/* Moves as much as may be moved for ten seconds, waking up late by up to @jitter. */
static goffset
simulate (goffset rate, gsize wanted, gint64 jitter)
{
  FreshetTokenBucket bucket;
  gint64 now = START;
  goffset moved = 0;

  freshet_token_bucket_init (&bucket, rate, now);
  while (now < START + 10 * SECOND)
    {
      gint64 wait = freshet_token_bucket_wait (&bucket, now);
      gsize taken = freshet_token_bucket_take (&bucket, wanted, now);

      moved += (goffset) taken;
      if (wait > 0)
        now += wait + (jitter > 0 ? g_test_rand_int_range (0, (int) jitter) : 0);
      else
        g_assert_cmpuint (taken, >, 0);
    }
  return moved;
}

static void
test_rates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_assert_cmpfloat_with_epsilon ((double) simulate (rates[i], PLENTY, 0) / (double) rates[i],
                                      10,
                                      0.2);
      g_assert_cmpfloat_with_epsilon (
          (double) simulate (rates[i], PLENTY, 20000) / (double) rates[i], 10, 0.2);
      g_assert_cmpfloat_with_epsilon ((double) simulate (rates[i], 64 * KIB, 0) / (double) rates[i],
                                      10,
                                      0.2);
    }
}

/* On a computer that is busy, nobody takes for a tenth of a second now and then. */
static void
test_made_up (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      FreshetTokenBucket bucket;
      gint64 now = START;
      gint64 held_up = START;
      goffset moved = 0;

      freshet_token_bucket_init (&bucket, rates[i], now);
      for (; now < START + 10 * SECOND; now += freshet_token_bucket_wait (&bucket, now))
        {
          if (now - held_up > 2 * SECOND)
            held_up = now += SECOND * 15 / 100;
          moved += (goffset) freshet_token_bucket_take (&bucket, PLENTY, now);
        }
      g_assert_cmpfloat_with_epsilon ((double) moved / (double) rates[i], 10, 0.2);
    }
}

/* What was moved, and when. */
typedef struct
{
  gint64 time;
  goffset moved;
} Move;

/* The most that is moved within a quarter of a second, beside what the rate allows in that time. */
static double
find_burst (goffset rate, gint64 pause, gint64 jitter)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));
  FreshetTokenBucket bucket;
  goffset in_window = 0;
  goffset most = 0;
  gint64 now = START;
  guint first = 0;

  freshet_token_bucket_init (&bucket, rate, now);
  while (now < START + 10 * SECOND)
    {
      Move move = { now, (goffset) freshet_token_bucket_take (&bucket, PLENTY, now) };

      g_array_append_val (moves, move);
      in_window += move.moved;
      for (; g_array_index (moves, Move, first).time <= now - SECOND / 4; first++)
        in_window -= g_array_index (moves, Move, first).moved;
      most = MAX (most, in_window);
      now += freshet_token_bucket_wait (&bucket, now)
             + (jitter > 0 ? g_test_rand_int_range (0, (int) jitter) : 0);
      if (moves->len % 40 == 0)
        now += pause;
    }
  return (double) most / ((double) rate / 4);
}

static void
test_smooth (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_assert_cmpfloat (find_burst (rates[i], 0, 0), <=, 1.5);
      g_assert_cmpfloat (find_burst (rates[i], 0, 20000), <=, 1.5);
      /* Nor after something held it up. */
      g_assert_cmpfloat (find_burst (rates[i], SECOND, 0), <=, 1.5);
    }
}

static void
test_unlimited (void)
{
  FreshetTokenBucket bucket;

  freshet_token_bucket_init (&bucket, 0, START);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, G_MAXSIZE, START), ==, G_MAXSIZE);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, 1, START), ==, 1);
  freshet_token_bucket_give_back (&bucket, 1);
  g_assert_cmpint (freshet_token_bucket_wait (&bucket, START), ==, 0);
}

static void
test_starts_empty (void)
{
  FreshetTokenBucket bucket;

  freshet_token_bucket_init (&bucket, MIB, START);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START), ==, 0);
  g_assert_cmpint (freshet_token_bucket_wait (&bucket, START), >, 0);
}

static void
test_wait_is_enough (void)
{
  for (goffset rate = 1; rate <= 4 * GIB; rate *= 3)
    {
      FreshetTokenBucket bucket;
      gint64 wait;

      freshet_token_bucket_init (&bucket, rate, START);
      wait = freshet_token_bucket_wait (&bucket, START);
      g_assert_cmpint (wait, >, 0);
      g_assert_cmpint (wait, <=, SECOND + 1);
      g_assert_cmpint (freshet_token_bucket_wait (&bucket, START + wait), ==, 0);
      g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START + wait - 2), ==, 0);
      g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START + wait), >, 0);
    }
}

static void
test_suspend (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      FreshetTokenBucket bucket;
      gint64 later = START + 8 * G_GINT64_CONSTANT (3600) * SECOND;
      gsize burst;

      freshet_token_bucket_init (&bucket, rates[i], START);
      burst = freshet_token_bucket_take (&bucket, PLENTY, later);
      g_assert_cmpuint (burst, <=, rates[i] / 10);
      g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, later), ==, 0);
    }
}

static void
test_time_does_not_go_back (void)
{
  FreshetTokenBucket bucket;

  freshet_token_bucket_init (&bucket, MIB, START);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START + SECOND), >, 0);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START), ==, 0);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START + SECOND), ==, 0);
}

static void
test_give_back (void)
{
  FreshetTokenBucket bucket;
  gint64 now = START + SECOND;
  gsize taken;

  freshet_token_bucket_init (&bucket, MIB, START);
  taken = freshet_token_bucket_take (&bucket, PLENTY, now);
  freshet_token_bucket_give_back (&bucket, taken);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, now), ==, taken);

  /* Not even by giving back does more than a burst gather. */
  freshet_token_bucket_give_back (&bucket, PLENTY);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, now), ==, taken);
}

static void
test_small_wishes (void)
{
  FreshetTokenBucket bucket;

  freshet_token_bucket_init (&bucket, 100 * KIB, START);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, 100, START + 1000), ==, 100);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, 0, START + 1000), ==, 0);
}

static void
test_set_rate (void)
{
  FreshetTokenBucket bucket;
  goffset moved = 0;

  freshet_token_bucket_init (&bucket, 0, START);
  freshet_token_bucket_set_rate (&bucket, MIB, START + SECOND);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START + SECOND), ==, 0);

  /* What gathered at a high rate is not let out at a low one. */
  freshet_token_bucket_set_rate (&bucket, GIB, START + SECOND);
  freshet_token_bucket_set_rate (&bucket, 100 * KIB, START + 2 * SECOND);
  for (gint64 now = START + 2 * SECOND; now < START + 12 * SECOND; now += 10000)
    moved += (goffset) freshet_token_bucket_take (&bucket, PLENTY, now);
  g_assert_cmpint (moved, <=, 1016 * KIB);

  freshet_token_bucket_set_rate (&bucket, 0, START + 12 * SECOND);
  g_assert_cmpuint (freshet_token_bucket_take (&bucket, PLENTY, START + 12 * SECOND), ==, PLENTY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/token-bucket/ten-seconds-within-two-percent", test_rates);
  g_test_add_func ("/token-bucket/what-was-held-up-is-made-up-for", test_made_up);
  g_test_add_func ("/token-bucket/no-more-than-half-as-much-again-in-any-quarter-second",
                   test_smooth);
  g_test_add_func ("/token-bucket/zero-is-unlimited", test_unlimited);
  g_test_add_func ("/token-bucket/starts-empty", test_starts_empty);
  g_test_add_func ("/token-bucket/after-the-wait-there-is-some", test_wait_is_enough);
  g_test_add_func ("/token-bucket/no-burst-after-a-suspend", test_suspend);
  g_test_add_func ("/token-bucket/time-does-not-go-back", test_time_does_not_go_back);
  g_test_add_func ("/token-bucket/unused-can-be-taken-again", test_give_back);
  g_test_add_func ("/token-bucket/small-wishes-need-no-full-step", test_small_wishes);
  g_test_add_func ("/token-bucket/rate-changes-from-now-on", test_set_rate);

  return g_test_run ();
}
