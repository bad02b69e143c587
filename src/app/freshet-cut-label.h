/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean freshet_cut_label_query_tooltip (
    GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data);
void freshet_cut_label_set_text (GtkInscription *inscription, const char *text);
gboolean freshet_cut_label_query_inscription (GtkInscription *inscription,
                                              int x,
                                              int y,
                                              gboolean keyboard,
                                              GtkTooltip *tooltip,
                                              gpointer data);

G_END_DECLS
