/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_accessible_name_all (GtkWidget *root);
void freshet_accessible_name_menu_button (GtkMenuButton *button);
void freshet_accessible_name_status_page (GtkWidget *page);
void freshet_accessible_watch_windows (void);

G_END_DECLS
