/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *freshet_toast_new (const char *text);
AdwToast *freshet_toast_new_with_button (const char *text, const char *label);
void freshet_toast_show (GtkWidget *widget, AdwToast *toast);
void freshet_toast_say (GtkWidget *widget, const char *text);
void freshet_toast_say_of_file (GtkWidget *widget, const char *text, GFile *file);

G_END_DECLS
