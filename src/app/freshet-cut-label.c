/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cut-label.h"

/* All letters before it are written from left to right. */
#define FIRST_FROM_RIGHT 0x590

static gboolean
is_from_right (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  const char *letter = text;

  while (*letter != '\0' && !g_unichar_isalpha (g_utf8_get_char (letter)))
    letter = g_utf8_next_char (letter);
  if (*letter == '\0')
    return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  if (g_utf8_get_char (letter) < FIRST_FROM_RIGHT)
    return FALSE;

  layout = gtk_widget_create_pango_layout (widget, text);
  return pango_layout_get_direction (layout, (int) (letter - text)) == PANGO_DIRECTION_RTL;
}

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
 * freshet_cut_label_set_text:
 * @inscription: a text of one line that may be cut off
 * @text: the new text
 *
 * Where the text is written the other way than the window, Pango would swap its sides: it begins where all
 * others do.
 */
void
freshet_cut_label_set_text (GtkInscription *inscription, const char *text)
{
  GtkWidget *widget = (GtkWidget *) inscription;
  gboolean is_rtl;

  g_return_if_fail (GTK_IS_INSCRIPTION (inscription));
  g_return_if_fail (text != NULL);

  is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  if (g_strcmp0 (gtk_inscription_get_text (inscription), text) == 0)
    return;
  gtk_inscription_set_xalign (inscription, is_from_right (widget, text) != is_rtl ? 1 : 0);
  gtk_inscription_set_text (inscription, text);
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
