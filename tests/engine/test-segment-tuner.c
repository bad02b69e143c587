/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-segment-tuner.h"

#define MB (1000.0 * 1000)
#define TICK (G_USEC_PER_SEC / 10)

/* A file, the server that it comes from, and what is between them. */
typedef struct
{
  double size;
  double per_connection;
  double wire;
  double taken_from_others;
  guint most_answered;
  guint change_every;
  gboolean may_not_grow;
  guint most;
  goffset limit;
  goffset limit_in_all;
} World;

typedef struct
{
  guint peak;
  guint last;
  double seconds;
} Outcome;

static double
get_rate (const World *world, guint n)
{
  double rate = MIN (world->per_connection * n, world->wire);

  if (world->limit > 0)
    rate = MIN (rate, (double) world->limit);
  return world->limit_in_all > 0 ? MIN (rate, (double) world->limit_in_all) : rate;
}

/* Lets a file come in @world, for a minute at the most. */
static Outcome
play (World world)
{
  FreshetSegmentTuner tuner;
  Outcome outcome = { 1, 1, 0 };
  double received = 0;
  double received_in_all = 0;

  freshet_segment_tuner_init (&tuner, TICK);
  for (guint i = 2; i < 600 && received < world.size; i++)
    {
      guint n = MIN (outcome.last, world.most_answered > 0 ? world.most_answered : G_MAXUINT);
      double came = get_rate (&world, n) / 10;
      FreshetSegmentSample sample;

      received += came;
      /* What the file gains, others lose. */
      received_in_all += world.taken_from_others > 0 ? world.taken_from_others / 10 : came;
      sample = (FreshetSegmentSample){
        .now = i * TICK,
        .received = (goffset) received,
        .received_in_all = (goffset) received_in_all,
        .left = (goffset) (world.size - received),
        .n_receiving = n,
        .changes = world.change_every > 0 ? i / world.change_every : 0,
        .may_grow = !world.may_not_grow,
        .most = world.most > 0 ? world.most : FRESHET_SEGMENTS_MOST,
        .limit = world.limit,
        .limit_in_all = world.limit_in_all,
      };
      outcome.last = freshet_segment_tuner_add (&tuner, &sample);
      outcome.peak = MAX (outcome.peak, outcome.last);
      outcome.seconds = i / 10.0;
    }
  return outcome;
}

static void
test_grows_while_each_step_helps (void)
{
  Outcome outcome
      = play ((World){ .size = 268 * MB, .per_connection = 10 * MB, .wire = 1000 * MB });

  g_assert_cmpuint (outcome.last, ==, 8);
  /* One connection alone would take 26.8 s. */
  g_assert_cmpfloat (outcome.seconds, <, 8);
}

static void
test_holds_to_the_most (void)
{
  World world = { .size = 1000 * MB, .per_connection = 10 * MB, .wire = 1000 * MB, .most = 6 };

  g_assert_cmpuint (play (world).peak, ==, 6);
  world.most = 1;
  g_assert_cmpuint (play (world).peak, ==, 1);
}

static void
test_goes_back_where_nothing_is_gained (void)
{
  Outcome outcome = play ((World){ .size = 400 * MB, .per_connection = 10 * MB, .wire = 10 * MB });

  g_assert_cmpuint (outcome.peak, ==, 2);
  g_assert_cmpuint (outcome.last, ==, 1);
}

static void
test_stays_where_little_is_gained (void)
{
  Outcome outcome = play ((World){ .size = 400 * MB, .per_connection = 10 * MB, .wire = 13 * MB });

  g_assert_cmpuint (outcome.peak, ==, 2);
  g_assert_cmpuint (outcome.last, ==, 2);
}

static void
test_takes_nothing_from_other_files (void)
{
  Outcome outcome = play ((World){ .size = 400 * MB,
                                   .per_connection = 10 * MB,
                                   .wire = 1000 * MB,
                                   .taken_from_others = 40 * MB });

  g_assert_cmpuint (outcome.peak, ==, 2);
  g_assert_cmpuint (outcome.last, ==, 1);
}

