/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-application.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "freshet-compare-runner.h"
#include "freshet-list-keeper.h"
#include "freshet-preferences.h"
#include "freshet-queue.h"
#include "freshet-resources.h"
#include "freshet-settings.h"
#include "freshet-watch.h"
#include "freshet-window.h"

#define RESOURCE_PATH "/io/github/freshet/Freshet"

/**
 * FreshetApplication:
 *
 * The program: it owns the queue, takes addresses from the command line and from the desktop, and
 * ends only when all that runs has been stopped in order.
 */
struct _FreshetApplication
{
  AdwApplication parent_instance;

  GSettings *settings;          /* owned */
  FreshetPulse *pulse;          /* owned */
  FreshetQueue *queue;          /* owned; read by the signal thread */
  FreshetWatch *watch;          /* owned */
  FreshetDemoHost *demo;        /* owned */
  FreshetCompareRunner *runner; /* owned; read by the signal thread */
  gboolean is_held;

  FreshetListKeeper *keeper; /* owned */
  GPtrArray *lists;          /* owned, of FreshetAddressList: what waits for the keeper */
#ifdef HAVE_DEMO
  gboolean wants_demo;
#endif
};

G_DEFINE_FINAL_TYPE (FreshetApplication, freshet_application, ADW_TYPE_APPLICATION)

static FreshetWindow *
get_window (FreshetApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (FRESHET_IS_WINDOW (l->data))
        return l->data;
    }
  return freshet_window_new (
      GTK_APPLICATION (self), self->queue, self->pulse, self->settings, self->demo, self->runner);
}

static FreshetWindow *
present_window (FreshetApplication *self)
{
  FreshetWindow *window = get_window (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
add_arguments (FreshetApplication *self, const char *const *arguments)
{
  g_autofree char *lines = g_strjoinv ("\n", (char **) arguments);
  g_autoptr (FreshetAddressList) list = freshet_address_list_parse_lines (lines);

  if (freshet_list_keeper_is_ready (self->keeper))
    freshet_window_add_list (present_window (self), list);
  else
    g_ptr_array_add (self->lists, g_steal_pointer (&list));
}

#ifdef HAVE_DEMO
static void
add_demo (FreshetApplication *self)
{
  FreshetWindow *window = present_window (self);
  g_autoptr (GPtrArray) uris = NULL;
  g_autoptr (GError) error = NULL;

  self->wants_demo = !freshet_list_keeper_is_ready (self->keeper);
  if (self->wants_demo)
    return;
  uris = freshet_demo_host_list_uris (self->demo, &error);
  if (uris != NULL)
    freshet_window_add_demo (window, uris);
  else
    freshet_window_say (window, error->message);
}

static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_demo (FRESHET_APPLICATION (user_data));
}
#endif

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetApplication *self = FRESHET_APPLICATION (user_data);
  GtkWindow *preferences = freshet_preferences_new (self->settings);

  gtk_window_set_transient_for (preferences, GTK_WINDOW (get_window (self)));
  gtk_window_present (preferences);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (get_window (FRESHET_APPLICATION (user_data))),
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
change_watch_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  FreshetApplication *self = FRESHET_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_variant_get_boolean (value))
    freshet_watch_close (self->watch);
  else if (!freshet_watch_open (self->watch, &error))
    freshet_window_say (get_window (self), error->message);
}

/* Closing the window stops what runs, and the program ends when that has come to an end. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  for (GList *l = windows, *next; l != NULL; l = next)
    {
      next = l->next;
      gtk_window_close (l->data);
    }
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
#ifdef HAVE_DEMO
  { .name = "demo", .activate = demo_cb },
#endif
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
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "win.add", { "<Control>n" } },
    { "win.download", { "<Control>Return" } },
    { "win.page::compare", { "<Alt>2" } },
    { "win.page::downloads", { "<Alt>1" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accels[i].action,
                                           accels[i].accels);
}

static void
running_cb (FreshetApplication *self)
{
  gboolean is_running = freshet_queue_is_running (self->queue);

  if (is_running == self->is_held)
    return;
  self->is_held = is_running;
  if (is_running)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static void
watch_cb (FreshetApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "watch");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (freshet_watch_is_open (self->watch)));
}

/* What was asked for in the meantime comes behind the list of the last time. */
static void
keeper_ready_cb (FreshetApplication *self)
{
  g_autoptr (GPtrArray) lists = g_steal_pointer (&self->lists);

  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    return;
#ifdef HAVE_DEMO
  if (self->wants_demo)
    add_demo (self);
#endif
  for (guint i = 0; i < lists->len; i++)
    freshet_window_add_list (get_window (self), lists->pdata[i]);
}

static void
keeper_set_aside_cb (FreshetApplication *self, const char *path)
{
  freshet_window_say_set_aside (get_window (self), path);
}

static void
keeper_failed_cb (FreshetApplication *self, const char *message)
{
  /* Translators: %s is the reason, a sentence */
  g_autofree char *text = g_strdup_printf (_ ("The list of downloads is not kept: %s"), message);

  freshet_window_say (get_window (self), text);
}

