/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_list_focus_set_model (GtkListView *list, GtkSelectionModel *model);

G_END_DECLS
