/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-explain.h"

/**
 * freshet_explain:
 * @widget: a heading
 * @explanation: what it means
 *
 * Says what @widget means when the pointer rests on it, and to a screen reader.
 */
void
freshet_explain (GtkWidget *widget, const char *explanation)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (explanation != NULL);

  gtk_widget_set_tooltip_text (widget, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation,
                                  -1);
}
