/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-layout.h"

#include <math.h>

/* The axis ends a little after the last run, so that its end is to be seen. */
#define MARGIN 1.02
#define MIN_END_S 0.01

/* A pixel is never less than 50 µs: nothing finer was measured. */
#define MAX_PX_PER_S 20000

/* The more files, the flatter their lanes: a thousand of them should not take a thousand lines. */
static int
get_file_height (guint n_files, int line_height)
{
  if (n_files <= 24)
    return line_height * 5 / 4;
  if (n_files <= 60)
    return 12;
  return n_files <= 200 ? 6 : 3;
}

static void
add_lane (FreshetWaterfallLayout *layout, FreshetLaneKind kind, guint run, guint file, int height)
{
  const FreshetLane lane
      = { .kind = kind, .run = run, .file = file, .y = layout->height, .height = height };

  g_array_append_val (layout->lanes, lane);
  layout->height += height;
}

static void
add_run (FreshetWaterfallLayout *layout,
         FreshetReport *report,
         guint run,
         int line_height,
         int file_height)
{
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);
  guint n_files = freshet_report_get_downloads (report)->len;

  add_lane (layout, FRESHET_LANE_HEADING, run, 0, line_height * 2);
  for (guint file = 0; file < n_files; file++)
    add_lane (layout, FRESHET_LANE_FILE, run, file, file_height);

  if (timeline == NULL)
    return;
  add_lane (layout, FRESHET_LANE_LOOP, run, 0, line_height * 5 / 4);
  if (timeline->frames != NULL)
    add_lane (layout, FRESHET_LANE_FRAMES, run, 0, line_height);
  if (timeline->input->len > 0)
    add_lane (layout, FRESHET_LANE_INPUT, run, 0, line_height);
}

/**
 * freshet_waterfall_layout_new:
 * @reports: (element-type FreshetReport): the runs
 * @ghost: (element-type FreshetReport) (nullable): earlier runs to lay under them; those of other
 *   modes do not count
 * @line_height: how high a line of text is
 *
 * Returns: (transfer full): where everything is
 */
FreshetWaterfallLayout *
freshet_waterfall_layout_new (GPtrArray *reports, GPtrArray *ghost, int line_height)
{
  FreshetWaterfallLayout *layout = g_new0 (FreshetWaterfallLayout, 1);
  double end_s = MIN_END_S;
  guint n_files = 0;

  g_return_val_if_fail (reports != NULL, NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      FreshetReport *report = reports->pdata[i];
      FreshetReport *under
          = freshet_waterfall_layout_find_ghost (ghost, freshet_report_get_mode (report));

      n_files = MAX (n_files, freshet_report_get_downloads (report)->len);
      end_s = MAX (end_s, freshet_report_get_elapsed (report));
      if (under != NULL)
        end_s = MAX (end_s, freshet_report_get_elapsed (under));
    }

  layout->end_s = end_s * MARGIN;
  layout->lanes = g_array_new (FALSE, FALSE, sizeof (FreshetLane));
  for (guint i = 0; i < reports->len; i++)
    add_run (layout, reports->pdata[i], i, line_height, get_file_height (n_files, line_height));
  return layout;
}

/**
 * freshet_waterfall_layout_free:
 * @layout: (transfer full): a layout
 */
void
freshet_waterfall_layout_free (FreshetWaterfallLayout *layout)
{
  g_return_if_fail (layout != NULL);

  g_array_unref (layout->lanes);
  g_free (layout);
}

/**
 * freshet_waterfall_layout_get:
 * @layout: a layout
 * @i: which lane, from 0
 *
 * Returns: (transfer none): the lane
 */
const FreshetLane *
freshet_waterfall_layout_get (const FreshetWaterfallLayout *layout, guint i)
{
  g_return_val_if_fail (layout != NULL && i < layout->lanes->len, NULL);

  return &g_array_index (layout->lanes, FreshetLane, i);
}

