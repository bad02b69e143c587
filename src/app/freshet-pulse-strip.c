/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-pulse-strip.h"

#include "freshet-figures-text.h"
#include "freshet-pulse-trace.h"
#include "freshet-ticker.h"

#define IDLE_MS 500
#define LABEL_INTERVAL (G_USEC_PER_SEC / 2)

#define CALIBRATION_FRAMES 40
#define WATCH_MS 250

/* Just below painting: when this runs, and a frame that is wanted was not painted, then it is the
 * display that does not ask for one, and not the program that does not get to it. */
#define WATCH_PRIORITY (GDK_PRIORITY_REDRAW + 10)

typedef enum
{
  STATE_HIDDEN,
  STATE_CALIBRATING,
  STATE_IDLE,
  STATE_RUNNING,
} State;

/**
 * FreshetPulseStrip:
 *
 * The strip at the foot of the window: the trace of its main loop, and what was measured. It counts
 * frames while a run is on and the window is in sight; between runs it moves twice a second, and not
 * at all while nobody can see it.
 */
struct _FreshetPulseStrip
{
  GtkWidget parent_instance;

  FreshetPulse *pulse; /* owned, nullable */
  GdkSurface *surface; /* owned, nullable: the one of the window, while the strip is mapped */
  FreshetFrameMeter meter;
  State state;
  gboolean is_running;
  guint tick;
  guint timer; /* of the idle state */
  guint watch; /* of the running state */
  gint64 last; /* sign of life, microseconds; 0 if there was none since the state was entered */
  guint n_ticks;
  guint n_ticks_watched;
  gint64 step; /* of the ticker, in which the trace was shown */
  gint64 label_updated;
  guint64 label_shown;
  GArray *times; /* owned, of gint64: when the frames of the run were painted */

  /* From the template. */
  GtkWidget *box;
  FreshetPulseTrace *trace;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FreshetPulseStrip, freshet_pulse_strip, GTK_TYPE_WIDGET)

static void
update_label (FreshetPulseStrip *self, gint64 now)
{
  FreshetFrames frames = freshet_frame_meter_get (&self->meter);
  double seconds = (double) (now - self->label_updated) / G_USEC_PER_SEC;
  double fps = seconds > 0 ? (double) (frames.shown - self->label_shown) / seconds : 0;
  FreshetLoopFigures figures;
  g_autofree char *text = NULL;

  freshet_pulse_get_figures (self->pulse, &figures);
  text = freshet_figures_text_running ((guint) (fps + 0.5),
                                       figures.longest_freeze_ms,
                                       frames.missed);
  gtk_label_set_label (self->label, text);
  self->label_updated = now;
  self->label_shown = frames.shown;
}

static void
add_frame (FreshetPulseStrip *self, gint64 now)
{
  gint64 refresh = freshet_frame_meter_get_refresh (&self->meter);

  if (self->times->len < FRESHET_TIMELINE_MOST)
    g_array_append_val (self->times, now);
  freshet_frame_meter_add (&self->meter, now);
  freshet_pulse_trace_add (self->trace, now, self->last > 0 ? now - self->last - refresh : 0);
  self->last = now;
}

static void set_state (FreshetPulseStrip *self, State state);

