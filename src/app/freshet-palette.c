/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-palette.h"

/**
 * freshet_palette_look_up:
 * @widget: whose theme is asked
 * @name: (nullable): a colour that libadwaita names, such as `accent_color`
 *
 * Looks a colour up for what is drawn by hand, so that it is right in the dark style and in high
 * contrast too.
 *
 * Returns: the colour; that of @widget's text if @name is %NULL, or unknown to the theme
 */
GdkRGBA
freshet_palette_look_up (GtkWidget *widget, const char *name)
{
  GtkStyleContext *context;
  GdkRGBA color = { 0 };

  g_return_val_if_fail (GTK_IS_WIDGET (widget), color);

  context = gtk_widget_get_style_context (widget);
  if (name == NULL || !gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);
  return color;
}
