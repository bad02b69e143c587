/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the values of a rate's spin button count. */
#define FRESHET_MEGABYTE 1000000.0

gboolean freshet_spin_text_show_automatic (GtkSpinButton *button);
gboolean freshet_spin_text_show_unlimited (GtkSpinButton *button);
gboolean freshet_spin_text_show_rate (GtkSpinButton *button);
int freshet_spin_text_read (GtkSpinButton *button, double *value);

G_END_DECLS
