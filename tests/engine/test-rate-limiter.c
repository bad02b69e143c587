/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-rate-limiter.h"

static void
test_without_a_limit_all_may_be_moved (void)
{
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (0);
  gint64 wait = -1;

  g_assert_cmpuint (freshet_rate_limiter_take (limiter, G_MAXSIZE, &wait), ==, G_MAXSIZE);
  g_assert_cmpint (wait, ==, 0);
}

static void
test_a_wait_is_long_enough_and_not_too_short_to_be_worth_it (void)
{
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (4);
  gint64 wait;

  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 1000, &wait), ==, 0);
  g_assert_cmpint (wait, >=, 1000);
  g_assert_cmpint (wait, <=, G_USEC_PER_SEC);
  g_usleep ((gulong) wait);
  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 1000, &wait), >, 0);
}

static void
test_a_new_rate_holds_at_once (void)
{
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (1);
  gint64 wait;

  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 1000, &wait), ==, 0);
  freshet_rate_limiter_set_rate (limiter, 0);
  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 1000, &wait), ==, 1000);
  freshet_rate_limiter_set_rate (limiter, 1);
  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 1000, &wait), ==, 0);
}

static void
test_what_is_given_back_may_be_taken (void)
{
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (20000);
  gint64 wait;

  freshet_rate_limiter_give_back (limiter, 500);
  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 500, &wait), ==, 500);
}

static void
test_the_smaller_of_two_rates_holds (void)
{
  g_autoptr (FreshetRateLimiter) outer = freshet_rate_limiter_new (0);
  g_autoptr (FreshetRateLimiter) inner = freshet_rate_limiter_new_within (outer, 0);
  gint64 wait;

  g_assert_cmpuint (freshet_rate_limiter_take (inner, 1000, &wait), ==, 1000);
  freshet_rate_limiter_set_rate (inner, 1);
  g_assert_cmpuint (freshet_rate_limiter_take (inner, 1000, &wait), ==, 0);
  g_assert_cmpint (wait, >, 0);
  g_assert_cmpuint (freshet_rate_limiter_take (outer, 1000, &wait), ==, 1000);
  freshet_rate_limiter_set_rate (inner, 0);
  freshet_rate_limiter_set_rate (outer, 1);
  g_assert_cmpuint (freshet_rate_limiter_take (inner, 1000, &wait), ==, 0);
  g_assert_cmpint (wait, >, 0);
  g_assert_cmpint (freshet_rate_limiter_get_rate (inner), ==, 0);
  g_assert_cmpint (freshet_rate_limiter_get_rate (outer), ==, 1);
}

/* What one rate allows and the other does not is not lost: 400 bytes a second let 40 gather. */
static void
test_what_the_other_rate_refuses_is_kept (void)
{
  g_autoptr (FreshetRateLimiter) outer = freshet_rate_limiter_new (400);
  g_autoptr (FreshetRateLimiter) inner = freshet_rate_limiter_new_within (outer, 20000);
  gint64 wait;

  freshet_rate_limiter_give_back (inner, 500);
  g_assert_cmpuint (freshet_rate_limiter_take (inner, 500, &wait), ==, 40);
  freshet_rate_limiter_set_rate (outer, 0);
  g_assert_cmpuint (freshet_rate_limiter_take (inner, 460, &wait), ==, 460);
}

typedef struct
{
  FreshetRateLimiter *limiter;
  gsize n_left;
} Taking;

static gpointer
take_thread (gpointer data)
{
  Taking *taking = data;

  while (taking->n_left > 0)
    {
      gint64 wait;
      gsize taken = freshet_rate_limiter_take (taking->limiter, taking->n_left, &wait);

      taking->n_left -= taken;
      g_usleep ((gulong) wait);
    }
  return NULL;
}

static void
test_all_threads_together_hold_the_rate (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (400000);
  Taking takings[4];
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      takings[i] = (Taking){ limiter, 25000 };
      threads[i] = g_thread_new ("take", take_thread, &takings[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 249000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rate-limiter/without-a-limit-all-may-be-moved",
                   test_without_a_limit_all_may_be_moved);
  g_test_add_func ("/rate-limiter/a-wait-is-long-enough-and-not-too-short-to-be-worth-it",
                   test_a_wait_is_long_enough_and_not_too_short_to_be_worth_it);
  g_test_add_func ("/rate-limiter/a-new-rate-holds-at-once", test_a_new_rate_holds_at_once);
  g_test_add_func ("/rate-limiter/what-is-given-back-may-be-taken",
                   test_what_is_given_back_may_be_taken);
  g_test_add_func ("/rate-limiter/the-smaller-of-two-rates-holds",
                   test_the_smaller_of_two_rates_holds);
  g_test_add_func ("/rate-limiter/what-the-other-rate-refuses-is-kept",
                   test_what_the_other_rate_refuses_is_kept);
  g_test_add_func ("/rate-limiter/all-threads-together-hold-the-rate",
                   test_all_threads_together_hold_the_rate);

  return g_test_run ();
}
