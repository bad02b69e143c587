/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FreshetLaterFunc:
 * @widget: a widget that was given to freshet_later_add()
 */
typedef void (*FreshetLaterFunc) (GtkWidget *widget);

void freshet_later_add (GtkWidget *widget, FreshetLaterFunc func);
void freshet_later_remove (GtkWidget *widget);
void freshet_later_hurry (void);

G_END_DECLS
