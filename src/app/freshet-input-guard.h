/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_INPUT_GUARD (freshet_input_guard_get_type ())
G_DECLARE_FINAL_TYPE (FreshetInputGuard, freshet_input_guard, FRESHET, INPUT_GUARD, GObject)

FreshetInputGuard *freshet_input_guard_new (void);

void freshet_input_guard_watch (FreshetInputGuard *self, GtkWidget *window);
void freshet_input_guard_thaw (FreshetInputGuard *self);
guint freshet_input_guard_get_n_clicks (FreshetInputGuard *self);
guint freshet_input_guard_get_n_keys (FreshetInputGuard *self);

G_END_DECLS
