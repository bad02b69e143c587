/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_MODE_SWITCH (freshet_mode_switch_get_type ())
G_DECLARE_FINAL_TYPE (FreshetModeSwitch, freshet_mode_switch, FRESHET, MODE_SWITCH, GtkWidget)

G_END_DECLS
