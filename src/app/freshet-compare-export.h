/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-waterfall-legend.h"
#include "freshet-waterfall.h"

G_BEGIN_DECLS

GdkTexture *freshet_compare_export_draw (FreshetWaterfall *waterfall,
                                         FreshetWaterfallLegend *legend);
void freshet_compare_export_save_async (GFile *file,
                                        GPtrArray *reports,
                                        GdkTexture *picture,
                                        const char *text,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean freshet_compare_export_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
