/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-theme.h"

#include <adwaita.h>

#include "freshet-windows.h"

#define VARIABLE "GTK_THEME"
#define HIGH_CONTRAST "high-contrast"

static void
read_icons_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, gtk_icon_theme_has_icon (source, APP_ID));
}

static void
update_contrast (GtkWidget *window)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (window, HIGH_CONTRAST);
  else
    gtk_widget_remove_css_class (window, HIGH_CONTRAST);
}

static void
contrast_changed_cb (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      update_contrast (window);
    }
}

/**
 * freshet_theme_prepare:
 *
 * Opens the display with the empty theme that libadwaita asks for anyway, to be called before that is
 * initialised. Otherwise GTK has read its own theme by then, for nothing: a tenth of the work of a start.
 * Whoever has set the variable wants another.
 */
void
freshet_theme_prepare (void)
{
  if (g_getenv (VARIABLE) != NULL)
    return;

  g_setenv (VARIABLE, "Adwaita-empty", TRUE);
  gtk_init ();
  gtk_settings_get_default ();
  /* libadwaita has a style only where this is not set. */
  g_unsetenv (VARIABLE);
}

/**
 * freshet_theme_read_icons:
 *
 * Reads the theme of the icons in a thread, while the window is made. GTK does that by itself as soon as it
 * has a theme, but the program adds its own icons later, and so all is read again. The theme has a lock.
 */
void
freshet_theme_read_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GTask) task = g_task_new (theme, NULL, NULL, NULL);

  g_task_set_source_tag (task, freshet_theme_read_icons);
  g_task_run_in_thread (task, read_icons_thread);
}

/**
 * freshet_theme_watch_windows:
 *
 * Gives each window of the program the class `high-contrast` while that is what the person wants, for what
 * the program's own style says less loudly. Newer libadwaita warns of a style of its own for that.
 */
void
freshet_theme_watch_windows (void)
{
  freshet_windows_connect ("realize", G_CALLBACK (update_contrast));
  g_signal_connect (adw_style_manager_get_default (),
                    "notify::high-contrast",
                    G_CALLBACK (contrast_changed_cb),
                    NULL);
}
