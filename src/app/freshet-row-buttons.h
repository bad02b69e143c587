/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-download.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ROW_BUTTONS (freshet_row_buttons_get_type ())
G_DECLARE_FINAL_TYPE (FreshetRowButtons, freshet_row_buttons, FRESHET, ROW_BUTTONS, GtkBox)

void freshet_row_buttons_show (FreshetRowButtons *self, FreshetDownload *download);
void freshet_row_buttons_name (FreshetRowButtons *self);

G_END_DECLS
