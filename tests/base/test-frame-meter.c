/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-frame-meter.h"

#define R 10000
#define START G_GINT64_CONSTANT (1000000)

static void
init_calibrated (FreshetFrameMeter *meter)
{
  freshet_frame_meter_init (meter);
  for (int i = 0; i < 5; i++)
    freshet_frame_meter_calibrate (meter, R);
}

static void
test_refresh (void)
{
  FreshetFrameMeter meter;

  freshet_frame_meter_init (&meter);
  g_assert_cmpint (freshet_frame_meter_get_refresh (&meter), ==, 16667);

  /* Some late frames do not move the median. */
  for (int i = 0; i < 20; i++)
    freshet_frame_meter_calibrate (&meter, i % 4 == 0 ? 500000 : 25000);
  g_assert_cmpint (freshet_frame_meter_get_refresh (&meter), ==, 25000);

  /* A window moved to another display: after 32 gaps, only those count. */
  for (int i = 0; i < 32; i++)
    freshet_frame_meter_calibrate (&meter, 6944);
  g_assert_cmpint (freshet_frame_meter_get_refresh (&meter), ==, 6944);
}

static void
test_refresh_bounds (void)
{
  FreshetFrameMeter meter;

  freshet_frame_meter_init (&meter);
  freshet_frame_meter_calibrate (&meter, 0);
  g_assert_cmpint (freshet_frame_meter_get_refresh (&meter), ==, 2000);
  freshet_frame_meter_init (&meter);
  freshet_frame_meter_calibrate (&meter, G_USEC_PER_SEC);
  g_assert_cmpint (freshet_frame_meter_get_refresh (&meter), ==, 100000);
}

static void
test_missed (void)
{
  static const struct
  {
    gint64 gap;
    guint missed;
  } cases[] = {
    { 0, 0 },     { R / 2, 0 },     { R, 0 },        { R + R / 2 - 1, 0 }, { R + R / 2, 1 },
    { 2 * R, 1 }, { 3 * R - 1, 2 }, { 100 * R, 99 }, { 8000 * R, 7999 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FreshetFrameMeter meter;
      FreshetFrames frames;

      init_calibrated (&meter);
      g_assert_cmpuint (freshet_frame_meter_add (&meter, START), ==, 0);
      g_assert_cmpuint (freshet_frame_meter_add (&meter, START + cases[i].gap),
                        ==,
                        cases[i].missed);
      frames = freshet_frame_meter_get (&meter);
      g_assert_cmpuint (frames.shown, ==, 2);
      g_assert_cmpuint (frames.missed, ==, cases[i].missed);
      g_assert_cmpint (frames.longest_gap, ==, cases[i].gap);
    }
}

static void
test_steady (void)
{
  FreshetFrameMeter meter;
  FreshetFrames frames;

  init_calibrated (&meter);
  for (int i = 0; i < 1000; i++)
    freshet_frame_meter_add (&meter, START + i * R + g_test_rand_int_range (-R / 5, R / 5));
  frames = freshet_frame_meter_get (&meter);
  g_assert_cmpuint (frames.shown, ==, 1000);
  g_assert_cmpuint (frames.missed, ==, 0);
  g_assert_cmpint (frames.longest_gap, <=, R + 2 * R / 5);
}

static void
test_pause (void)
{
  FreshetFrameMeter meter;
  FreshetFrames frames;

  init_calibrated (&meter);
  freshet_frame_meter_add (&meter, START);
  freshet_frame_meter_add (&meter, START + R);
  freshet_frame_meter_pause (&meter);
  g_assert_cmpuint (freshet_frame_meter_add (&meter, START + 1000 * R), ==, 0);
  g_assert_cmpuint (freshet_frame_meter_add (&meter, START + 1003 * R), ==, 2);
  frames = freshet_frame_meter_get (&meter);
  g_assert_cmpuint (frames.shown, ==, 4);
  g_assert_cmpuint (frames.missed, ==, 2);
  g_assert_cmpint (frames.longest_gap, ==, 3 * R);
}

static void
test_reset (void)
{
  FreshetFrameMeter meter;
  FreshetFrames frames;

  init_calibrated (&meter);
  freshet_frame_meter_add (&meter, START);
  freshet_frame_meter_add (&meter, START + 5 * R);
  freshet_frame_meter_reset (&meter);
  frames = freshet_frame_meter_get (&meter);
  g_assert_cmpuint (frames.shown, ==, 0);
  g_assert_cmpuint (frames.missed, ==, 0);
  g_assert_cmpint (frames.longest_gap, ==, 0);
  g_assert_cmpint (freshet_frame_meter_get_refresh (&meter), ==, R);

  /* A freeze that begins with the run is seen at its first frame. */
  g_assert_cmpuint (freshet_frame_meter_add (&meter, START + 105 * R), ==, 99);
}

static void
test_time_does_not_go_back (void)
{
  FreshetFrameMeter meter;

  init_calibrated (&meter);
  freshet_frame_meter_add (&meter, START);
  g_assert_cmpuint (freshet_frame_meter_add (&meter, START - 50 * R), ==, 0);
  g_assert_cmpint (freshet_frame_meter_get (&meter).longest_gap, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/frame-meter/refresh-is-the-median", test_refresh);
  g_test_add_func ("/frame-meter/refresh-is-bounded", test_refresh_bounds);
  g_test_add_func ("/frame-meter/missed-is-rounded", test_missed);
  g_test_add_func ("/frame-meter/jitter-misses-nothing", test_steady);
  g_test_add_func ("/frame-meter/pause-is-left-out", test_pause);
  g_test_add_func ("/frame-meter/reset-keeps-the-refresh", test_reset);
  g_test_add_func ("/frame-meter/time-does-not-go-back", test_time_does_not_go_back);

  return g_test_run ();
}
