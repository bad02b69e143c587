/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch-trace.h"

#include "freshet-palette.h"

#define SPAN (8 * G_USEC_PER_SEC)
#define PERIOD (G_USEC_PER_SEC * 4 / 5)
#define MIN_WIDTH 120
#define NAT_WIDTH 320
#define HEIGHT 96

/**
 * FreshetWatchTrace:
 *
 * The last eight seconds of another process, as a line that lives while its main thread answers, is
 * flat while it does not, and ends where the process has ended.
 */
struct _FreshetWatchTrace
{
  GtkWidget parent_instance;

  FreshetWatchLog *log; /* not owned, nullable */
  gint64 now;
};

G_DEFINE_FINAL_TYPE (FreshetWatchTrace, freshet_watch_trace, GTK_TYPE_WIDGET)

/* One heartbeat: how high the line is, 1 up and -1 down, at which part of its time. */
static const struct
{
  double at;
  double level;
} heartbeat[] = {
  { 0.00, 0.00 }, { 0.10, 0.12 }, { 0.20, 0.00 }, { 0.28, 0.00 }, { 0.31, -0.15 }, { 0.36, 1.00 },
  { 0.41, -0.5 }, { 0.45, 0.00 }, { 0.60, 0.00 }, { 0.70, 0.22 }, { 0.80, 0.00 },  { 1.00, 0.00 },
};

static double
get_level (gint64 time)
{
  double at = (double) (time % PERIOD) / PERIOD;
  guint i = 1;

  while (heartbeat[i].at <= at)
    i++;
  return heartbeat[i - 1].level
         + (heartbeat[i].level - heartbeat[i - 1].level) * (at - heartbeat[i - 1].at)
               / (heartbeat[i].at - heartbeat[i - 1].at);
}

/* The next time after this one at which the line of life bends. */
static gint64
get_next_bend (gint64 time)
{
  gint64 start = time - time % PERIOD;
  guint i = 1;

  while (start + (gint64) (heartbeat[i].at * PERIOD) <= time)
    i++;
  return start + (gint64) (heartbeat[i].at * PERIOD);
}

static void
add_point (FreshetWatchTrace *self, cairo_t *cr, gint64 time, FreshetWatchLine line)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double level = line == FRESHET_WATCH_LINE_ALIVE ? get_level (time) : 0;

  cairo_line_to (cr,
                 width * (1 - (double) (self->now - time) / SPAN),
                 height * (0.64 - 0.54 * level));
}

/* Adds those parts of the line to the path that are as wanted. The log is asked at each pixel, but
 * there are points only where the line bends: without a graphics card, each of them costs. */
static void
add_parts (FreshetWatchTrace *self, cairo_t *cr, FreshetWatchLine wanted)
{
  gint64 step = SPAN / MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  gboolean is_down = FALSE;
  gint64 bend = 0;

  for (gint64 time = self->now - SPAN; time <= self->now; time += step)
    {
      gboolean is_wanted = freshet_watch_log_get_line (self->log, time) == wanted;

      for (; is_down && bend < time; bend = get_next_bend (bend))
        add_point (self, cr, bend, wanted);
      if (is_wanted != is_down)
        {
          if (is_wanted)
            cairo_new_sub_path (cr);
          add_point (self, cr, time, wanted);
          bend = get_next_bend (time);
        }
      is_down = is_wanted;
    }
  if (is_down)
    add_point (self, cr, self->now, wanted);
}

static void
freshet_watch_trace_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FreshetWatchTrace *self = FRESHET_WATCH_TRACE (widget);
  GdkRGBA alive_color = freshet_palette_look_up (widget, "success_color");
  GdkRGBA flat_color = freshet_palette_look_up (widget, "error_color");
  cairo_t *cr;

  if (self->log == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0,
                                                       0,
                                                       (float) gtk_widget_get_width (widget),
                                                       (float) gtk_widget_get_height (widget)));
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  add_parts (self, cr, FRESHET_WATCH_LINE_ALIVE);
  gdk_cairo_set_source_rgba (cr, &alive_color);
  cairo_stroke (cr);
  add_parts (self, cr, FRESHET_WATCH_LINE_FLAT);
  gdk_cairo_set_source_rgba (cr, &flat_color);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
freshet_watch_trace_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gboolean is_horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_horizontal ? MIN_WIDTH : HEIGHT;
  *natural = is_horizontal ? NAT_WIDTH : HEIGHT;
}

static void
freshet_watch_trace_class_init (FreshetWatchTraceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = freshet_watch_trace_snapshot;
  widget_class->measure = freshet_watch_trace_measure;
  gtk_widget_class_set_css_name (widget_class, "watchtrace");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
freshet_watch_trace_init (FreshetWatchTrace *self)
{
}

/**
 * freshet_watch_trace_show_log:
 * @self: a trace
 * @log: what to draw, which has to live as long as the trace
 * @now: the time at its right edge, microseconds
 */
void
freshet_watch_trace_show_log (FreshetWatchTrace *self, FreshetWatchLog *log, gint64 now)
{
  g_return_if_fail (FRESHET_IS_WATCH_TRACE (self));

  self->log = log;
  self->now = now;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