/**
 * freshet_waterfall_layout_find:
 * @layout: a layout
 * @y: a place, from the top of the first lane
 *
 * Returns: the index of the lane that is there, or -1 if there is none
 */
int
freshet_waterfall_layout_find (const FreshetWaterfallLayout *layout, double y)
{
  guint first = 0;
  guint last;

  g_return_val_if_fail (layout != NULL, -1);

  if (y < 0 || y >= layout->height)
    return -1;
  last = layout->lanes->len - 1;
  while (first < last)
    {
      guint middle = first + (last - first) / 2;
      const FreshetLane *lane = freshet_waterfall_layout_get (layout, middle);

      if (y < lane->y + lane->height)
        last = middle;
      else
        first = middle + 1;
    }
  return (int) first;
}

/**
 * freshet_waterfall_layout_find_ghost:
 * @ghost: (element-type FreshetReport) (nullable): earlier runs
 * @mode: a mode
 *
 * Returns: (transfer none) (nullable): the one in that mode
 */
FreshetReport *
freshet_waterfall_layout_find_ghost (GPtrArray *ghost, FreshetMode mode)
{
  for (guint i = 0; ghost != NULL && i < ghost->len; i++)
    if (freshet_report_get_mode (ghost->pdata[i]) == mode)
      return ghost->pdata[i];
  return NULL;
}

/**
 * freshet_time_scale_get_x:
 * @scale: a scale
 * @time_s: a time
 *
 * Returns: where it is, from the left edge
 */
double
freshet_time_scale_get_x (const FreshetTimeScale *scale, double time_s)
{
  return (time_s - scale->offset_s) * scale->px_per_s;
}

/**
 * freshet_time_scale_get_time:
 * @scale: a scale
 * @x: a place, from the left edge
 *
 * Returns: the time that is there
 */
double
freshet_time_scale_get_time (const FreshetTimeScale *scale, double x)
{
  return scale->offset_s + x / scale->px_per_s;
}

/**
 * freshet_time_scale_get_step:
 * @scale: a scale
 * @min_px: how far apart two marks are at least
 *
 * Returns: how much time is from one mark of the axis to the next: 1, 2 or 5 times a power of ten
 */
double
freshet_time_scale_get_step (const FreshetTimeScale *scale, double min_px)
{
  double least = min_px / scale->px_per_s;
  double power = pow (10, floor (log10 (least)));

  /* Rounding must not make one of 1.0000001. */
  for (double step = power; step < 5 * power; step *= step < 1.5 * power ? 2 : 2.5)
    if (step >= least * (1 - 1e-9))
      return step;
  return 5 * power >= least * (1 - 1e-9) ? 5 * power : 10 * power;
}

/* All of the time is there to be seen, and none of what is beyond. */
static FreshetTimeScale
clamp_scale (double offset_s, double px_per_s, double width, double end_s)
{
  FreshetTimeScale scale = {
    .px_per_s = CLAMP (px_per_s, width / end_s, MAX (MAX_PX_PER_S, width / end_s)),
  };

  scale.offset_s = CLAMP (offset_s, 0, MAX (0, end_s - width / scale.px_per_s));
  return scale;
}

/**
 * freshet_time_scale_zoom:
 * @scale: a scale
 * @factor: how many times as wide a second is to be
 * @x: what stays where it is, from the left edge
 * @width: how wide the plot is
 * @end_s: where time ends
 *
 * Returns: a scale that is nearer or further off, as far as that makes sense
 */
FreshetTimeScale
freshet_time_scale_zoom (
    const FreshetTimeScale *scale, double factor, double x, double width, double end_s)
{
  double time_s = freshet_time_scale_get_time (scale, x);
  FreshetTimeScale zoomed = clamp_scale (scale->offset_s, scale->px_per_s * factor, width, end_s);

  return clamp_scale (time_s - x / zoomed.px_per_s, zoomed.px_per_s, width, end_s);
}

