/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download-list.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ROW_DRAG (freshet_row_drag_get_type ())
G_DECLARE_FINAL_TYPE (FreshetRowDrag, freshet_row_drag, FRESHET, ROW_DRAG, GObject)

FreshetRowDrag *freshet_row_drag_new (FreshetDownloadList *list, GtkWidget *view);

G_END_DECLS