static void
calibrate (FreshetPulseStrip *self, gint64 now)
{
  if (self->last > 0)
    freshet_frame_meter_calibrate (&self->meter, now - self->last);
  self->last = now;
  if (self->n_ticks >= CALIBRATION_FRAMES)
    set_state (self, STATE_IDLE);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  FreshetPulseStrip *self = FRESHET_PULSE_STRIP (widget);
  gint64 now = g_get_monotonic_time ();
  gboolean label_is_due = now - self->label_updated >= LABEL_INTERVAL;
  gint64 step = freshet_ticker_get_step (clock);
  gboolean trace_is_due = step != self->step && freshet_ticker_is_animated (widget);

  self->n_ticks++;
  if (self->state == STATE_CALIBRATING)
    {
      calibrate (self, now);
      return self->state == STATE_CALIBRATING ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
    }

  add_frame (self, now);
  if (label_is_due)
    update_label (self, now);
  if (label_is_due || trace_is_due)
    {
      freshet_pulse_trace_show (self->trace, now);
      self->step = step;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
idle_cb (gpointer user_data)
{
  FreshetPulseStrip *self = user_data;
  gint64 now = g_get_monotonic_time ();

  freshet_pulse_trace_add (self->trace,
                           now,
                           self->last > 0 ? now - self->last - IDLE_MS * G_TIME_SPAN_MILLISECOND
                                          : 0);
  freshet_pulse_trace_show (self->trace, now);
  self->last = now;
  return G_SOURCE_CONTINUE;
}

static gboolean
watch_cb (gpointer user_data)
{
  FreshetPulseStrip *self = user_data;

  if (self->n_ticks == self->n_ticks_watched)
    {
      freshet_frame_meter_pause (&self->meter);
      self->last = 0;
    }
  self->n_ticks_watched = self->n_ticks;
  return G_SOURCE_CONTINUE;
}

static void
leave_state (FreshetPulseStrip *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->watch, g_source_remove);
}

static void
set_state (FreshetPulseStrip *self, State state)
{
  if (self->state == state)
    return;

  leave_state (self);
  self->state = state;
  self->last = 0;
  self->n_ticks = 0;
  self->n_ticks_watched = 0;
  freshet_frame_meter_pause (&self->meter);

  switch (state)
    {
    case STATE_HIDDEN:
      freshet_pulse_trace_clear (self->trace);
      break;
    case STATE_IDLE:
      self->timer = g_timeout_add (IDLE_MS, idle_cb, self);
      break;
    case STATE_RUNNING:
      self->watch = g_timeout_add_full (WATCH_PRIORITY, WATCH_MS, watch_cb, self, NULL);
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
      break;
    case STATE_CALIBRATING:
    default:
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
      break;
    }
}

static void
update_state (FreshetPulseStrip *self)
{
  gboolean is_visible
      = self->surface != NULL
        && (gdk_toplevel_get_state (GDK_TOPLEVEL (self->surface)) & GDK_TOPLEVEL_STATE_MINIMIZED)
               == 0;

  if (!is_visible)
    set_state (self, STATE_HIDDEN);
  else if (self->is_running)
    set_state (self, STATE_RUNNING);
  else if (self->state == STATE_HIDDEN)
    set_state (self, STATE_CALIBRATING);
  else if (self->state == STATE_RUNNING)
    set_state (self, STATE_IDLE);
}

static void
freshet_pulse_strip_map (GtkWidget *widget)
{
  FreshetPulseStrip *self = FRESHET_PULSE_STRIP (widget);

  GTK_WIDGET_CLASS (freshet_pulse_strip_parent_class)->map (widget);

  self->surface = g_object_ref (gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_swapped (self->surface, "notify::state", G_CALLBACK (update_state), self);
  update_state (self);
}

static void
freshet_pulse_strip_unmap (GtkWidget *widget)
{
  FreshetPulseStrip *self = FRESHET_PULSE_STRIP (widget);

  g_signal_handlers_disconnect_by_func (self->surface, update_state, self);
  g_clear_object (&self->surface);
  update_state (self);

  GTK_WIDGET_CLASS (freshet_pulse_strip_parent_class)->unmap (widget);
}

static void
freshet_pulse_strip_dispose (GObject *object)
{
  FreshetPulseStrip *self = FRESHET_PULSE_STRIP (object);

  leave_state (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_PULSE_STRIP);
  g_clear_object (&self->pulse);
  g_clear_pointer (&self->times, g_array_unref);

  G_OBJECT_CLASS (freshet_pulse_strip_parent_class)->dispose (object);
}

static void
freshet_pulse_strip_class_init (FreshetPulseStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_pulse_strip_dispose;
  widget_class->map = freshet_pulse_strip_map;
  widget_class->unmap = freshet_pulse_strip_unmap;

  g_type_ensure (FRESHET_TYPE_PULSE_TRACE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-pulse-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetPulseStrip, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetPulseStrip, trace);
  gtk_widget_class_bind_template_child (widget_class, FreshetPulseStrip, label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_pulse_strip_init (FreshetPulseStrip *self)
{
  freshet_frame_meter_init (&self->meter);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_pulse_strip_set_pulse:
 * @self: a strip
 * @pulse: where the freezes are measured
 *
 * To be called once.
 */
void
freshet_pulse_strip_set_pulse (FreshetPulseStrip *self, FreshetPulse *pulse)
{
  g_return_if_fail (FRESHET_IS_PULSE_STRIP (self));
  g_return_if_fail (FRESHET_IS_PULSE (pulse));
  g_return_if_fail (self->pulse == NULL);

  self->pulse = g_object_ref (pulse);
}

/**
 * freshet_pulse_strip_begin:
 * @self: a strip
 *
 * A run begins: from now on frames are counted.
 */
void
freshet_pulse_strip_begin (FreshetPulseStrip *self)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (FRESHET_IS_PULSE_STRIP (self));

  self->is_running = TRUE;
  update_state (self);
  if (self->state == STATE_RUNNING)
    add_frame (self, now);
  freshet_frame_meter_reset (&self->meter);
  g_array_set_size (self->times, 0);
  self->label_updated = now;
  self->label_shown = 0;
}

/**
 * freshet_pulse_strip_end:
 * @self: a strip
 * @loop: (nullable): what is said of the run wherever else it is told of, to say the same; %NULL if
 *   the main loop was not measured
 * @frames: (out caller-allocates): what was counted since the run began
 *
 * A run ends. What has passed since the last frame counts too: in blocking mode that is all of it.
 *
 * Returns: whether frames were counted; %FALSE if the window could not be seen
 */
gboolean
freshet_pulse_strip_end (FreshetPulseStrip *self,
                         const FreshetLoopFigures *loop,
                         FreshetFrames *frames)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (FRESHET_IS_PULSE_STRIP (self), FALSE);
  g_return_val_if_fail (frames != NULL, FALSE);

  if (self->state == STATE_RUNNING)
    {
      add_frame (self, now);
      freshet_pulse_trace_show (self->trace, now);
    }
  *frames = freshet_frame_meter_get (&self->meter);
  self->is_running = FALSE;
  update_state (self);
  if (loop != NULL)
    text = freshet_figures_text_last (loop->longest_freeze_ms, frames->shown > 0 ? frames : NULL);
  if (text != NULL)
    gtk_label_set_label (self->label, text);
  return frames->shown > 0;
}

/**
 * freshet_pulse_strip_fill_report:
 * @self: a strip
 * @report: a run that ends now
 *
 * Ends a run, as freshet_pulse_strip_end() does, and adds to its report the frames that were counted.
 */
void
freshet_pulse_strip_fill_report (FreshetPulseStrip *self, FreshetReport *report)
{
  FreshetTimeline *timeline;
  FreshetFrames frames;

  g_return_if_fail (FRESHET_IS_PULSE_STRIP (self));
  g_return_if_fail (FRESHET_IS_REPORT (report));

  if (!freshet_pulse_strip_end (self, freshet_report_get_loop (report), &frames))
    return;
  freshet_report_set_frames (report, &frames);
  timeline = freshet_report_get_timeline (report);
  if (timeline != NULL)
    freshet_timeline_set_frames (timeline,
                                 (const gint64 *) (gpointer) self->times->data,
                                 self->times->len);
}
