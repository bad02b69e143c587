/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-layout.h"

#include "freshet-test-report.h"

#define EPSILON 1e-9

static FreshetReport *
create_run (FreshetMode mode, guint n_files, double elapsed_s)
{
  FreshetReport *report = freshet_test_report_new (mode);

  freshet_report_set_elapsed (report, elapsed_s);
  for (guint i = 0; i < n_files; i++)
    freshet_report_add_download (report, freshet_test_report_download (0, elapsed_s));
  return report;
}

static void
assert_lane (
    const FreshetWaterfallLayout *layout, guint i, FreshetLaneKind kind, guint run, guint file)
{
  const FreshetLane *lane = freshet_waterfall_layout_get (layout, i);

  g_assert_cmpint (lane->kind, ==, kind);
  g_assert_cmpuint (lane->run, ==, run);
  g_assert_cmpuint (lane->file, ==, file);
}

static void
test_lanes (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FreshetWaterfallLayout) layout = NULL;
  int y = 0;

  g_ptr_array_add (reports, create_run (FRESHET_MODE_BLOCKING, 2, 12));
  g_ptr_array_add (reports, freshet_test_report_new_full ());
  layout = freshet_waterfall_layout_new (reports, NULL, 18);

  /* What was not measured has no lane. */
  g_assert_cmpuint (layout->lanes->len, ==, 8);
  assert_lane (layout, 0, FRESHET_LANE_HEADING, 0, 0);
  assert_lane (layout, 1, FRESHET_LANE_FILE, 0, 0);
  assert_lane (layout, 2, FRESHET_LANE_FILE, 0, 1);
  assert_lane (layout, 3, FRESHET_LANE_HEADING, 1, 0);
  assert_lane (layout, 4, FRESHET_LANE_FILE, 1, 0);
  assert_lane (layout, 5, FRESHET_LANE_LOOP, 1, 0);
  assert_lane (layout, 6, FRESHET_LANE_FRAMES, 1, 0);
  assert_lane (layout, 7, FRESHET_LANE_INPUT, 1, 0);
  for (guint i = 0; i < layout->lanes->len; i++)
    {
      g_assert_cmpint (freshet_waterfall_layout_get (layout, i)->y, ==, y);
      y += freshet_waterfall_layout_get (layout, i)->height;
    }
  g_assert_cmpint (layout->height, ==, y);
  g_assert_cmpfloat (layout->end_s, >=, 12);
  g_assert_cmpfloat (layout->end_s, <, 13);
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FreshetWaterfallLayout) layout = NULL;

  g_ptr_array_add (reports, create_run (FRESHET_MODE_ASYNC, 100, 2));
  g_ptr_array_add (reports, create_run (FRESHET_MODE_NAIVE, 7, 2));
  layout = freshet_waterfall_layout_new (reports, NULL, 18);

  for (guint i = 0; i < layout->lanes->len; i++)
    {
      const FreshetLane *lane = freshet_waterfall_layout_get (layout, i);

      g_assert_cmpint (freshet_waterfall_layout_find (layout, lane->y), ==, i);
      g_assert_cmpint (freshet_waterfall_layout_find (layout, lane->y + lane->height - 0.5), ==, i);
    }
  g_assert_cmpint (freshet_waterfall_layout_find (layout, -1), ==, -1);
  g_assert_cmpint (freshet_waterfall_layout_find (layout, layout->height), ==, -1);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (FreshetWaterfallLayout) layout = freshet_waterfall_layout_new (reports, NULL, 18);

  g_assert_cmpint (layout->height, ==, 0);
  g_assert_cmpfloat (layout->end_s, >, 0);
  g_assert_cmpint (freshet_waterfall_layout_find (layout, 0), ==, -1);
}

static void
test_many_are_flat (void)
{
  int last_height = G_MAXINT;

  for (guint n_files = 10; n_files <= 1000; n_files *= 10)
    {
      g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (FreshetWaterfallLayout) layout = NULL;

      g_ptr_array_add (reports, create_run (FRESHET_MODE_ASYNC, n_files, 2));
      layout = freshet_waterfall_layout_new (reports, NULL, 18);
      g_assert_cmpint (freshet_waterfall_layout_get (layout, 1)->height, <, last_height);
      last_height = freshet_waterfall_layout_get (layout, 1)->height;
      g_assert_cmpint (layout->height, <=, 3500);
    }
}

static void
test_ghost_is_of_its_mode (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ghost = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FreshetWaterfallLayout) layout = NULL;

  g_ptr_array_add (reports, create_run (FRESHET_MODE_ASYNC, 1, 2));
  g_ptr_array_add (ghost, create_run (FRESHET_MODE_BLOCKING, 1, 30));
  g_ptr_array_add (ghost, create_run (FRESHET_MODE_ASYNC, 1, 5));
  layout = freshet_waterfall_layout_new (reports, ghost, 18);

  g_assert_true (freshet_waterfall_layout_find_ghost (ghost, FRESHET_MODE_ASYNC)
                 == ghost->pdata[1]);
  g_assert_null (freshet_waterfall_layout_find_ghost (ghost, FRESHET_MODE_NAIVE));
  g_assert_null (freshet_waterfall_layout_find_ghost (NULL, FRESHET_MODE_ASYNC));
  g_assert_cmpfloat (layout->end_s, >=, 5);
  g_assert_cmpfloat (layout->end_s, <, 6);
}

