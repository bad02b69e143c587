/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-report.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_WATERFALL (freshet_waterfall_get_type ())
G_DECLARE_FINAL_TYPE (FreshetWaterfall, freshet_waterfall, FRESHET, WATERFALL, GtkWidget)

GtkWidget *freshet_waterfall_new (void);
void freshet_waterfall_set_reports (FreshetWaterfall *self, GPtrArray *reports, GPtrArray *ghost);
const char *freshet_waterfall_get_detail (FreshetWaterfall *self);
GskRenderNode *freshet_waterfall_draw_all (FreshetWaterfall *self, int width, int *height);

G_END_DECLS
