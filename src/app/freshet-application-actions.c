/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-application-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-files.h"
#include "freshet-help.h"
#include "freshet-preferences.h"

static void
code_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *window = freshet_application_present_window (FRESHET_APPLICATION (user_data));

  g_action_group_activate_action (G_ACTION_GROUP (window), "page", g_variant_new_string ("code"));
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree const char **addresses = g_variant_get_strv (parameter, NULL);

  freshet_application_add_arguments (FRESHET_APPLICATION (user_data), addresses);
}

static void
add_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  freshet_application_add_list_file (FRESHET_APPLICATION (user_data), file);
}

static void
download_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *window = freshet_application_get_window (FRESHET_APPLICATION (user_data));

  g_action_group_activate_action (G_ACTION_GROUP (window), "download", NULL);
}

static void
pause_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_queue_pause (FRESHET_APPLICATION (user_data)->queue);
}

static void
resume_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_queue_resume (FRESHET_APPLICATION (user_data)->queue);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!freshet_files_launch_finish (result, &error))
    freshet_window_say (freshet_application_present_window (self), error->message);
  g_application_release (G_APPLICATION (self));
}

static void
open_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  g_application_hold (G_APPLICATION (user_data));
  freshet_files_open_async (file, launched_cb, g_object_ref (user_data));
}

static void
show_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  g_application_hold (G_APPLICATION (user_data));
  freshet_files_show_async (file, launched_cb, g_object_ref (user_data));
}

#ifdef HAVE_DEMO
static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_application_add_demo (FRESHET_APPLICATION (user_data));
}
#endif

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetApplication *self = FRESHET_APPLICATION (user_data);
  GtkWindow *preferences = freshet_preferences_new (self->settings);

  gtk_window_set_transient_for (preferences, GTK_WINDOW (freshet_application_get_window (self)));
  gtk_window_present (preferences);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (
                             freshet_application_get_window (FRESHET_APPLICATION (user_data))),
                         "application-name",
                         "Freshet",
                         "application-icon",
                         APP_ID,
                         "version",
                         VERSION,
                         "comments",
                         _ ("Download files without the window ever freezing, and see what "
                            "happens when it does."),
                         "developer-name",
                         _ ("The Freshet authors"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, and those of the translators before you */
                         "translator-credits",
                         _ ("translator-credits"),
                         NULL);
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_help_show (freshet_application_get_window (FRESHET_APPLICATION (user_data)));
}

static void
change_watch_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  FreshetApplication *self = FRESHET_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_variant_get_boolean (value))
    freshet_watch_close (self->watch);
  else if (!freshet_watch_open (self->watch, &error))
    freshet_window_say (freshet_application_get_window (self), error->message);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_closing_quit (FRESHET_APPLICATION (user_data)->closing);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "add", .activate = add_cb, .parameter_type = "as" },
  { .name = "add-file", .activate = add_file_cb, .parameter_type = "s" },
  { .name = "code", .activate = code_cb },
#ifdef HAVE_DEMO
  { .name = "demo", .activate = demo_cb },
#endif
  { .name = "download", .activate = download_cb },
  { .name = "help", .activate = help_cb },
  { .name = "open-file", .activate = open_file_cb, .parameter_type = "s" },
  { .name = "pause-all", .activate = pause_all_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "quit", .activate = quit_cb },
  { .name = "resume-all", .activate = resume_all_cb },
  { .name = "show-file", .activate = show_file_cb, .parameter_type = "s" },
  { .name = "watch", .state = "false", .change_state = change_watch_cb },
};

static void
set_accels (FreshetApplication *self)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.help", { "F1" } },
    { "app.pause-all", { "<Control>p" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "app.resume-all", { "<Control>r" } },
    { "win.add", { "<Control>l" } },
    { "win.add-file", { "<Control>o" } },
    { "win.add-many", { "<Control>n" } },
    { "win.download", { "<Control>Return" } },
    { "win.find", { "<Control>f" } },
    { "win.page::code", { "<Alt>3" } },
    { "win.page::compare", { "<Alt>2" } },
    { "win.page::downloads", { "<Alt>1" } },
    { "win.show-help-overlay", { "<Control>question", "<Control>F1" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accels[i].action,
                                           accels[i].accels);
}

static void
set_enabled (FreshetApplication *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
queue_changed_cb (FreshetApplication *self)
{
  /* At the end of the program the last downloads still stop. */
  if (self->queue == NULL)
    return;
  set_enabled (self, "pause-all", freshet_queue_is_running (self->queue));
  set_enabled (self, "resume-all", freshet_queue_get_n_paused (self->queue) > 0);
}

void
freshet_application_add_actions (FreshetApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (self);
  g_signal_connect_object (
      self->queue, "notify::running", G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->queue, "notify::n-paused", G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  queue_changed_cb (self);
}
