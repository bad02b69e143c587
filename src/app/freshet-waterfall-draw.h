/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-waterfall-layout.h"

G_BEGIN_DECLS

/**
 * FreshetWaterfallView:
 * @widget: whose font and colours are used
 * @reports: (element-type FreshetReport): the runs
 * @ghost: (element-type FreshetReport) (nullable): earlier runs to lay under them
 * @layout: where the lanes are
 * @scale: where the times are
 * @width: how wide all of it is
 * @height: how high all of it is
 * @label_width: how much of the width the names take, at the side where text begins
 * @axis_height: how much of the height the axis takes, at the top
 * @scroll_y: how far the lanes are scrolled
 *
 * What is to be drawn of a waterfall.
 */
typedef struct
{
  GtkWidget *widget;
  GPtrArray *reports;
  GPtrArray *ghost;
  const FreshetWaterfallLayout *layout;
  FreshetTimeScale scale;
  float width;
  float height;
  float label_width;
  float axis_height;
  double scroll_y;
} FreshetWaterfallView;

graphene_rect_t freshet_waterfall_view_get_plot (const FreshetWaterfallView *view);
void freshet_waterfall_draw (const FreshetWaterfallView *view, GtkSnapshot *snapshot);

G_END_DECLS
