/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FreshetTickFunc:
 * @widget: the widget that moves
 *
 * Called ten times a second.
 */
typedef void (*FreshetTickFunc) (GtkWidget *widget);

void freshet_ticker_add (GtkWidget *widget, FreshetTickFunc func);
void freshet_ticker_remove (GtkWidget *widget);
guint freshet_ticker_count (void);

G_END_DECLS
