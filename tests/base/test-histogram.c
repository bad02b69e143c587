/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-histogram.h"

#include <stdlib.h>

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static void
test_empty (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 0);
  g_assert_cmpint (freshet_histogram_get_max (histogram), ==, 0);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.5), ==, 0);
}

static void
test_precision (void)
{
  for (gint64 delay = 1; delay <= 2 * HOUR; delay += 1 + delay / 200)
    {
      g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();
      gint64 median;

      freshet_histogram_record (histogram, delay);
      freshet_histogram_record (histogram, delay);
      freshet_histogram_record (histogram, 4 * HOUR);
      median = freshet_histogram_get_quantile (histogram, 0.5);
      g_assert_cmpint (median, >=, delay);
      g_assert_cmpint (median, <=, delay + delay * 3 / 100);
    }
}

static void
test_max (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  freshet_histogram_record (histogram, 1000001);
  g_assert_cmpint (freshet_histogram_get_max (histogram), ==, 1000001);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.5), ==, 1000001);
  freshet_histogram_record (histogram, 100 * HOUR);
  g_assert_cmpint (freshet_histogram_get_max (histogram), ==, 100 * HOUR);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 1), ==, 100 * HOUR);
  freshet_histogram_record (histogram, G_MAXINT64);
  g_assert_cmpint (freshet_histogram_get_max (histogram), ==, G_MAXINT64);
}

static void
test_negative (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  freshet_histogram_record (histogram, -5);
  freshet_histogram_record_corrected (histogram, G_MININT64, 10);
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 2);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 1), ==, 0);
}

static int
compare (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
test_quantiles (void)
{
  static const double quantiles[] = { 0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1 };
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();
  gint64 delays[10000];

  for (gsize i = 0; i < G_N_ELEMENTS (delays); i++)
    {
      delays[i] = g_test_rand_int_range (1, 1 << g_test_rand_int_range (1, 30));
      freshet_histogram_record (histogram, delays[i]);
    }
  qsort (delays, G_N_ELEMENTS (delays), sizeof *delays, compare);
  for (gsize i = 0; i < G_N_ELEMENTS (quantiles); i++)
    {
      gsize rank = MAX ((gsize) (quantiles[i] * G_N_ELEMENTS (delays) + 0.5), 1);
      gint64 exact = delays[rank - 1];
      gint64 read = freshet_histogram_get_quantile (histogram, quantiles[i]);

      g_assert_cmpint (read, >=, exact);
      g_assert_cmpint (read, <=, exact + exact * 3 / 100);
    }
}

static void
test_nearest_rank (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  for (gint64 delay = 1; delay <= 100; delay++)
    freshet_histogram_record (histogram, delay);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0), ==, 1);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.5), ==, 50);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.505), ==, 51);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.95), ==, 95);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 1), ==, 100);
}

static void
test_corrected (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  freshet_histogram_record_corrected (histogram, 95, 20);
  /* 95, 75, 55, 35, 15 */
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 5);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.2), ==, 15);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.4), ==, 35);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.6), ==, 55);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.8), ==, 75);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 1), ==, 95);

  freshet_histogram_reset (histogram);
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 0);
  freshet_histogram_record_corrected (histogram, 20, 20);
  freshet_histogram_record_corrected (histogram, 7, 20);
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 2);
  freshet_histogram_record_corrected (histogram, 40, 20);
  /* 40 and 20: a probe sent when the freeze ends has not waited. */
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 4);
}

static void
test_corrected_is_many_records (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (FreshetHistogram) corrected = freshet_histogram_new ();
      g_autoptr (FreshetHistogram) recorded = freshet_histogram_new ();
      gint64 interval = g_test_rand_int_range (1, 20000);
      gint64 delay = g_test_rand_int_range (1, 10000000);

      freshet_histogram_record_corrected (corrected, delay, interval);
      for (gint64 rest = delay; rest > 0; rest -= interval)
        freshet_histogram_record (recorded, rest);

      g_assert_cmpuint (freshet_histogram_get_count (corrected),
                        ==,
                        freshet_histogram_get_count (recorded));
      for (int q = 0; q <= 100; q++)
        g_assert_cmpint (freshet_histogram_get_quantile (corrected, q / 100.0),
                         ==,
                         freshet_histogram_get_quantile (recorded, q / 100.0));
    }
}

static void
test_corrected_hour (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  /* One hour at 10 ms, and one at 1 µs, which takes minutes if each is recorded by itself. */
  freshet_histogram_record_corrected (histogram, HOUR, 10000);
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 360000);
  for (int i = 0; i < 100; i++)
    freshet_histogram_record_corrected (histogram, HOUR, 1);
  g_assert_cmpuint (freshet_histogram_get_count (histogram),
                    ==,
                    360000 + 100 * G_GUINT64_CONSTANT (3600000000));
}

static void
test_freeze_shows (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();

  /* Eight seconds of freeze and two of calm, probed each 10 ms. */
  for (int i = 0; i < 200; i++)
    freshet_histogram_record_corrected (histogram, 500, 10000);
  freshet_histogram_record_corrected (histogram, 8 * G_USEC_PER_SEC, 10000);

  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.19), <=, 515);
  g_assert_cmpint (freshet_histogram_get_quantile (histogram, 0.6), >=, 4 * G_USEC_PER_SEC - 10000);
}

static void
test_copy (void)
{
  g_autoptr (FreshetHistogram) histogram = freshet_histogram_new ();
  g_autoptr (FreshetHistogram) copy = NULL;

  freshet_histogram_record (histogram, 100);
  copy = freshet_histogram_copy (histogram);
  freshet_histogram_record (copy, 1000);

  g_assert_cmpuint (freshet_histogram_get_count (copy), ==, 2);
  g_assert_cmpint (freshet_histogram_get_max (copy), ==, 1000);
  g_assert_cmpint (freshet_histogram_get_quantile (copy, 0.5), ==, 100);
  g_assert_cmpuint (freshet_histogram_get_count (histogram), ==, 1);
  g_assert_cmpint (freshet_histogram_get_max (histogram), ==, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/histogram/empty", test_empty);
  g_test_add_func ("/histogram/within-three-percent", test_precision);
  g_test_add_func ("/histogram/max-is-exact", test_max);
  g_test_add_func ("/histogram/negative-is-zero", test_negative);
  g_test_add_func ("/histogram/quantiles-agree-with-sorting", test_quantiles);
  g_test_add_func ("/histogram/quantiles-are-nearest-rank", test_nearest_rank);
  g_test_add_func ("/histogram/corrected", test_corrected);
  g_test_add_func ("/histogram/corrected-is-many-records", test_corrected_is_many_records);
  g_test_add_func ("/histogram/corrected-hour-is-bounded", test_corrected_hour);
  g_test_add_func ("/histogram/freeze-shows-in-quantiles", test_freeze_shows);
  g_test_add_func ("/histogram/copy-is-another-one", test_copy);

  return g_test_run ();
}
