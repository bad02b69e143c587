/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cut-label.h"

/**
 * freshet_cut_label_query_tooltip:
 * @label: a label whose text may be cut off
 * @x: where the pointer is
 * @y: where the pointer is
 * @keyboard: whether a key was pressed for it
 * @tooltip: what to fill
 * @data: not used
 *
 * For the signal #GtkWidget::query-tooltip: what is cut off can be read when the pointer rests on it.
 *
 * Returns: whether there is anything to show
 */
gboolean
freshet_cut_label_query_tooltip (
    GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}
