/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

#define LIMIT (1024 * 1024)
#define PATH "/file/a?size=1M&seed=5"
#define SIZE (1024 * 1024)

/* How long that takes at the limit. The clock of the rule is rounded. */
#define LENGTH_US (G_USEC_PER_SEC - 1000)

static double
get_duration (FreshetTestQueue *test, guint i)
{
  const FreshetReportDownload *line = freshet_report_get_downloads (test->report)->pdata[i];

  g_assert_cmpstr (line->state, ==, "finished");
  return line->finished_s - line->first_byte_s;
}

static void
test_a_download_keeps_to_its_limit (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (GPOINTER_TO_INT (data));
  FreshetDownload *download = freshet_test_queue_add (test, PATH);
  /* A limit counts from when it is set: what nobody takes at first may come later, a little faster. */
  gint64 start = g_get_monotonic_time ();

  freshet_download_set_rate_limit (download, LIMIT);
  freshet_test_queue_run (test);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, LENGTH_US);
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
}

static void
test_others_do_not_wait_for_it (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, PATH);

  freshet_test_queue_add (test, "/file/b?size=1M&seed=5");
  freshet_download_set_rate_limit (download, LIMIT);
  freshet_queue_set_rate_limit (test->queue, 100 * LIMIT);
  freshet_test_queue_run (test);
  g_assert_cmpfloat (get_duration (test, 1), <, get_duration (test, 0));
}

static void
test_all_keep_to_theirs_together (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 2; i++)
    freshet_download_set_rate_limit (freshet_test_queue_add (test, PATH), LIMIT);
  freshet_queue_set_rate_limit (test->queue, LIMIT);
  freshet_test_queue_run (test);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 2 * LENGTH_US);
}

/* A limit under which it would never end. */
static void
test_a_new_limit_holds_at_once (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, PATH);

  freshet_download_set_rate_limit (download, 10 * 1024);
  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, download, 1);
  freshet_download_set_rate_limit (download, 0);
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
}

static void
count_cb (guint *n_told)
{
  (*n_told)++;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* Beyond 64 at once, eight more each 5 ms. None of them ends before all have begun. */
static void
test_a_crowd_is_begun_little_by_little (void)
{
  const guint n = 64 + 5 * 8;
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (double));
  GPtrArray *lines;

  for (guint i = 0; i < n; i++)
    freshet_test_queue_add (test, "/file/a?size=1&delay=2s");
  freshet_queue_set_jobs (test->queue, n);
  freshet_queue_set_jobs_per_host (test->queue, 0);
  freshet_test_queue_run (test);
  g_assert_cmpuint (freshet_report_get_peak_in_flight (test->report), ==, n);

  lines = freshet_report_get_downloads (test->report);
  for (guint i = 0; i < n; i++)
    g_array_append_val (starts, ((const FreshetReportDownload *) lines->pdata[i])->started_s);
  g_array_sort (starts, compare_times);
  for (guint i = 64 + 8; i < n; i += 8)
    g_assert_cmpfloat (g_array_index (starts, double, i) - g_array_index (starts, double, i - 8),
                       >=,
                       0.005);
}

static void
test_told_only_when_it_changes (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, PATH);
  guint n_told = 0;
  goffset limit;

  g_signal_connect_swapped (download, "notify::rate-limit", G_CALLBACK (count_cb), &n_told);
  freshet_download_set_rate_limit (download, 0);
  g_assert_cmpuint (n_told, ==, 0);
  freshet_download_set_rate_limit (download, LIMIT);
  freshet_download_set_rate_limit (download, LIMIT);
  g_assert_cmpuint (n_told, ==, 1);
  g_object_get (download, "rate-limit", &limit, NULL);
  g_assert_cmpint (limit, ==, LIMIT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (FreshetMode mode = FRESHET_MODE_ASYNC; mode <= FRESHET_MODE_NAIVE; mode++)
    {
      g_autofree char *path = g_strconcat ("/queue-limits/a-download-keeps-to-its-limit/",
                                           freshet_mode_to_string (mode),
                                           NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (mode), test_a_download_keeps_to_its_limit);
    }
  g_test_add_func ("/queue-limits/others-do-not-wait-for-it", test_others_do_not_wait_for_it);
  g_test_add_func ("/queue-limits/all-keep-to-theirs-together", test_all_keep_to_theirs_together);
  g_test_add_func ("/queue-limits/a-new-limit-holds-at-once", test_a_new_limit_holds_at_once);
  g_test_add_func ("/queue-limits/a-crowd-is-begun-little-by-little",
                   test_a_crowd_is_begun_little_by_little);
  g_test_add_func ("/queue-limits/told-only-when-it-changes", test_told_only_when_it_changes);

  return g_test_run ();
}
