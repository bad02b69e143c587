/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-draw-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "freshet-figures-text.h"
#include "freshet-waterfall-text.h"

/* Two frames that can be told apart. */
#define TICK_PX 2

/* Lanes that are flatter than this have no name beside them, and no gap between them. */
#define NAMED_HEIGHT 14

/* The later the phase, the higher its bar: they can be told apart without colours. */
static void
draw_phases (FreshetWaterfallDrawing *drawing,
             const FreshetReportDownload *download,
             double elapsed_s,
             double y,
             double height,
             gboolean is_ghost)
{
  static const double parts[FRESHET_N_PHASES] = { 0.15, 0.4, 0.65, 1 };
  FreshetPhases phases = freshet_phases_of (download, elapsed_s);

  for (guint i = 0; i < phases.n; i++)
    {
      double end_s = i + 1 < phases.n ? phases.start_s[i + 1] : phases.end_s;
      double bar = MAX (height * parts[i], 1);
      const GdkRGBA *color = is_ghost ? &drawing->style.ghost : &drawing->style.phases[i];

      if (end_s > phases.start_s[i])
        freshet_waterfall_fill_time (
            drawing, color, phases.start_s[i], end_s, y + (height - bar) / 2, bar);
    }
}

static void
draw_file (FreshetWaterfallDrawing *drawing,
           const FreshetLane *lane,
           FreshetReport *report,
           double y)
{
  const FreshetReportDownload *download = freshet_report_get_downloads (report)->pdata[lane->file];
  FreshetReport *ghost = freshet_waterfall_layout_find_ghost (drawing->view->ghost,
                                                              freshet_report_get_mode (report));
  gboolean is_named = lane->height >= NAMED_HEIGHT;
  double gap = is_named ? 3 : lane->height > 3 ? 1 : 0;
  double height = lane->height - 2 * gap;
  double ghost_height = 0;

  if (ghost != NULL && lane->file < freshet_report_get_downloads (ghost)->len)
    {
      ghost_height = MAX (floor (height / 3), 1);
      draw_phases (drawing,
                   freshet_report_get_downloads (ghost)->pdata[lane->file],
                   freshet_report_get_elapsed (ghost),
                   y + gap + height - ghost_height,
                   ghost_height,
                   TRUE);
    }
  draw_phases (drawing,
               download,
               freshet_report_get_elapsed (report),
               y + gap,
               height - ghost_height,
               FALSE);

  if (is_named)
    {
      g_autofree char *name = freshet_report_download_dup_name (download);

      freshet_waterfall_draw_label (drawing, name, y, lane->height);
    }
}

/* Writes how long a freeze was, where there is room for it. */
static void
draw_freezes (FreshetWaterfallDrawing *drawing, GArray *spans, double y, double height)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const FreshetTimelineSpan *span = &g_array_index (spans, FreshetTimelineSpan, i);
      double left = MAX (freshet_waterfall_get_x (drawing, span->start_s), drawing->plot.origin.x);
      double right = MIN (freshet_waterfall_get_x (drawing, span->start_s + span->length_s),
                          drawing->plot.origin.x + drawing->plot.size.width);
      g_autofree char *text = NULL;

      if (freshet_band_of (span->length_s) < FRESHET_BAND_FREEZE || right - left < 60)
        continue;
      text = freshet_figures_text_freeze (span->length_s * 1000);
      freshet_waterfall_draw_text (
          drawing,
          text,
          &drawing->style.on_freeze,
          PANGO_WEIGHT_BOLD,
          &GRAPHENE_RECT_INIT ((float) left, (float) y, (float) (right - left), (float) height),
          PANGO_ALIGN_CENTER);
    }
}

/* The worse the band, the higher. */
static void
draw_bands (
    FreshetWaterfallDrawing *drawing, const FreshetBand *bands, guint n, double y, double height)
{
  static const double parts[] = { 0.15, 0.45, 0.7, 1 };

  for (guint first = 0, next; first < n; first = next)
    {
      double bar = height * parts[bands[first]];

      for (next = first + 1; next < n && bands[next] == bands[first]; next++)
        ;
      freshet_waterfall_fill (drawing,
                              &drawing->style.bands[bands[first]],
                              drawing->plot.origin.x + first,
                              y + (height - bar) / 2,
                              next - first,
                              bar);
    }
}

static void
draw_loop (FreshetWaterfallDrawing *drawing,
           const FreshetLane *lane,
           FreshetReport *report,
           double y)
{
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);
  double end
      = freshet_time_scale_get_x (&drawing->view->scale, freshet_report_get_elapsed (report));
  guint n_bands = (guint) CLAMP (ceil (end), 0, drawing->plot.size.width);
  g_autofree FreshetBand *bands = g_new0 (FreshetBand, n_bands + 1);
  double height = lane->height - 6;

  freshet_band_fill (timeline->slices, &drawing->view->scale, bands, n_bands);
  freshet_band_fill (timeline->waits, &drawing->view->scale, bands, n_bands);
  draw_bands (drawing, bands, n_bands, y + 3, height);
  draw_freezes (drawing, timeline->waits, y, lane->height);
  freshet_waterfall_draw_label (drawing, _ ("Main loop"), y, lane->height);
}

