/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_SPINNER (freshet_spinner_get_type ())
G_DECLARE_FINAL_TYPE (FreshetSpinner, freshet_spinner, FRESHET, SPINNER, GtkWidget)

void freshet_spinner_set_spinning (FreshetSpinner *self, gboolean is_spinning);

G_END_DECLS
