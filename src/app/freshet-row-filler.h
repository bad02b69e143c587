/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-row.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ROW_FILLER (freshet_row_filler_get_type ())
G_DECLARE_FINAL_TYPE (FreshetRowFiller, freshet_row_filler, FRESHET, ROW_FILLER, GObject)

FreshetRowFiller *freshet_row_filler_new (GtkWidget *view);
void freshet_row_filler_fill (FreshetRowFiller *self, FreshetRow *row, FreshetDownload *download);

G_END_DECLS
