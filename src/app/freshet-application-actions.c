/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-application-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-help.h"
#include "freshet-preferences.h"

static void
code_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *window = freshet_application_present_window (FRESHET_APPLICATION (user_data));

  g_action_group_activate_action (G_ACTION_GROUP (window), "page", g_variant_new_string ("code"));
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
  freshet_application_close_windows (FRESHET_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "code", .activate = code_cb },
#ifdef HAVE_DEMO
  { .name = "demo", .activate = demo_cb },
#endif
  { .name = "help", .activate = help_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "quit", .activate = quit_cb },
  { .name = "watch", .state = "false", .change_state = change_watch_cb },
};

static void
set_accels (FreshetApplication *self)
{
  static const struct
  {
    const char *action;
    const char *accels[2];
  } accels[] = {
    { "app.help", { "F1" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "win.add", { "<Control>l" } },
    { "win.add-file", { "<Control>o" } },
    { "win.add-many", { "<Control>n" } },
    { "win.download", { "<Control>Return" } },
    { "win.find", { "<Control>f" } },
    { "win.page::code", { "<Alt>3" } },
    { "win.page::compare", { "<Alt>2" } },
    { "win.page::downloads", { "<Alt>1" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accels[i].action,
                                           accels[i].accels);
}

void
freshet_application_add_actions (FreshetApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (self);
}

/* Closing the window stops what runs, and the program ends when that has come to an end. */
void
freshet_application_close_windows (FreshetApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows, *next; l != NULL; l = next)
    {
      next = l->next;
      gtk_window_close (l->data);
    }
}
