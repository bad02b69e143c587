/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_WATERFALL_LEGEND (freshet_waterfall_legend_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetWaterfallLegend, freshet_waterfall_legend, FRESHET, WATERFALL_LEGEND, GtkWidget)

PangoLayout *freshet_waterfall_legend_create_layout (FreshetWaterfallLegend *self, int width);

G_END_DECLS
