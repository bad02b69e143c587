/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-help.h"

#include <glib/gi18n-lib.h>

/* What every Flatpak sandbox has, and what it sees the program's own files as. */
#define FLATPAK_INFO "/.flatpak-info"
#define FLATPAK_HELP "/share/help"

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

/* The folder that has the pages in the user's language, as the viewer outside knows it; %NULL outside
 * of a sandbox. */
static char *
find_outside (void)
{
  const char *const *languages = g_get_language_names ();
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *app = NULL;

  if (!g_key_file_load_from_file (info, FLATPAK_INFO, G_KEY_FILE_NONE, NULL))
    return NULL;
  app = g_key_file_get_string (info, "Instance", "app-path", NULL);
  for (; app != NULL && *languages != NULL; languages++)
    {
      g_autofree char *pages = g_build_filename (FLATPAK_HELP, *languages, "freshet", NULL);
      g_autofree char *index = g_build_filename ("/app", pages, "index.page", NULL);

      if (g_file_test (index, G_FILE_TEST_EXISTS))
        return g_build_filename (app, pages, NULL);
    }
  return NULL;
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = find_outside ();
  g_autofree char *escaped
      = folder != NULL ? g_uri_escape_string (folder, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE)
                       : NULL;

  g_task_return_pointer (task,
                         escaped != NULL ? g_strconcat ("ghelp:", escaped, NULL)
                                         : g_strdup ("help:freshet"),
                         g_free);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetWindow *window = FRESHET_WINDOW (source);
  g_autofree char *uri = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GdkAppLaunchContext) context
      = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (window)));

  g_app_info_launch_default_for_uri_async (
      uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb, g_object_ref (window));
}

/**
 * freshet_help_show:
 * @window: the window that it is asked for in
 *
 * Opens the help pages in the desktop's viewer of help, or says in @window that there is none. A viewer
 * outside of our sandbox does not look for pages in it, so it is told the folder.
 */
void
freshet_help_show (FreshetWindow *window)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FRESHET_IS_WINDOW (window));

  task = g_task_new (window, NULL, found_cb, NULL);
  g_task_set_source_tag (task, freshet_help_show);
  g_task_run_in_thread (task, find_thread);
}
