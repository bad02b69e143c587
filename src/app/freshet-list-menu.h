/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-state.h"

G_BEGIN_DECLS

GtkWidget *freshet_list_menu_new (void);
void freshet_list_menu_popup (GtkPopoverMenu *menu, FreshetState state, const GdkRectangle *at);

G_END_DECLS
