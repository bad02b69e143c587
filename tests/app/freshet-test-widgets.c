/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-widgets.h"

#include <adwaita.h>

#include "freshet-address.h"

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets the main context go on for a while. */
void
freshet_test_wait_ms (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_flag_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer none) (nullable): the first widget of a type, @widget itself or in it */
GtkWidget *
freshet_test_find_child (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = freshet_test_find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns: (transfer full): a download of @address that nobody starts */
FreshetDownload *
freshet_test_make_download (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = freshet_address_parse (address, &error);

  g_assert_no_error (error);
  return freshet_download_new (uri, "/nowhere");
}

/* Returns: (transfer none): a window that shows @child */
GtkWidget *
freshet_test_show_in_window (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (child))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

void
freshet_test_close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
