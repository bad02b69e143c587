/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-help.h"

#include <glib/gi18n-lib.h>

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    text = g_strdup (_ ("No program shows help here. Install Yelp, GNOME’s help viewer."));
  else
    /* Translators: %s is the reason */
    text = g_strdup_printf (_ ("The help cannot be shown: %s"), error->message);
  freshet_window_say (window, text);
}

/**
 * freshet_help_show:
 * @window: the window that it is asked for in
 *
 * Opens the help pages in the desktop's viewer of help, or says in @window that there is none.
 */
void
freshet_help_show (FreshetWindow *window)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;

  g_return_if_fail (FRESHET_IS_WINDOW (window));

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (window)));
  g_app_info_launch_default_for_uri_async (
      "help:freshet", G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb, g_object_ref (window));
}