/**
 * freshet_time_scale_pan:
 * @scale: a scale
 * @px: how far to move to the right
 * @width: how wide the plot is
 * @end_s: where time ends
 *
 * Returns: a scale that begins later or earlier; with 0 for @px, one that fits @width
 */
FreshetTimeScale
freshet_time_scale_pan (const FreshetTimeScale *scale, double px, double width, double end_s)
{
  return clamp_scale (scale->offset_s + px / scale->px_per_s, scale->px_per_s, width, end_s);
}

/**
 * freshet_phases_of:
 * @download: a file
 * @elapsed_s: when the run ended
 *
 * A connection that was there already took no time. A phase that a file did not come to is not there.
 *
 * Returns: when each phase began
 */
FreshetPhases
freshet_phases_of (const FreshetReportDownload *download, double elapsed_s)
{
  const double marks[FRESHET_N_PHASES] = {
    download->queued_s,
    download->started_s,
    download->connected_s,
    download->first_byte_s,
  };
  FreshetPhases phases = { .end_s = download->finished_s >= 0 ? download->finished_s : elapsed_s };

  for (; phases.n < FRESHET_N_PHASES && marks[phases.n] >= 0; phases.n++)
    {
      double before = phases.n > 0 ? phases.start_s[phases.n - 1] : 0;

      phases.start_s[phases.n] = CLAMP (marks[phases.n], before, MAX (before, phases.end_s));
    }
  return phases;
}

/**
 * freshet_band_of:
 * @seconds: how long a loop did not answer
 *
 * Returns: how bad that is
 */
FreshetBand
freshet_band_of (double seconds)
{
  if (seconds < 0.016)
    return FRESHET_BAND_SMOOTH;
  if (seconds < 0.050)
    return FRESHET_BAND_FRAME;
  return seconds < 0.100 ? FRESHET_BAND_TASK : FRESHET_BAND_FREEZE;
}

/**
 * freshet_band_fill:
 * @spans: (element-type FreshetTimelineSpan): when a loop did not answer
 * @scale: a scale
 * @bands: (array length=n_bands) (inout): the worst of each pixel
 * @n_bands: how many pixels there are
 *
 * Makes pixels as bad as the worst of the spans that touch them: however many spans there are, no
 * more than a rectangle a pixel is drawn.
 */
void
freshet_band_fill (GArray *spans, const FreshetTimeScale *scale, FreshetBand *bands, guint n_bands)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const FreshetTimelineSpan *span = &g_array_index (spans, FreshetTimelineSpan, i);
      FreshetBand band = freshet_band_of (span->length_s);
      double left = freshet_time_scale_get_x (scale, span->start_s);
      double right = freshet_time_scale_get_x (scale, span->start_s + span->length_s);
      guint first = (guint) CLAMP (floor (left), 0, n_bands);
      guint end = (guint) CLAMP (MAX (ceil (right), floor (left) + 1), 0, n_bands);

      for (guint x = first; x < end; x++)
        bands[x] = MAX (bands[x], band);
    }
}

/**
 * freshet_ticks_merge:
 * @times: (element-type double): times, in order, in seconds
 * @scale: a scale
 * @width: how wide the plot is
 * @min_px: how far apart two marks are at least
 *
 * Returns: (transfer full) (element-type FreshetTick): the marks that are to be seen
 */
GArray *
freshet_ticks_merge (GArray *times, const FreshetTimeScale *scale, double width, double min_px)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (FreshetTick));

  for (guint i = 0; i < times->len; i++)
    {
      FreshetTick tick
          = { .x = freshet_time_scale_get_x (scale, g_array_index (times, double, i)) };
      FreshetTick *last
          = ticks->len > 0 ? &g_array_index (ticks, FreshetTick, ticks->len - 1) : NULL;

      if (tick.x < -min_px || tick.x > width + min_px)
        continue;
      if (last != NULL && tick.x - (last->x + last->width) < min_px)
        last->width = tick.x - last->x;
      else
        g_array_append_val (ticks, tick);
    }
  return ticks;
}
