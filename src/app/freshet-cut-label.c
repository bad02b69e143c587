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

/**
 * freshet_cut_label_query_inscription:
 * @inscription: a text of one line that may be cut off
 * @x: where the pointer is
 * @y: where the pointer is
 * @keyboard: whether a key was pressed for it
 * @tooltip: what to fill
 * @data: not used
 *
 * The same for a text that does not have the window laid out anew when it changes.
 *
 * Returns: whether there is anything to show
 */
gboolean
freshet_cut_label_query_inscription (GtkInscription *inscription,
                                     int x,
                                     int y,
                                     gboolean keyboard,
                                     GtkTooltip *tooltip,
                                     gpointer data)
{
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_tooltip_set_text (tooltip, text);
  return width > gtk_widget_get_width (GTK_WIDGET (inscription));
}