static void
keep_list (FreshetApplication *self)
{
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);

  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) freshet_address_list_free);
  self->keeper = freshet_list_keeper_new (self->queue);
  g_signal_connect_object (
      self->keeper, "ready", G_CALLBACK (keeper_ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->keeper, "set-aside", G_CALLBACK (keeper_set_aside_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->keeper, "failed", G_CALLBACK (keeper_failed_cb), self, G_CONNECT_SWAPPED);
  freshet_list_keeper_open (self->keeper, folder);
}

static void
freshet_application_startup (GApplication *application)
{
  FreshetApplication *self = FRESHET_APPLICATION (application);

  freshet_register_resource ();
  G_APPLICATION_CLASS (freshet_application_parent_class)->startup (application);
  gtk_source_init ();
  gtk_window_set_default_icon_name (APP_ID);

  self->settings = freshet_settings_new ();
  self->pulse = freshet_pulse_new (NULL);
  g_atomic_pointer_set (&self->queue, freshet_queue_new (self->pulse));
  freshet_settings_apply (self->settings, self->queue);
  freshet_queue_set_waits_for_network (self->queue, TRUE);
  g_signal_connect_swapped (self->queue, "notify::running", G_CALLBACK (running_cb), self);

  self->demo = freshet_demo_host_new ();
  g_atomic_pointer_set (&self->runner,
                        freshet_compare_runner_new (self->settings, self->demo, self->pulse));

  self->watch = freshet_watch_new ();
  g_signal_connect_swapped (self->watch, "notify::open", G_CALLBACK (watch_cb), self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (self);
  keep_list (self);
}

static void
freshet_application_activate (GApplication *application)
{
  present_window (FRESHET_APPLICATION (application));
}

static void
freshet_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (uris, g_file_get_uri (files[i]));
  g_ptr_array_add (uris, NULL);
  add_arguments (FRESHET_APPLICATION (application), (const char *const *) uris->pdata);
}

static int
freshet_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  FreshetApplication *self = FRESHET_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **addresses = NULL;

#ifdef HAVE_DEMO
  if (g_variant_dict_contains (options, "demo"))
    add_demo (self);
#endif
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &addresses))
    add_arguments (self, addresses);
  present_window (self);
  return 0;
}

static int
freshet_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Freshet %s\n", VERSION);
      return 0;
    }
  return G_APPLICATION_CLASS (freshet_application_parent_class)
      ->handle_local_options (application, options);
}

static void
freshet_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  FreshetApplication *self = FRESHET_APPLICATION (application);

  if (FRESHET_IS_WINDOW (window))
    freshet_queue_pause (self->queue);

  GTK_APPLICATION_CLASS (freshet_application_parent_class)->window_removed (application, window);
}

static void
freshet_application_shutdown (GApplication *application)
{
  FreshetApplication *self = FRESHET_APPLICATION (application);
  FreshetQueue *queue = self->queue;
  FreshetCompareRunner *runner = self->runner;

  g_atomic_pointer_set (&self->queue, NULL);
  g_atomic_pointer_set (&self->runner, NULL);
  if (self->keeper != NULL)
    freshet_list_keeper_close (self->keeper);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_object (&queue);
  g_clear_object (&runner);
  g_clear_object (&self->watch);
  g_clear_object (&self->pulse);
  g_clear_object (&self->settings);
  g_clear_object (&self->demo);

  G_APPLICATION_CLASS (freshet_application_parent_class)->shutdown (application);
}

static void
freshet_application_class_init (FreshetApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = freshet_application_startup;
  application_class->activate = freshet_application_activate;
  application_class->open = freshet_application_open;
  application_class->command_line = freshet_application_command_line;
  application_class->handle_local_options = freshet_application_handle_local_options;
  application_class->shutdown = freshet_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_removed = freshet_application_window_removed;
}

static void
freshet_application_init (FreshetApplication *self)
{
  static const GOptionEntry options[] = {
#ifdef HAVE_DEMO
    { .long_name = "demo",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Start the demo server and add its files") },
#endif
    { .long_name = "version",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Print the version and exit") },
    { .long_name = G_OPTION_REMAINING,
      .arg = G_OPTION_ARG_STRING_ARRAY,
      .arg_description = N_ ("ADDRESS…") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * freshet_application_new:
 *
 * Returns: (transfer full): the program
 */
FreshetApplication *
freshet_application_new (void)
{
  return g_object_new (FRESHET_TYPE_APPLICATION,
                       "application-id",
                       APP_ID,
                       "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path",
                       RESOURCE_PATH,
                       NULL);
}

static gboolean
quit_in_main_thread_cb (gpointer user_data)
{
  quit_cb (NULL, NULL, user_data);
  return G_SOURCE_REMOVE;
}

/**
 * freshet_application_interrupt:
 * @self: the program
 *
 * Ends the program in order, even while its main thread is frozen. This may be called in any thread.
 */
void
freshet_application_interrupt (FreshetApplication *self)
{
  FreshetCompareRunner *runner;
  FreshetQueue *queue;

  g_return_if_fail (FRESHET_IS_APPLICATION (self));

  runner = g_atomic_pointer_get (&self->runner);
  if (runner != NULL)
    freshet_compare_runner_cancel (runner);

  queue = g_atomic_pointer_get (&self->queue);
  if (queue != NULL)
    freshet_queue_interrupt (queue);
  g_idle_add_full (G_PRIORITY_HIGH, quit_in_main_thread_cb, g_object_ref (self), g_object_unref);
}
