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

/* In how many steps a second what moves is painted, all of it in the same frames: without a graphics card each
 * frame costs. The pulse moves two pixels in one of them. */
#define FRESHET_TICKER_STEPS 20

void freshet_ticker_add (GtkWidget *widget, FreshetTickFunc func);
void freshet_ticker_remove (GtkWidget *widget);
guint freshet_ticker_count (void);
gint64 freshet_ticker_get_step (GdkFrameClock *clock);
gboolean freshet_ticker_is_animated (GtkWidget *widget);

G_END_DECLS
