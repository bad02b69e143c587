/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean freshet_focus_child (GtkWidget *widget, GtkDirectionType direction);
gboolean freshet_focus_decline (GtkWidget *widget);

G_END_DECLS
