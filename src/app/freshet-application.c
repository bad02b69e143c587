/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-application-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-accessible.h"
#include "freshet-dialog-title.h"
#include "freshet-resources.h"
#include "freshet-settings.h"
#include "freshet-theme.h"

#define RESOURCE_PATH "/io/github/freshet/Freshet"

G_DEFINE_FINAL_TYPE (FreshetApplication, freshet_application, ADW_TYPE_APPLICATION)

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
  freshet_history_begin (self->history);
  if (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    freshet_application_add_what_waits (self);
}

static void
keeper_set_aside_cb (FreshetApplication *self, const char *path)
{
  freshet_window_say_set_aside (freshet_application_get_window (self), path);
}

static void
keeper_failed_cb (FreshetApplication *self, const char *message)
{
  /* Translators: %s is the reason, a sentence */
  g_autofree char *text = g_strdup_printf (_ ("The list of downloads is not kept: %s"), message);

  freshet_window_say (freshet_application_get_window (self), text);
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
  freshet_theme_prepare ();
  G_APPLICATION_CLASS (freshet_application_parent_class)->startup (application);
  freshet_theme_read_icons ();
  gtk_window_set_default_icon_name (APP_ID);
  freshet_theme_watch_windows ();
  freshet_accessible_watch_windows ();
  freshet_dialog_title_watch_windows ();

  self->settings = freshet_settings_new ();
  self->pulse = freshet_pulse_new (NULL);
  g_atomic_pointer_set (&self->queue, freshet_queue_new (self->pulse));
  freshet_settings_apply (self->settings, self->queue);
  freshet_queue_set_waits_for_network (self->queue, TRUE);
  freshet_queue_set_waits_for_disk (self->queue, TRUE);
  self->inhibitor = freshet_inhibitor_new (GTK_APPLICATION (self), self->queue);
  self->notifier = freshet_notifier_new (GTK_APPLICATION (self), self->queue, self->settings);
  self->history = freshet_history_new (self->queue, self->settings);
  self->closing = freshet_closing_new (GTK_APPLICATION (self), self->queue, self->settings);

  self->demo = freshet_demo_host_new ();
  g_atomic_pointer_set (&self->runner,
                        freshet_compare_runner_new (self->settings, self->demo, self->pulse));

  g_atomic_pointer_set (&self->lesson,
                        freshet_lesson_host_new (GTK_APPLICATION (self),
                                                 self->settings,
                                                 self->demo,
                                                 self->queue,
                                                 self->runner));

  self->watch = freshet_watch_new ();
  g_signal_connect_swapped (self->watch, "notify::open", G_CALLBACK (watch_cb), self);

  self->trimmer = freshet_trimmer_new ();
  freshet_trimmer_find_monitor (self->trimmer);

  freshet_application_add_actions (self);
  keep_list (self);
}

static void
freshet_application_activate (GApplication *application)
{
  freshet_application_present_window (FRESHET_APPLICATION (application));
}

static void
freshet_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  freshet_application_add_files (FRESHET_APPLICATION (application), files, n_files);
}

static int
freshet_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  return freshet_application_read_options (FRESHET_APPLICATION (application), command_line);
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

  GTK_APPLICATION_CLASS (freshet_application_parent_class)->window_removed (application, window);

  if (FRESHET_IS_WINDOW (window))
    freshet_queue_pause (self->queue);
}

static void
freshet_application_shutdown (GApplication *application)
{
  FreshetApplication *self = FRESHET_APPLICATION (application);
  FreshetQueue *queue = self->queue;
  FreshetCompareRunner *runner = self->runner;
  FreshetLessonHost *lesson = self->lesson;

  g_atomic_pointer_set (&self->queue, NULL);
  g_atomic_pointer_set (&self->runner, NULL);
  g_atomic_pointer_set (&self->lesson, NULL);
  if (self->keeper != NULL)
    freshet_list_keeper_close (self->keeper);
  g_clear_object (&self->keeper);
  g_clear_object (&self->closing);
  g_clear_object (&self->history);
  g_clear_object (&self->notifier);
  g_clear_object (&self->inhibitor);
  g_clear_object (&self->trimmer);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_object (&queue);
  g_clear_object (&runner);
  g_clear_object (&lesson);
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
  freshet_application_add_options (self);
}

FreshetWindow *
freshet_application_get_window (FreshetApplication *self)
{
  FreshetWindow *window;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (FRESHET_IS_WINDOW (l->data))
        return l->data;
    }
  window = freshet_window_new (
      GTK_APPLICATION (self), self->queue, self->pulse, self->settings, self->demo, self->runner);
  freshet_closing_watch (self->closing, GTK_WINDOW (window));
  return window;
}

FreshetWindow *
freshet_application_present_window (FreshetApplication *self)
{
  FreshetWindow *window = freshet_application_get_window (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
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
  FreshetApplication *self = user_data;

  if (self->closing != NULL)
    freshet_closing_quit_now (self->closing);
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
  FreshetLessonHost *lesson;
  FreshetQueue *queue;

  g_return_if_fail (FRESHET_IS_APPLICATION (self));

  runner = g_atomic_pointer_get (&self->runner);
  if (runner != NULL)
    freshet_compare_runner_cancel (runner);

  lesson = g_atomic_pointer_get (&self->lesson);
  if (lesson != NULL)
    freshet_lesson_host_cancel (lesson);

  queue = g_atomic_pointer_get (&self->queue);
  if (queue != NULL)
    freshet_queue_interrupt (queue);
  g_idle_add_full (G_PRIORITY_HIGH, quit_in_main_thread_cb, g_object_ref (self), g_object_unref);
}
