/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-timeline.h"

#define EPSILON 1e-9

static void
assert_span (GArray *spans, guint i, double start, double length)
{
  const FreshetTimelineSpan *span = &g_array_index (spans, FreshetTimelineSpan, i);

  g_assert_cmpfloat_with_epsilon (span->start_s, start, EPSILON);
  g_assert_cmpfloat_with_epsilon (span->length_s, length, EPSILON);
}

static void
test_spans (void)
{
  g_autoptr (FreshetTimeline) timeline = freshet_timeline_new (2000000);
  g_autoptr (FreshetSpans) spans = freshet_spans_new (4000, 10);

  freshet_spans_add (spans, 1000000, 500000);
  freshet_spans_add (spans, 1900000, 300000);
  freshet_spans_add (spans, 2500000, 4000);
  freshet_timeline_set_slices (timeline, spans);

  g_assert_cmpuint (timeline->slices->len, ==, 2);
  assert_span (timeline->slices, 0, 0, 0.2);
  assert_span (timeline->slices, 1, 0.5, 0.004);
  g_assert_cmpuint (timeline->waits->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (timeline->shortest_s, 0.004, EPSILON);
}

static void
test_frames (void)
{
  static const gint64 times[] = { 1999999, 2000000, 2016700 };
  g_autoptr (FreshetTimeline) timeline = freshet_timeline_new (2000000);

  g_assert_null (timeline->frames);
  freshet_timeline_set_frames (timeline, times, G_N_ELEMENTS (times));

  g_assert_cmpuint (timeline->frames->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (timeline->frames, double, 1), 0.0167, EPSILON);
}

static void
test_input (void)
{
  g_autoptr (FreshetTimeline) timeline = freshet_timeline_new (1000000);

  g_assert_cmpfloat (freshet_timeline_get_worst_handled (timeline), ==, -1);
  g_assert_cmpfloat (freshet_timeline_get_worst_painted (timeline), ==, -1);

  freshet_timeline_add_input (timeline, 2000000, 2005000, 2020000);
  freshet_timeline_add_input (timeline, 3000000, 8000000, -1);

  g_assert_cmpfloat_with_epsilon (freshet_timeline_get_worst_handled (timeline), 5, EPSILON);
  g_assert_cmpfloat_with_epsilon (freshet_timeline_get_worst_painted (timeline), 0.02, EPSILON);
  g_assert_cmpfloat (g_array_index (timeline->input, FreshetTimelineInput, 1).painted_s, ==, -1);
}

static void
test_input_is_bounded (void)
{
  g_autoptr (FreshetTimeline) timeline = freshet_timeline_new (0);

  for (gint64 i = 0; i < FRESHET_TIMELINE_MOST + 5; i++)
    freshet_timeline_add_input (timeline, i, i, i);

  g_assert_cmpuint (timeline->input->len, ==, FRESHET_TIMELINE_MOST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/timeline/spans-count-from-the-start-of-the-run", test_spans);
  g_test_add_func ("/timeline/frames-before-the-run-are-none-of-it", test_frames);
  g_test_add_func ("/timeline/knows-the-worst-delay-of-input", test_input);
  g_test_add_func ("/timeline/input-is-bounded", test_input_is_bounded);

  return g_test_run ();
}
