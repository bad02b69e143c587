/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-code-steps.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CODE_STAGE (freshet_code_stage_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCodeStage, freshet_code_stage, FRESHET, CODE_STAGE, GtkWidget)

GtkWidget *freshet_code_stage_new (FreshetCodeStep step);
void freshet_code_stage_show_count (FreshetCodeStage *self, guint n_files);

G_END_DECLS
