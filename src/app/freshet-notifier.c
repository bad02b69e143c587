/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-notifier.h"

#include <glib/gi18n-lib.h>

#include "freshet-figures-text.h"

#define ID "finished"

/* More names than this are not read in a notification. */
#define MAX_NAMES 3

/* How long the focus may take from one window of the program to another. */
#define FOCUS_MS 250

/**
 * FreshetNotifier:
 *
 * Tells a person who looks elsewhere that the downloads have come to an end.
 */
struct _FreshetNotifier
{
  GObject parent_instance;

  GtkApplication *application; /* unowned: it owns this */
  GSettings *settings;         /* owned */
  FreshetReport *report;       /* owned, nullable: what may have to be told */
  guint timeout;
};

G_DEFINE_FINAL_TYPE (FreshetNotifier, freshet_notifier, G_TYPE_OBJECT)

static gboolean
has_shown_window (FreshetNotifier *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    {
      if (gtk_widget_get_mapped (l->data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_looked_at (FreshetNotifier *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    {
      /* One that is hidden was active before, and is told nothing. */
      if (gtk_widget_get_mapped (l->data) && gtk_window_is_active (l->data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_state (FreshetReportDownload *download, FreshetState state)
{
  return g_str_equal (download->state, freshet_state_to_string (state));
}

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* What failed comes first: it is what there is something to do about. */
static char *
describe (GPtrArray *downloads)
{
  static const FreshetState order[] = { FRESHET_STATE_FAILED, FRESHET_STATE_FINISHED };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_names = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < downloads->len && n_names < MAX_NAMES; j++)
      {
        g_autofree char *name = freshet_report_download_dup_name (downloads->pdata[j]);
        g_autofree char *failed = NULL;

        if (!has_state (downloads->pdata[j], order[i]))
          continue;
        /* Translators: %s is the name of a file */
        failed = g_strdup_printf (_ ("Failed: %s"), name);
        append_line (text, order[i] == FRESHET_STATE_FAILED ? failed : name);
        n_names++;
      }
  if (downloads->len > n_names)
    append_line (text, "…");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is asked of the desktop, and comes back from it, is UTF-8. */
static const char *
find_file (GPtrArray *downloads)
{
  for (guint i = 0; i < downloads->len; i++)
    {
      FreshetReportDownload *download = downloads->pdata[i];

      if (has_state (download, FRESHET_STATE_FINISHED) && download->file != NULL
          && g_utf8_validate (download->file, -1, NULL))
        return download->file;
    }
  return NULL;
}

static GNotification *
create_notification (FreshetReport *report, guint n_finished)
{
  GPtrArray *downloads = freshet_report_get_downloads (report);
  g_autofree char *summary = freshet_figures_text_summary (n_finished,
                                                           downloads->len,
                                                           freshet_report_get_elapsed (report));
  g_autofree char *body = describe (downloads);
  GNotification *notification = g_notification_new (summary);
  const char *file = find_file (downloads);

  g_notification_set_body (notification, body);
  if (file == NULL)
    return notification;
  if (n_finished == 1)
    g_notification_add_button_with_target (notification, _ ("Open"), "app.open-file", "s", file);
  g_notification_add_button_with_target (
      notification, _ ("Show in Folder"), "app.show-file", "s", file);
  return notification;
}

static void
forget (FreshetNotifier *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->report);
}

static void
tell (FreshetNotifier *self, FreshetReport *report)
{
  guint n_finished
      = freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED));
  g_autoptr (GNotification) notification = create_notification (report, n_finished);

  g_application_send_notification (G_APPLICATION (self->application), ID, notification);
}

static gboolean
focus_settled_cb (gpointer user_data)
{
  FreshetNotifier *self = user_data;

  self->timeout = 0;
  if (!is_looked_at (self))
    tell (self, self->report);
  forget (self);
  return G_SOURCE_REMOVE;
}

static void
run_finished_cb (FreshetNotifier *self, FreshetReport *report)
{
  guint n_ended
      = freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED))
        + freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FAILED));

  /* Whoever paused all of it, or quits, knows. A window in the background is there still. */
  if (gtk_application_get_windows (self->application) == NULL || n_ended == 0 || is_looked_at (self)
      || !g_settings_get_boolean (self->settings, "notifications"))
    return;
  if (!has_shown_window (self))
    {
      tell (self, report);
      return;
    }
  /* A dialog that has just closed leaves no window with the focus for a moment. */
  g_set_object (&self->report, report);
  if (self->timeout == 0)
    self->timeout = g_timeout_add (FOCUS_MS, focus_settled_cb, self);
}

static void
run_started_cb (FreshetNotifier *self)
{
  forget (self);
  g_application_withdraw_notification (G_APPLICATION (self->application), ID);
}

static void
freshet_notifier_dispose (GObject *object)
{
  FreshetNotifier *self = FRESHET_NOTIFIER (object);

  forget (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (freshet_notifier_parent_class)->dispose (object);
}

static void
freshet_notifier_class_init (FreshetNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_notifier_dispose;
}

static void
freshet_notifier_init (FreshetNotifier *self)
{
}

/**
 * freshet_notifier_new:
 * @application: the program, which lives longer than this
 * @queue: whose runs it tells of
 * @settings: the settings of the program
 *
 * Tells of each run that ends while no window of the program is looked at, once for all its files.
 *
 * Returns: (transfer full): a notifier, which does its work until it is freed
 */
FreshetNotifier *
freshet_notifier_new (GtkApplication *application, FreshetQueue *queue, GSettings *settings)
{
  FreshetNotifier *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (
      queue, "run-started", G_CALLBACK (run_started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      queue, "run-finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
  return self;
}
