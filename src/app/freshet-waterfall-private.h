/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-waterfall.h"

#include "freshet-waterfall-draw.h"

G_BEGIN_DECLS

#define FRESHET_WATERFALL_NO_LANE (-1)

/**
 * FreshetWaterfall:
 *
 * Runs on one axis of time: a lane for each file, and under them what the main loop, the frames and
 * the input did meanwhile. It scrolls, zooms about the pointer, and can be walked through with the
 * keyboard; [property@Waterfall:detail] says what is pointed at.
 */
struct _FreshetWaterfall
{
  GtkWidget parent_instance;

  GPtrArray *reports;             /* owned, of FreshetReport */
  GPtrArray *ghost;               /* owned, nullable */
  FreshetWaterfallLayout *layout; /* owned */
  FreshetTimeScale scale;
  int line_height;
  GskRenderNode *node; /* owned, nullable: what was drawn, for as long as it stays the same */

  GtkAdjustment *adjustments[2]; /* owned, nullable; by GtkOrientation */
  GtkScrollablePolicy policies[2];
  gboolean is_configuring;

  /* What is pointed at, by the pointer or by the keyboard. */
  int lane;
  double time_s;
  char *detail;     /* owned, nullable */
  double pointer_x; /* where it was last */
  double pointer_y;
  double drag_x;
  double drag_y;
};

/* What is in sight: the scale of time, and the scrollbars. */
FreshetWaterfallView freshet_waterfall_get_view (FreshetWaterfall *self);
graphene_rect_t freshet_waterfall_get_plot (FreshetWaterfall *self);
double freshet_waterfall_get_scroll_y (FreshetWaterfall *self);
void freshet_waterfall_invalidate (FreshetWaterfall *self);
void freshet_waterfall_configure (FreshetWaterfall *self);
void freshet_waterfall_set_adjustment (FreshetWaterfall *self,
                                       GtkOrientation orientation,
                                       GtkAdjustment *adjustment);
void freshet_waterfall_zoom (FreshetWaterfall *self, double factor, double x);
void freshet_waterfall_reveal (FreshetWaterfall *self);

/* What is pointed at. */
void freshet_waterfall_set_detail (FreshetWaterfall *self, char *detail);
void freshet_waterfall_point_at (FreshetWaterfall *self, int lane, double time_s);
void freshet_waterfall_class_add_bindings (GtkWidgetClass *widget_class);
void freshet_waterfall_add_controllers (FreshetWaterfall *self);

G_END_DECLS
