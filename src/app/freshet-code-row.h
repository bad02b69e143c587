/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-code-steps.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CODE_ROW (freshet_code_row_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCodeRow, freshet_code_row, FRESHET, CODE_ROW, GtkWidget)

GtkWidget *freshet_code_row_new (FreshetCodeStep step);
void freshet_code_row_show_language (FreshetCodeRow *self, FreshetCodeLanguage language);
void freshet_code_row_show_files (FreshetCodeRow *self, FreshetCodeSide side, GPtrArray *names);

G_END_DECLS
