/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch-window.h"

#include <glib-unix.h>
#include <glib/gstdio.h>

#include "freshet-beacon.h"
#include "freshet-watch-log.h"
#include "freshet-watch-text.h"
#include "freshet-watch-trace.h"

#define N_BEATS 64

/* How often the window takes what has come, and changes: often enough to be alive, and no more, since
 * what watches must not slow down what it watches. It does not wake up for each beat. The other is for
 * those who want nothing to move. */
#define INTERVAL_MS 50
#define STILL_INTERVAL (G_USEC_PER_SEC / 4)

/**
 * FreshetWatchWindow:
 *
 * What a second process shows of the first: whether its main thread answers, and for how long it has
 * not. It outlives what it watches.
 */
struct _FreshetWatchWindow
{
  AdwApplicationWindow parent_instance;

  int fd;               /* owned, -1 once the other end is closed */
  FreshetWatchLog *log; /* owned */
  FreshetWatchCondition condition;
  gint64 shown; /* when the window last changed */
  guint timer;

  /* From the template. */
  GtkLabel *stopwatch_label;
  GtkLabel *title_label;
  GtkLabel *detail_label;
  FreshetWatchTrace *trace;
};

G_DEFINE_FINAL_TYPE (FreshetWatchWindow, freshet_watch_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_silent (FreshetWatchCondition condition)
{
  return condition == FRESHET_WATCH_CONDITION_SILENT
         || condition == FRESHET_WATCH_CONDITION_NOT_RESPONDING
         || condition == FRESHET_WATCH_CONDITION_STOPPED;
}

static void
show_condition (FreshetWatchWindow *self, FreshetWatchCondition condition)
{
  g_autofree char *detail
      = freshet_watch_text_detail (condition, freshet_watch_log_get_last_silence (self->log));

  self->condition = condition;
  gtk_label_set_label (self->title_label, freshet_watch_text_title (condition));
  gtk_label_set_label (self->detail_label, detail);
  if (is_silent (condition))
    gtk_widget_add_css_class (GTK_WIDGET (self), "silent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "silent");
}

static void
update (FreshetWatchWindow *self, gint64 now)
{
  FreshetWatchCondition condition = freshet_watch_log_get_condition (self->log, now);
  g_autofree char *stopwatch
      = freshet_watch_text_stopwatch (condition, freshet_watch_log_get_silence (self->log, now));

  self->shown = now;
  if (condition != self->condition)
    show_condition (self, condition);
  gtk_label_set_label (self->stopwatch_label, stopwatch);
  freshet_watch_trace_show_log (self->trace, self->log, now);
}

static void
close_fd (FreshetWatchWindow *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  self->fd = -1;
}

/* The line stays as it was when the other process ended. */
static void
end (FreshetWatchWindow *self)
{
  gint64 now = g_get_monotonic_time ();

  close_fd (self);
  freshet_watch_log_end (self->log, now);
  update (self, now);
}

/* Returns whether the other end is still there. */
static gboolean
receive (FreshetWatchWindow *self)
{
  g_autoptr (GError) error = NULL;
  FreshetBeat beats[N_BEATS];
  gssize n_beats;

  while ((n_beats = freshet_beacon_receive (self->fd, beats, N_BEATS, &error)) > 0)
    for (gssize i = 0; i < n_beats; i++)
      freshet_watch_log_add (self->log, &beats[i]);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

static gboolean
timer_cb (gpointer user_data)
{
  FreshetWatchWindow *self = FRESHET_WATCH_WINDOW (user_data);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gboolean is_animated;
  gint64 now;

  if (!receive (self))
    {
      self->timer = 0;
      end (self);
      return G_SOURCE_REMOVE;
    }

  now = g_get_monotonic_time ();
  g_object_get (settings, "gtk-enable-animations", &is_animated, NULL);
  if (is_animated || now - self->shown >= STILL_INTERVAL)
    update (self, now);
  return G_SOURCE_CONTINUE;
}

static void
freshet_watch_window_dispose (GObject *object)
{
  FreshetWatchWindow *self = FRESHET_WATCH_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  close_fd (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_WATCH_WINDOW);

  G_OBJECT_CLASS (freshet_watch_window_parent_class)->dispose (object);
}

static void
freshet_watch_window_finalize (GObject *object)
{
  freshet_watch_log_free (FRESHET_WATCH_WINDOW (object)->log);

  G_OBJECT_CLASS (freshet_watch_window_parent_class)->finalize (object);
}

static void
freshet_watch_window_class_init (FreshetWatchWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_watch_window_dispose;
  object_class->finalize = freshet_watch_window_finalize;

  g_type_ensure (FRESHET_TYPE_WATCH_TRACE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-watch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetWatchWindow, stopwatch_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetWatchWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetWatchWindow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetWatchWindow, trace);
}

static void
freshet_watch_window_init (FreshetWatchWindow *self)
{
  self->fd = -1;
  self->log = freshet_watch_log_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_condition (self, FRESHET_WATCH_CONDITION_UNKNOWN);
}

/**
 * freshet_watch_window_new:
 * @application: the watching program
 * @fd: (transfer full): the end of a beacon's pipe that is read from
 *
 * Returns: (transfer none): a window, not yet shown
 */
FreshetWatchWindow *
freshet_watch_window_new (GtkApplication *application, int fd)
{
  FreshetWatchWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (fd >= 0, NULL);

  self = g_object_new (FRESHET_TYPE_WATCH_WINDOW, "application", application, NULL);
  self->fd = fd;
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  self->timer = g_timeout_add (INTERVAL_MS, timer_cb, self);
  return self;
}