static void
test_scale (void)
{
  const FreshetTimeScale scale = { .offset_s = 1, .px_per_s = 100 };

  g_assert_cmpfloat_with_epsilon (freshet_time_scale_get_x (&scale, 3), 200, EPSILON);
  g_assert_cmpfloat_with_epsilon (freshet_time_scale_get_x (&scale, 0), -100, EPSILON);
  g_assert_cmpfloat_with_epsilon (freshet_time_scale_get_time (&scale, 200), 3, EPSILON);
}

static void
test_steps (void)
{
  static const struct
  {
    double px_per_s;
    double step;
  } cases[] = {
    { 100, 1 },   { 80, 1 },    { 79, 2 },      { 40, 2 },        { 39, 5 },
    { 16, 5 },    { 15, 10 },   { 8, 10 },      { 160, 0.5 },     { 400, 0.2 },
    { 800, 0.1 }, { 799, 0.2 }, { 8000, 0.01 }, { 20000, 0.005 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FreshetTimeScale scale = { .px_per_s = cases[i].px_per_s };

      g_assert_cmpfloat_with_epsilon (freshet_time_scale_get_step (&scale, 80),
                                      cases[i].step,
                                      EPSILON);
    }
}

static void
test_zoom (void)
{
  const FreshetTimeScale all = { .offset_s = 0, .px_per_s = 50 };
  FreshetTimeScale near = freshet_time_scale_zoom (&all, 4, 300, 500, 10);
  FreshetTimeScale out = freshet_time_scale_zoom (&near, 0.001, 20, 500, 10);
  FreshetTimeScale nearest = freshet_time_scale_zoom (&all, 1e9, 250, 500, 10);

  g_assert_cmpfloat_with_epsilon (near.px_per_s, 200, EPSILON);
  /* What is under the pointer stays there. */
  g_assert_cmpfloat_with_epsilon (freshet_time_scale_get_time (&near, 300), 6, EPSILON);
  g_assert_cmpfloat_with_epsilon (out.px_per_s, 50, EPSILON);
  g_assert_cmpfloat_with_epsilon (out.offset_s, 0, EPSILON);
  g_assert_cmpfloat (nearest.px_per_s, <=, 20000);
  g_assert_cmpfloat_with_epsilon (freshet_time_scale_get_time (&nearest, 250), 5, 1e-3);
}

static void
test_pan (void)
{
  const FreshetTimeScale near = { .offset_s = 2, .px_per_s = 100 };
  FreshetTimeScale later = freshet_time_scale_pan (&near, 100, 500, 10);
  FreshetTimeScale first = freshet_time_scale_pan (&near, -9999, 500, 10);
  FreshetTimeScale last = freshet_time_scale_pan (&near, 9999, 500, 10);
  FreshetTimeScale wide = freshet_time_scale_pan (&near, 0, 4000, 10);

  g_assert_cmpfloat_with_epsilon (later.offset_s, 3, EPSILON);
  g_assert_cmpfloat_with_epsilon (first.offset_s, 0, EPSILON);
  g_assert_cmpfloat_with_epsilon (last.offset_s, 5, EPSILON);
  /* A plot that becomes wider shows no time that there is not. */
  g_assert_cmpfloat_with_epsilon (wide.px_per_s, 400, EPSILON);
  g_assert_cmpfloat_with_epsilon (wide.offset_s, 0, EPSILON);
}

static void
assert_phases (double queued_s,
               double started_s,
               double connected_s,
               double first_byte_s,
               double finished_s,
               guint n,
               const double *expected)
{
  g_autoptr (FreshetReportDownload) download = freshet_report_download_new ();
  FreshetPhases phases;

  download->queued_s = queued_s;
  download->started_s = started_s;
  download->connected_s = connected_s;
  download->first_byte_s = first_byte_s;
  download->finished_s = finished_s;
  phases = freshet_phases_of (download, 9);

  g_assert_cmpuint (phases.n, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (phases.start_s[i], expected[i], EPSILON);
  g_assert_cmpfloat_with_epsilon (phases.end_s, expected[n], EPSILON);
}

static void
test_phases (void)
{
  static const double all[] = { 0, 1, 1.5, 2, 4 };
  static const double reused[] = { 0, 1, 1, 2, 4 };
  static const double failed[] = { 0, 1, 3 };
  static const double cut_off[] = { 0, 1, 1.5, 2, 9 };
  static const double never_begun[] = { 0, 9 };
  static const double nothing[] = { 9 };

  assert_phases (0, 1, 1.5, 2, 4, 4, all);
  /* A connection that was made for the file before. */
  assert_phases (0, 1, 0.2, 2, 4, 4, reused);
  assert_phases (0, 1, -1, -1, 3, 2, failed);
  assert_phases (0, 1, 1.5, 2, -1, 4, cut_off);
  assert_phases (0, -1, -1, -1, -1, 1, never_begun);
  assert_phases (-1, -1, -1, -1, -1, 0, nothing);
}

static void
test_bands (void)
{
  g_assert_cmpint (freshet_band_of (0.0159), ==, FRESHET_BAND_SMOOTH);
  g_assert_cmpint (freshet_band_of (0.016), ==, FRESHET_BAND_FRAME);
  g_assert_cmpint (freshet_band_of (0.0499), ==, FRESHET_BAND_FRAME);
  g_assert_cmpint (freshet_band_of (0.050), ==, FRESHET_BAND_TASK);
  g_assert_cmpint (freshet_band_of (0.0999), ==, FRESHET_BAND_TASK);
  g_assert_cmpint (freshet_band_of (0.100), ==, FRESHET_BAND_FREEZE);
}

static void
test_bands_of_pixels (void)
{
  static const FreshetTimelineSpan spans[] = {
    { 0.0, 0.005 }, { 0.02, 0.060 }, { 0.5, 0.2 }, { 0.69, 0.020 }, { 5, 1 }, { -3, 1 },
  };
  const FreshetTimeScale scale = { .offset_s = 0, .px_per_s = 10 };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (FreshetTimelineSpan));
  FreshetBand bands[10] = { 0 };

  g_array_append_vals (array, spans, G_N_ELEMENTS (spans));
  freshet_band_fill (array, &scale, bands, G_N_ELEMENTS (bands));

  g_assert_cmpint (bands[0], ==, FRESHET_BAND_TASK);
  g_assert_cmpint (bands[1], ==, FRESHET_BAND_SMOOTH);
  g_assert_cmpint (bands[5], ==, FRESHET_BAND_FREEZE);
  g_assert_cmpint (bands[6], ==, FRESHET_BAND_FREEZE);
  g_assert_cmpint (bands[7], ==, FRESHET_BAND_FRAME);
  g_assert_cmpint (bands[8], ==, FRESHET_BAND_SMOOTH);
  g_assert_cmpint (bands[9], ==, FRESHET_BAND_SMOOTH);
}

static void
test_ticks (void)
{
  static const double times[] = { -1, 0, 0.01, 0.02, 0.05, 0.06, 9 };
  const FreshetTimeScale far = { .px_per_s = 100 };
  const FreshetTimeScale near = { .px_per_s = 1000 };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) merged = NULL;
  g_autoptr (GArray) single = NULL;

  g_array_append_vals (array, times, G_N_ELEMENTS (times));
  merged = freshet_ticks_merge (array, &far, 100, 2);
  single = freshet_ticks_merge (array, &near, 100, 2);

  /* The frames that were missed between 0.02 and 0.05 stay a gap. */
  g_assert_cmpuint (merged->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (merged, FreshetTick, 0).width, 2, EPSILON);
  g_assert_cmpfloat_with_epsilon (g_array_index (merged, FreshetTick, 1).x, 5, EPSILON);
  g_assert_cmpuint (single->len, ==, 5);
  g_assert_cmpfloat_with_epsilon (g_array_index (single, FreshetTick, 4).width, 0, EPSILON);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/waterfall-layout/a-lane-for-each-that-was-measured", test_lanes);
  g_test_add_func ("/waterfall-layout/finds-the-lane-at-a-place", test_find);
  g_test_add_func ("/waterfall-layout/may-be-empty", test_nothing);
  g_test_add_func ("/waterfall-layout/a-thousand-files-take-few-pixels", test_many_are_flat);
  g_test_add_func ("/waterfall-layout/a-ghost-is-of-the-same-mode", test_ghost_is_of_its_mode);
  g_test_add_func ("/waterfall-layout/scale-goes-both-ways", test_scale);
  g_test_add_func ("/waterfall-layout/marks-are-at-round-times", test_steps);
  g_test_add_func ("/waterfall-layout/zoom-keeps-what-is-pointed-at", test_zoom);
  g_test_add_func ("/waterfall-layout/pan-stays-inside", test_pan);
  g_test_add_func ("/waterfall-layout/phases-follow-one-another", test_phases);
  g_test_add_func ("/waterfall-layout/bands-are-those-of-the-field", test_bands);
  g_test_add_func ("/waterfall-layout/a-pixel-is-as-bad-as-the-worst-in-it", test_bands_of_pixels);
  g_test_add_func ("/waterfall-layout/ticks-merge-and-gaps-stay", test_ticks);

  return g_test_run ();
}
