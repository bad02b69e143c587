/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-waterfall-layout.h"

G_BEGIN_DECLS

/**
 * FreshetWaterfallStyle:
 *
 * The colours of a waterfall, as the theme has them now.
 */
typedef struct
{
  GdkRGBA text;
  GdkRGBA dim;
  GdkRGBA line;
  GdkRGBA cursor;
  GdkRGBA shade;
  GdkRGBA ghost;
  GdkRGBA frame;
  GdkRGBA input;
  GdkRGBA painted;
  GdkRGBA on_freeze;
  GdkRGBA phases[FRESHET_N_PHASES];
  GdkRGBA bands[FRESHET_BAND_FREEZE + 1];
} FreshetWaterfallStyle;

void freshet_waterfall_style_load (FreshetWaterfallStyle *style, GtkWidget *widget);

G_END_DECLS
