/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-job-tuner.h"

#define MS 1000

/* So many downloads of that latency and duration, one after the other. */
static guint
jobs_after (guint n, gint64 latency, gint64 duration)
{
  FreshetJobTuner tuner;
  guint jobs = FRESHET_JOBS_LEAST;

  freshet_job_tuner_init (&tuner);
  for (guint i = 0; i < n; i++)
    jobs = freshet_job_tuner_add (&tuner, latency, duration);
  return jobs;
}

static void
test_low_latency_needs_few (void)
{
  g_assert_cmpuint (jobs_after (1000, 200, 300), ==, FRESHET_JOBS_LEAST);
  g_assert_cmpuint (jobs_after (1000, 5 * MS, 6 * MS), ==, FRESHET_JOBS_LEAST);
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
    g_assert_cmpuint (jobs_after (n, 50 * MS, 51 * MS), ==, FRESHET_JOBS_LEAST + n);
}

static void
test_long_files_add_none (void)
{
  g_assert_cmpuint (jobs_after (1000, 50 * MS, 1000 * MS), ==, FRESHET_JOBS_LEAST);
}

static void
test_the_shortest_latency_counts (void)
{
  FreshetJobTuner tuner;
  guint jobs = 0;

  freshet_job_tuner_init (&tuner);
  freshet_job_tuner_add (&tuner, MS, MS);
  for (guint i = 0; i < 1000; i++)
    jobs = freshet_job_tuner_add (&tuner, 50 * MS, 51 * MS);
  g_assert_cmpuint (jobs, ==, FRESHET_JOBS_LEAST);
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
  g_test_add_func ("/job-tuner/high-latency-needs-many", test_high_latency_needs_many);
  g_test_add_func ("/job-tuner/each-short-file-adds-one", test_each_short_file_adds_one);
  g_test_add_func ("/job-tuner/long-files-add-none", test_long_files_add_none);
  g_test_add_func ("/job-tuner/the-shortest-latency-counts", test_the_shortest_latency_counts);
  g_test_add_func ("/job-tuner/what-is-not-known-changes-nothing",
                   test_what_is_not_known_changes_nothing);

  return g_test_run ();
}
