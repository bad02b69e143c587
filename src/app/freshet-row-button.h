/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-command.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ROW_BUTTON (freshet_row_button_get_type ())
G_DECLARE_FINAL_TYPE (FreshetRowButton, freshet_row_button, FRESHET, ROW_BUTTON, GtkButton)

void
freshet_row_button_show (FreshetRowButton *self, FreshetCommand command, FreshetDownload *download);
void freshet_row_button_name (FreshetRowButton *self);

G_END_DECLS
