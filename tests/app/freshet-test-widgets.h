/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_test_wait_ms (guint milliseconds);
GtkWidget *freshet_test_find_child (GtkWidget *widget, GType type);

G_END_DECLS
