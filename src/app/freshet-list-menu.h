/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *freshet_list_menu_new (void);
void freshet_list_menu_open (GtkPopoverMenu *menu,
                             GtkListItem *item,
                             GtkSelectionModel *selection,
                             const GdkRectangle *at);

G_END_DECLS
