/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-focus.h"

/**
 * freshet_focus_child:
 * @widget: a widget with one child, that takes no focus itself
 * @direction: where the focus moves
 *
 * To be the `focus` of a class that has a `grab_focus` of its own, which hands the focus on to what is in it.
 * GTK asks such a widget to take the focus when Shift and Tab lead out of it: they would not get out.
 *
 * Returns: whether something in @widget has the focus now
 */
gboolean
freshet_focus_child (GtkWidget *widget, GtkDirectionType direction)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  return gtk_widget_child_focus (gtk_widget_get_first_child (widget), direction);
}

/**
 * freshet_focus_decline:
 * @widget: a widget in the list's own widget of a row
 *
 * To be the `grab_focus` of a class whose row takes the focus as a whole, when it is clicked, when its menu has
 * closed, and when the row before it has gone. GTK would give it to the first button in it.
 *
 * Returns: %FALSE
 */
gboolean
freshet_focus_decline (GtkWidget *widget)
{
  return FALSE;
}