static void
assert_never_tries (World world)
{
  g_assert_cmpuint (play (world).peak, ==, 1);
}

static void
test_tries_nothing_where_it_is_fast (void)
{
  assert_never_tries ((World){ .size = 10000 * MB, .per_connection = 200 * MB, .wire = 1000 * MB });
}

static void
test_tries_nothing_for_a_short_rest (void)
{
  assert_never_tries ((World){ .size = 8 * MB, .per_connection = 1 * MB, .wire = 1000 * MB });
  assert_never_tries ((World){ .size = 50 * MB, .per_connection = 10 * MB, .wire = 1000 * MB });
}

static void
test_tries_nothing_at_a_limit (void)
{
  assert_never_tries (
      (World){ .size = 400 * MB, .per_connection = 10 * MB, .wire = 1000 * MB, .limit = 10 * MB });
  assert_never_tries ((World){
      .size = 400 * MB, .per_connection = 10 * MB, .wire = 1000 * MB, .limit_in_all = 10 * MB });
}

static void
test_tries_nothing_at_the_wrong_time (void)
{
  assert_never_tries ((World){
      .size = 400 * MB, .per_connection = 10 * MB, .wire = 1000 * MB, .may_not_grow = TRUE });
}

static void
test_tries_nothing_while_files_come_and_go (void)
{
  assert_never_tries (
      (World){ .size = 400 * MB, .per_connection = 10 * MB, .wire = 1000 * MB, .change_every = 8 });
}

static void
test_gives_up_on_who_does_not_answer (void)
{
  Outcome outcome = play ((World){
      .size = 400 * MB, .per_connection = 10 * MB, .wire = 1000 * MB, .most_answered = 2 });

  g_assert_cmpuint (outcome.peak, ==, 4);
  g_assert_cmpuint (outcome.last, ==, 2);
}

static void
test_what_is_settled_stays (void)
{
  FreshetSegmentTuner tuner;
  FreshetSegmentSample sample = { .now = 100 * G_USEC_PER_SEC, .n_receiving = 3, .most = 8 };

  freshet_segment_tuner_init (&tuner, 1);
  freshet_segment_tuner_settle (&tuner, 3);
  g_assert_cmpuint (freshet_segment_tuner_add (&tuner, &sample), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/segment-tuner/grows-while-each-step-helps", test_grows_while_each_step_helps);
  g_test_add_func ("/segment-tuner/holds-to-the-most", test_holds_to_the_most);
  g_test_add_func ("/segment-tuner/goes-back-where-nothing-is-gained",
                   test_goes_back_where_nothing_is_gained);
  g_test_add_func ("/segment-tuner/stays-where-little-is-gained",
                   test_stays_where_little_is_gained);
  g_test_add_func ("/segment-tuner/takes-nothing-from-other-files",
                   test_takes_nothing_from_other_files);
  g_test_add_func ("/segment-tuner/tries-nothing-where-it-is-fast",
                   test_tries_nothing_where_it_is_fast);
  g_test_add_func ("/segment-tuner/tries-nothing-for-a-short-rest",
                   test_tries_nothing_for_a_short_rest);
  g_test_add_func ("/segment-tuner/tries-nothing-at-a-limit", test_tries_nothing_at_a_limit);
  g_test_add_func ("/segment-tuner/tries-nothing-at-the-wrong-time",
                   test_tries_nothing_at_the_wrong_time);
  g_test_add_func ("/segment-tuner/tries-nothing-while-files-come-and-go",
                   test_tries_nothing_while_files_come_and_go);
  g_test_add_func ("/segment-tuner/gives-up-on-who-does-not-answer",
                   test_gives_up_on_who_does_not_answer);
  g_test_add_func ("/segment-tuner/what-is-settled-stays", test_what_is_settled_stays);

  return g_test_run ();
}
