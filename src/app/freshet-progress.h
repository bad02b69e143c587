/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_PROGRESS (freshet_progress_get_type ())
G_DECLARE_FINAL_TYPE (FreshetProgress, freshet_progress, FRESHET, PROGRESS, GtkWidget)

void freshet_progress_set_fraction (FreshetProgress *self, double fraction);

G_END_DECLS
