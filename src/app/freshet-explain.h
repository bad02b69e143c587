/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_explain (GtkWidget *widget, const char *explanation);

G_END_DECLS
