/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-command.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ROW (freshet_row_get_type ())
G_DECLARE_FINAL_TYPE (FreshetRow, freshet_row, FRESHET, ROW, GtkWidget)

GtkWidget *freshet_row_new (void);

FreshetDownload *freshet_row_get_download (FreshetRow *self);
void freshet_row_set_download (FreshetRow *self, FreshetDownload *download);
void freshet_row_name_buttons (FreshetRow *self);

G_END_DECLS
