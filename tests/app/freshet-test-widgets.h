/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-download.h"

G_BEGIN_DECLS

void freshet_test_wait_ms (guint milliseconds);
GtkWidget *freshet_test_find_child (GtkWidget *widget, GType type);
FreshetDownload *freshet_test_make_download (const char *address);
GtkWidget *freshet_test_show_in_window (GtkWidget *child);
void freshet_test_close_window (GtkWidget *window);

G_END_DECLS
