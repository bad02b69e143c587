/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_row_place_set (GtkWidget *row, GtkListItem *item);
GtkListItem *freshet_row_place_find (GtkWidget *widget);

guint freshet_row_place_for_drop (guint row, double y, double height);
gboolean freshet_row_place_changes (GListModel *model, GPtrArray *dragged, guint position);

G_END_DECLS
