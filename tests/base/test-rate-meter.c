/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-rate-meter.h"

#define SECOND G_USEC_PER_SEC
#define START (G_GINT64_CONSTANT (1000) * SECOND)

static void
test_empty (void)
{
  FreshetRateMeter meter = { 0 };

  g_assert_cmpfloat (freshet_rate_meter_get (&meter, START), ==, 0);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, 100, START), ==, -1);
  freshet_rate_meter_add (&meter, 500, START);
  g_assert_cmpfloat (freshet_rate_meter_get (&meter, START), ==, 0);
}

static void
test_steady (void)
{
  static const gint64 steps[] = { 1000, 20000, 100000, 499999, 500000, 700000, 3 * SECOND };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      FreshetRateMeter meter = { 0 };

      for (gint64 t = 0; t <= 60 * SECOND; t += steps[i])
        {
          freshet_rate_meter_add (&meter, t, START + t);
          if (t > 0)
            g_assert_cmpfloat_with_epsilon (freshet_rate_meter_get (&meter, START + t), SECOND, 1);
        }
    }
}

static void
test_window (void)
{
  FreshetRateMeter meter = { 0 };
  goffset received = 0;

  for (int i = 0; i <= 300; i++)
    {
      freshet_rate_meter_add (&meter, received, START + i * SECOND / 10);
      received += i < 200 ? 1000000 : 1000;
    }
  /* Ten seconds after the change, nothing of the time before is left. */
  g_assert_cmpfloat_with_epsilon (freshet_rate_meter_get (&meter, START + 30 * SECOND), 10000, 1);
}

static void
test_window_holds (void)
{
  FreshetRateMeter meter = { 0 };

  /* Three busy seconds and two idle ones, read at every frame of a fast display. */
  for (gint64 t = 0; t <= 5 * SECOND; t += 5000)
    freshet_rate_meter_add (&meter, MIN (t, 3 * SECOND), START + t);
  g_assert_cmpfloat_with_epsilon (freshet_rate_meter_get (&meter, START + 5 * SECOND),
                                  3.0 / 5 * SECOND,
                                  0.06 * SECOND);
}

static void
test_silence (void)
{
  FreshetRateMeter meter = { 0 };
  double last;

  for (int i = 0; i <= 100; i++)
    freshet_rate_meter_add (&meter, i * 1000, START + i * SECOND / 10);
  last = freshet_rate_meter_get (&meter, START + 10 * SECOND);
  for (int i = 11; i < 15; i++)
    {
      double rate = freshet_rate_meter_get (&meter, START + i * SECOND);

      g_assert_cmpfloat (rate, >, 0);
      g_assert_cmpfloat (rate, <, last);
      last = rate;
    }
  g_assert_cmpfloat (freshet_rate_meter_get (&meter, START + 15 * SECOND), ==, 0);
  g_assert_cmpfloat (freshet_rate_meter_get (&meter, START + 1500 * SECOND), ==, 0);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, 1000000, START + 15 * SECOND), ==, -1);
}

static void
test_sparse (void)
{
  FreshetRateMeter meter = { 0 };

  freshet_rate_meter_add (&meter, 0, START);
  freshet_rate_meter_add (&meter, 8000, START + 8 * SECOND);
  g_assert_cmpfloat_with_epsilon (freshet_rate_meter_get (&meter, START + 8 * SECOND), 1000, 0.01);
}

static void
test_restart (void)
{
  FreshetRateMeter meter = { 0 };

  for (int i = 0; i <= 10; i++)
    freshet_rate_meter_add (&meter, i * 1000000, START + i * SECOND);
  freshet_rate_meter_add (&meter, 0, START + 11 * SECOND);
  g_assert_cmpfloat (freshet_rate_meter_get (&meter, START + 11 * SECOND), ==, 0);
  freshet_rate_meter_add (&meter, 500, START + 12 * SECOND);
  g_assert_cmpfloat_with_epsilon (freshet_rate_meter_get (&meter, START + 12 * SECOND), 500, 0.01);
}

static void
test_reset (void)
{
  FreshetRateMeter meter = { 0 };

  freshet_rate_meter_add (&meter, 0, START);
  freshet_rate_meter_add (&meter, 1000, START + SECOND);
  freshet_rate_meter_reset (&meter);
  g_assert_cmpfloat (freshet_rate_meter_get (&meter, START + SECOND), ==, 0);
}

static void
test_time_left (void)
{
  FreshetRateMeter meter = { 0 };

  freshet_rate_meter_add (&meter, 0, START);
  freshet_rate_meter_add (&meter, 2000, START + 2 * SECOND);

  g_assert_cmpint (freshet_rate_meter_time_left (&meter, -1, START + 2 * SECOND), ==, -1);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, 12000, START + 2 * SECOND), ==, 10);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, 12001, START + 2 * SECOND), ==, 11);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, 2000, START + 2 * SECOND), ==, 0);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, 1000, START + 2 * SECOND), ==, 0);
  g_assert_cmpint (freshet_rate_meter_time_left (&meter, G_MAXINT64, START + 2 * SECOND),
                   ==,
                   G_MAXINT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rate-meter/no-reading-no-rate", test_empty);
  g_test_add_func ("/rate-meter/steady-flow-however-often-read", test_steady);
  g_test_add_func ("/rate-meter/window-forgets", test_window);
  g_test_add_func ("/rate-meter/window-holds-however-often-read", test_window_holds);
  g_test_add_func ("/rate-meter/silence-falls-to-zero", test_silence);
  g_test_add_func ("/rate-meter/rare-readings-count", test_sparse);
  g_test_add_func ("/rate-meter/less-than-before-starts-anew", test_restart);
  g_test_add_func ("/rate-meter/reset-forgets", test_reset);
  g_test_add_func ("/rate-meter/time-left-is-rounded-up", test_time_left);

  return g_test_run ();
}
