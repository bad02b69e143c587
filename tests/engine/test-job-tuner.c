/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-job-tuner.h"

#define MS 1000

#define KIB 1024

/* So many downloads of that latency, duration and size, one after the other. */
static guint
jobs_after_size (guint n, gint64 latency, gint64 duration, goffset size)
{
  FreshetJobTuner tuner;
  guint jobs = FRESHET_JOBS_LEAST;

  freshet_job_tuner_init (&tuner);
  for (guint i = 0; i < n; i++)
    jobs = freshet_job_tuner_add (&tuner, latency, duration, size);
  return jobs;
}

static guint
jobs_after (guint n, gint64 latency, gint64 duration)
{
  return jobs_after_size (n, latency, duration, 10 * KIB);
}

static void
test_low_latency_needs_few (void)
{
  g_assert_cmpuint (jobs_after (1000, 200, 300), ==, FRESHET_JOBS_USUAL);
  g_assert_cmpuint (jobs_after (1000, 5 * MS, 6 * MS), ==, FRESHET_JOBS_USUAL);
}

static void
test_what_is_near_and_long_needs_fewest (void)
{
  g_assert_cmpuint (jobs_after (1000, 200, 10 * MS), ==, FRESHET_JOBS_LEAST);
  g_assert_cmpuint (jobs_after_size (1000, 200, 300, 1024 * KIB), ==, FRESHET_JOBS_LEAST);
  g_assert_cmpuint (jobs_after_size (1000, 50 * MS, 51 * MS, 1024 * KIB), ==, FRESHET_JOBS_MOST);
}

static void
test_high_latency_needs_many (void)
{
  g_assert_cmpuint (jobs_after (1000, 20 * MS, 21 * MS), ==, 40);
  g_assert_cmpuint (jobs_after (1000, 50 * MS, 51 * MS), ==, FRESHET_JOBS_MOST);
  g_assert_cmpuint (jobs_after (1000, 5000 * MS, 5001 * MS), ==, FRESHET_JOBS_MOST);
}

static void
test_each_short_file_adds_one (void)
{
  for (guint n = 0; n < 10; n++)
    g_assert_cmpuint (jobs_after (n, 200, 300), ==, FRESHET_JOBS_LEAST + n);
  for (guint n = 1; n < 10; n++)
    g_assert_cmpuint (jobs_after (n, 50 * MS, 51 * MS), ==, FRESHET_JOBS_USUAL + n);
}

static void
test_long_files_add_none (void)
{
  g_assert_cmpuint (jobs_after (1000, 50 * MS, 1000 * MS), ==, FRESHET_JOBS_USUAL);
}

/* Of six at once, six and more end between two ticks where they are as fast as the reader. */
static void
test_those_that_take_their_time_do_it_together (void)
{
  FreshetJobTuner tuner;

  freshet_job_tuner_init (&tuner);
  for (guint tick = 0; tick < 3; tick++)
    {
      for (guint i = 0; i < FRESHET_JOBS_LEAST; i++)
        freshet_job_tuner_add (&tuner, 200, 10 * MS, 10 * KIB);
      g_assert_cmpuint (freshet_job_tuner_tick (&tuner), ==, FRESHET_JOBS_LEAST);
    }
  for (guint i = 0; i < FRESHET_JOBS_LEAST - 1; i++)
    freshet_job_tuner_add (&tuner, 200, 10 * MS, 10 * KIB);
  g_assert_cmpuint (freshet_job_tuner_tick (&tuner), ==, FRESHET_JOBS_USUAL);
  g_assert_cmpuint (freshet_job_tuner_tick (&tuner), ==, FRESHET_JOBS_USUAL);
}

static void
test_a_tick_takes_nothing_away (void)
{
  FreshetJobTuner tuner;
  guint jobs = 0;

  freshet_job_tuner_init (&tuner);
  for (guint i = 0; i < 50; i++)
    jobs = freshet_job_tuner_add (&tuner, 50 * MS, 51 * MS, 10 * KIB);
  g_assert_cmpuint (freshet_job_tuner_tick (&tuner), ==, jobs);
  g_assert_cmpuint (freshet_job_tuner_tick (&tuner), ==, jobs);
}

static void
test_the_shortest_latency_counts (void)
{
  FreshetJobTuner tuner;
  guint jobs = 0;

  freshet_job_tuner_init (&tuner);
  freshet_job_tuner_add (&tuner, MS, MS, 10 * KIB);
  for (guint i = 0; i < 1000; i++)
    jobs = freshet_job_tuner_add (&tuner, 50 * MS, 51 * MS, 10 * KIB);
  g_assert_cmpuint (jobs, ==, FRESHET_JOBS_USUAL);
}

static void
test_what_is_not_known_changes_nothing (void)
{
  g_assert_cmpuint (jobs_after (1000, 0, 0), ==, FRESHET_JOBS_LEAST);
  g_assert_cmpuint (jobs_after (1000, -50 * MS, 0), ==, FRESHET_JOBS_LEAST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/job-tuner/low-latency-needs-few", test_low_latency_needs_few);
  g_test_add_func ("/job-tuner/what-is-near-and-long-needs-fewest",
                   test_what_is_near_and_long_needs_fewest);
  g_test_add_func ("/job-tuner/those-that-take-their-time-do-it-together",
                   test_those_that_take_their_time_do_it_together);
  g_test_add_func ("/job-tuner/a-tick-takes-nothing-away", test_a_tick_takes_nothing_away);
  g_test_add_func ("/job-tuner/high-latency-needs-many", test_high_latency_needs_many);
  g_test_add_func ("/job-tuner/each-short-file-adds-one", test_each_short_file_adds_one);
  g_test_add_func ("/job-tuner/long-files-add-none", test_long_files_add_none);
  g_test_add_func ("/job-tuner/the-shortest-latency-counts", test_the_shortest_latency_counts);
  g_test_add_func ("/job-tuner/what-is-not-known-changes-nothing",
                   test_what_is_not_known_changes_nothing);

  return g_test_run ();
}
