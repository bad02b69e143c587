/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-closing.h"

#include <glib/gi18n-lib.h>

#include "freshet-background.h"

/**
 * FreshetClosing:
 *
 * What happens when a window is closed, or the program is to end: it asks first while something is
 * being downloaded, or goes on in the background if that is wanted.
 */
struct _FreshetClosing
{
  GObject parent_instance;

  GtkApplication *application; /* unowned: it owns this */
  FreshetQueue *queue;         /* owned */
  GSettings *settings;         /* owned */
  GtkWindow *hidden;           /* unowned, nullable: what goes on in the background */
  GtkWindow *dialog;           /* unowned, nullable: while it is open */
  gboolean is_decided;         /* it ends, and need not be asked any more */
};

G_DEFINE_FINAL_TYPE (FreshetClosing, freshet_closing, G_TYPE_OBJECT)

/* To close one may close others too. */
static void
close_windows (FreshetClosing *self)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (self->application),
                                     (GCopyFunc) (void (*) (void)) g_object_ref,
                                     NULL);

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}

static void
quit_cb (gpointer user_data)
{
  g_autoptr (FreshetClosing) self = user_data;

  freshet_closing_quit_now (self);
}

/* GTK is not done with the dialog yet, and would be confused by the end of its parent. */
static void
response_cb (AdwMessageDialog *dialog, const char *response, FreshetClosing *self)
{
  if (g_str_equal (response, "stop"))
    g_idle_add_once (quit_cb, g_object_ref (self));
}

static gboolean
focus_default_cb (gpointer user_data)
{
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (user_data));

  if (button != NULL)
    gtk_widget_grab_focus (button);
  return G_SOURCE_REMOVE;
}

/* A narrow dialog has other buttons, the first of which is the one that stops. It is told of that while
 * sizes are given out, after which GTK gives the focus to the first. */
static void
default_changed_cb (GtkWindow *dialog)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE,
                   focus_default_cb,
                   g_object_ref (dialog),
                   g_object_unref);
}

static void
ask (FreshetClosing *self, GtkWindow *window)
{
  GtkWidget *dialog;

  if (self->dialog != NULL)
    {
      gtk_window_present (self->dialog);
      return;
    }
  dialog = adw_message_dialog_new (window,
                                   _ ("Stop Downloading?"),
                                   _ ("Downloads are under way. What is there of them is kept, and "
                                      "goes on when it is started again."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Keep Downloading"),
                                    "stop",
                                    _ ("_Stop and Quit"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
  g_signal_connect (dialog, "notify::default-widget", G_CALLBACK (default_changed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
allowed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetClosing) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The desktop would end what it does not let go on: better here, where it can be seen. */
  if (!freshet_background_request_finish (result, &error) && self->hidden != NULL)
    {
      GtkWindow *window = self->hidden;

      g_clear_weak_pointer (&self->hidden);
      gtk_window_present (window);
      ask (self, window);
    }
}

static void
hide (FreshetClosing *self, GtkWindow *window)
{
  g_set_weak_pointer (&self->hidden, window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  freshet_background_request_async (allowed_cb, g_object_ref (self));
}

static gboolean
close_request_cb (GtkWindow *window, FreshetClosing *self)
{
  if (self->is_decided || !freshet_queue_is_running (self->queue))
    return FALSE;
  if (g_settings_get_boolean (self->settings, "background"))
    hide (self, window);
  else
    ask (self, window);
  return TRUE;
}

/* Shown again, it is a window as any other. */
static void
shown_cb (GtkWidget *window, FreshetClosing *self)
{
  g_clear_weak_pointer (&self->hidden);
}

static void
close_hidden_cb (gpointer user_data)
{
  g_autoptr (FreshetClosing) self = user_data;

  if (self->hidden != NULL && !freshet_queue_is_running (self->queue))
    gtk_window_close (self->hidden);
}

/* Others are still being told that the run is over. */
static void
run_finished_cb (FreshetClosing *self)
{
  if (self->hidden != NULL)
    g_idle_add_once (close_hidden_cb, g_object_ref (self));
}

static void
freshet_closing_dispose (GObject *object)
{
  FreshetClosing *self = FRESHET_CLOSING (object);

  g_clear_weak_pointer (&self->hidden);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (freshet_closing_parent_class)->dispose (object);
}

static void
freshet_closing_class_init (FreshetClosingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_closing_dispose;
}

static void
freshet_closing_init (FreshetClosing *self)
{
}

/**
 * freshet_closing_new:
 * @application: the program, which lives longer than this
 * @queue: what is being downloaded
 * @settings: the settings of the program
 *
 * Returns: (transfer full): what ends the program in order
 */
FreshetClosing *
freshet_closing_new (GtkApplication *application, FreshetQueue *queue, GSettings *settings)
{
  FreshetClosing *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_CLOSING, NULL);
  self->application = application;
  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (
      queue, "run-finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * freshet_closing_watch:
 * @self: what ends the program
 * @window: its window
 *
 * Decides from now on what happens when @window is closed.
 */
void
freshet_closing_watch (FreshetClosing *self, GtkWindow *window)
{
  g_return_if_fail (FRESHET_IS_CLOSING (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  self->is_decided = FALSE;
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, 0);
  g_signal_connect_object (window, "show", G_CALLBACK (shown_cb), self, 0);
}

/**
 * freshet_closing_quit:
 * @self: what ends the program
 *
 * Ends the program, after having asked if something is being downloaded.
 */
void
freshet_closing_quit (FreshetClosing *self)
{
  GtkWindow *window;

  g_return_if_fail (FRESHET_IS_CLOSING (self));

  window
      = self->hidden != NULL ? self->hidden : gtk_application_get_active_window (self->application);
  if (window == NULL || !freshet_queue_is_running (self->queue))
    {
      close_windows (self);
      return;
    }
  gtk_window_present (window);
  ask (self, window);
}

/**
 * freshet_closing_quit_now:
 * @self: what ends the program
 *
 * Ends the program without asking. Closing the window stops what runs, and the program ends when that
 * has come to an end.
 */
void
freshet_closing_quit_now (FreshetClosing *self)
{
  g_return_if_fail (FRESHET_IS_CLOSING (self));

  self->is_decided = TRUE;
  close_windows (self);
}