static void
draw_frames (FreshetWaterfallDrawing *drawing,
             const FreshetLane *lane,
             FreshetReport *report,
             double y)
{
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);
  g_autoptr (GArray) ticks = freshet_ticks_merge (timeline->frames,
                                                  &drawing->view->scale,
                                                  drawing->plot.size.width,
                                                  TICK_PX);

  for (guint i = 0; i < ticks->len; i++)
    {
      const FreshetTick *tick = &g_array_index (ticks, FreshetTick, i);

      freshet_waterfall_fill (drawing,
                              &drawing->style.frame,
                              drawing->plot.origin.x + tick->x,
                              y + 3,
                              tick->width + 1,
                              lane->height - 6);
    }
  freshet_waterfall_draw_label (drawing, _ ("Frames"), y, lane->height);
}

/* A diamond where it happened, a line for as long as it had to wait, a bar where it was handled, and
 * an end where it was painted. */
static void
draw_one_input (FreshetWaterfallDrawing *drawing,
                const FreshetTimelineInput *input,
                double y,
                double height)
{
  double end_s = MAX (input->handled_s, input->painted_s);
  float size = (float) height * 0.42f;

  freshet_waterfall_fill_time (
      drawing, &drawing->style.input, input->happened_s, end_s, y + height / 2 - 1, 2);
  freshet_waterfall_fill (drawing,
                          &drawing->style.input,
                          freshet_waterfall_get_x (drawing, input->handled_s) - 1,
                          y + 3,
                          2,
                          height - 6);
  if (input->painted_s >= 0)
    freshet_waterfall_fill (drawing,
                            &drawing->style.painted,
                            freshet_waterfall_get_x (drawing, input->painted_s),
                            y + 3,
                            4,
                            height - 6);

  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot,
                          &GRAPHENE_POINT_INIT ((float) freshet_waterfall_get_x (drawing,
                                                                                 input->happened_s),
                                                (float) (y + height / 2)));
  gtk_snapshot_rotate (drawing->snapshot, 45);
  freshet_waterfall_fill (drawing, &drawing->style.input, -size / 2, -size / 2, size, size);
  gtk_snapshot_restore (drawing->snapshot);
}

static void
draw_input (FreshetWaterfallDrawing *drawing,
            const FreshetLane *lane,
            FreshetReport *report,
            double y)
{
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);

  for (guint i = 0; i < timeline->input->len; i++)
    draw_one_input (drawing,
                    &g_array_index (timeline->input, FreshetTimelineInput, i),
                    y,
                    lane->height);
  freshet_waterfall_draw_label (drawing, _ ("Clicks and keys"), y, lane->height);
}

static void
draw_heading (FreshetWaterfallDrawing *drawing,
              const FreshetLane *lane,
              FreshetReport *report,
              double y)
{
  g_autofree char *text = freshet_waterfall_text_heading (report);

  if (lane->run > 0)
    freshet_waterfall_fill (drawing, &drawing->style.line, 0, y, drawing->view->width, 1);
  freshet_waterfall_draw_text (
      drawing,
      text,
      &drawing->style.text,
      PANGO_WEIGHT_BOLD,
      &GRAPHENE_RECT_INIT (0, (float) y, drawing->view->width, (float) lane->height),
      PANGO_ALIGN_LEFT);
}

/* Behind all lanes of a run: where the window stood still. */
static void
draw_freeze_shade (FreshetWaterfallDrawing *drawing,
                   const FreshetLane *lane,
                   FreshetReport *report,
                   double y)
{
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);

  for (guint i = 0; timeline != NULL && i < timeline->waits->len; i++)
    {
      const FreshetTimelineSpan *span = &g_array_index (timeline->waits, FreshetTimelineSpan, i);

      if (freshet_band_of (span->length_s) == FRESHET_BAND_FREEZE)
        freshet_waterfall_fill_time (drawing,
                                     &drawing->style.shade,
                                     span->start_s,
                                     span->start_s + span->length_s,
                                     y,
                                     lane->height);
    }
}

void
freshet_waterfall_draw_lane (FreshetWaterfallDrawing *drawing, const FreshetLane *lane)
{
  FreshetReport *report = drawing->view->reports->pdata[lane->run];
  double y = drawing->plot.origin.y + lane->y - drawing->view->scroll_y;

  switch (lane->kind)
    {
    case FRESHET_LANE_FILE:
      draw_freeze_shade (drawing, lane, report, y);
      draw_file (drawing, lane, report, y);
      break;
    case FRESHET_LANE_LOOP:
      draw_loop (drawing, lane, report, y);
      break;
    case FRESHET_LANE_FRAMES:
      draw_freeze_shade (drawing, lane, report, y);
      draw_frames (drawing, lane, report, y);
      break;
    case FRESHET_LANE_INPUT:
      draw_freeze_shade (drawing, lane, report, y);
      draw_input (drawing, lane, report, y);
      break;
    case FRESHET_LANE_HEADING:
    default:
      draw_heading (drawing, lane, report, y);
      break;
    }
}
