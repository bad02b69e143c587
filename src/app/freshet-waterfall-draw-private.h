/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-waterfall-draw.h"
#include "freshet-waterfall-style.h"

G_BEGIN_DECLS

/**
 * FreshetWaterfallDrawing:
 *
 * A waterfall that is being drawn.
 */
typedef struct
{
  const FreshetWaterfallView *view;
  FreshetWaterfallStyle style;
  GtkSnapshot *snapshot;
  graphene_rect_t plot;
  gboolean is_rtl;
} FreshetWaterfallDrawing;

double freshet_waterfall_get_x (FreshetWaterfallDrawing *drawing, double time_s);
void freshet_waterfall_fill (FreshetWaterfallDrawing *drawing,
                             const GdkRGBA *color,
                             double x,
                             double y,
                             double width,
                             double height);
void freshet_waterfall_fill_time (FreshetWaterfallDrawing *drawing,
                                  const GdkRGBA *color,
                                  double start_s,
                                  double end_s,
                                  double y,
                                  double height);
void freshet_waterfall_draw_text (FreshetWaterfallDrawing *drawing,
                                  const char *text,
                                  const GdkRGBA *color,
                                  PangoWeight weight,
                                  const graphene_rect_t *box,
                                  PangoAlignment alignment);
void freshet_waterfall_draw_label (FreshetWaterfallDrawing *drawing,
                                   const char *text,
                                   double y,
                                   double height);
void freshet_waterfall_draw_lane (FreshetWaterfallDrawing *drawing, const FreshetLane *lane);

G_END_DECLS
