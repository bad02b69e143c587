/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-timeline.h"

static double
to_seconds (const FreshetTimeline *timeline, gint64 time)
{
  return (double) (time - timeline->origin) / G_USEC_PER_SEC;
}

/* What began before the run counts from its start. */
static GArray *
convert (FreshetTimeline *timeline, const FreshetSpans *spans)
{
  guint n_spans = freshet_spans_get_count (spans);
  GArray *converted = g_array_sized_new (FALSE, FALSE, sizeof (FreshetTimelineSpan), n_spans);

  for (guint i = 0; i < n_spans; i++)
    {
      FreshetSpan span = freshet_spans_get (spans, i);
      gint64 start = MAX (span.start, timeline->origin);
      gint64 end = span.start + span.length;
      FreshetTimelineSpan entry = {
        .start_s = to_seconds (timeline, start),
        .length_s = (double) (end - start) / G_USEC_PER_SEC,
      };

      if (end > start)
        g_array_append_val (converted, entry);
    }
  timeline->shortest_s
      = MAX (timeline->shortest_s, (double) freshet_spans_get_shortest (spans) / G_USEC_PER_SEC);
  return converted;
}

static void
replace (GArray **array, GArray *with)
{
  g_clear_pointer (array, g_array_unref);
  *array = with;
}

/**
 * freshet_timeline_new:
 * @origin: when the run began, microseconds of `g_get_monotonic_time ()`
 *
 * Returns: (transfer full): a timeline with nothing in it, and of which nobody counted the frames
 */
FreshetTimeline *
freshet_timeline_new (gint64 origin)
{
  FreshetTimeline *timeline = g_new0 (FreshetTimeline, 1);

  timeline->origin = origin;
  timeline->slices = g_array_new (FALSE, FALSE, sizeof (FreshetTimelineSpan));
  timeline->waits = g_array_new (FALSE, FALSE, sizeof (FreshetTimelineSpan));
  timeline->input = g_array_new (FALSE, FALSE, sizeof (FreshetTimelineInput));
  return timeline;
}

/**
 * freshet_timeline_free:
 * @timeline: (transfer full): a timeline
 */
void
freshet_timeline_free (FreshetTimeline *timeline)
{
  g_return_if_fail (timeline != NULL);

  g_array_unref (timeline->slices);
  g_array_unref (timeline->waits);
  g_clear_pointer (&timeline->frames, g_array_unref);
  g_array_unref (timeline->input);
  g_free (timeline);
}

/**
 * freshet_timeline_set_slices:
 * @timeline: a timeline
 * @slices: when the main loop was inside of its handlers, of the clock that the origin is of
 */
void
freshet_timeline_set_slices (FreshetTimeline *timeline, const FreshetSpans *slices)
{
  g_return_if_fail (timeline != NULL);

  replace (&timeline->slices, convert (timeline, slices));
}

/**
 * freshet_timeline_set_waits:
 * @timeline: a timeline
 * @waits: when painting would have had to wait, of the clock that the origin is of
 */
void
freshet_timeline_set_waits (FreshetTimeline *timeline, const FreshetSpans *waits)
{
  g_return_if_fail (timeline != NULL);

  replace (&timeline->waits, convert (timeline, waits));
}

/**
 * freshet_timeline_set_frames:
 * @timeline: a timeline
 * @times: (array length=n_times): when frames were painted, in order, of the clock that the origin is
 *   of
 * @n_times: how many
 */
void
freshet_timeline_set_frames (FreshetTimeline *timeline, const gint64 *times, guint n_times)
{
  g_return_if_fail (timeline != NULL);
  g_return_if_fail (times != NULL || n_times == 0);

  replace (&timeline->frames, g_array_sized_new (FALSE, FALSE, sizeof (double), n_times));
  for (guint i = 0; i < n_times; i++)
    {
      double time = to_seconds (timeline, times[i]);

      if (time >= 0)
        g_array_append_val (timeline->frames, time);
    }
}

/**
 * freshet_timeline_add_input:
 * @timeline: a timeline
 * @happened: when a button or a key was pressed
 * @handled: when the program got to know
 * @painted: when it had painted what came of it, -1 if it had not
 *
 * Notes what was clicked or typed, as long as there is room.
 */
void
freshet_timeline_add_input (FreshetTimeline *timeline,
                            gint64 happened,
                            gint64 handled,
                            gint64 painted)
{
  FreshetTimelineInput input;

  g_return_if_fail (timeline != NULL);

  input.happened_s = to_seconds (timeline, happened);
  input.handled_s = to_seconds (timeline, handled);
  input.painted_s = painted >= 0 ? to_seconds (timeline, painted) : -1;
  if (timeline->input->len < FRESHET_TIMELINE_MOST)
    g_array_append_val (timeline->input, input);
}

/**
 * freshet_timeline_get_worst_handled:
 * @timeline: a timeline
 *
 * Returns: the longest time from a click or a key to the program's knowing, seconds, or -1 if there
 *   was none
 */
double
freshet_timeline_get_worst_handled (const FreshetTimeline *timeline)
{
  double worst = -1;

  g_return_val_if_fail (timeline != NULL, -1);

  for (guint i = 0; i < timeline->input->len; i++)
    {
      const FreshetTimelineInput *input = &g_array_index (timeline->input, FreshetTimelineInput, i);

      worst = MAX (worst, input->handled_s - input->happened_s);
    }
  return worst;
}

/**
 * freshet_timeline_get_worst_painted:
 * @timeline: a timeline
 *
 * Returns: the longest time from a click or a key until something was to be seen of it, seconds, or
 *   -1 if there was none
 */
double
freshet_timeline_get_worst_painted (const FreshetTimeline *timeline)
{
  double worst = -1;

  g_return_val_if_fail (timeline != NULL, -1);

  for (guint i = 0; i < timeline->input->len; i++)
    {
      const FreshetTimelineInput *input = &g_array_index (timeline->input, FreshetTimelineInput, i);

      if (input->painted_s >= 0)
        worst = MAX (worst, input->painted_s - input->happened_s);
    }
  return worst;
}
