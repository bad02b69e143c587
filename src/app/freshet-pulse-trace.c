/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-pulse-trace.h"

#include <math.h>

#include "freshet-figures-text.h"
#include "freshet-palette.h"

#define SPEED 40.0 /* pixels a second */
#define BEAT (G_USEC_PER_SEC / 2)
#define WARNING 50000
#define FREEZE 100000
#define N_SAMPLES 8192 /* a width of 1000 pixels, at 240 frames a second, and some more */
#define MIN_WIDTH 48
#define NAT_WIDTH 160
#define HEIGHT 28

typedef struct
{
  gint64 time;
  gint64 late;
  gboolean is_beat;
} Sample;

/**
 * FreshetPulseTrace:
 *
 * The last seconds of the main loop, like a heart's: a beat each half second for as long as the loop
 * answers, drawn when it answers; spikes where it was late; and a flat block where it was frozen.
 */
struct _FreshetPulseTrace
{
  GtkWidget parent_instance;

  Sample *samples; /* owned, a ring */
  guint n_samples; /* in all; the last N_SAMPLES of them are kept */
  gint64 shown;
};

G_DEFINE_FINAL_TYPE (FreshetPulseTrace, freshet_pulse_trace, GTK_TYPE_WIDGET)

typedef struct
{
  cairo_t *cr;
  double width;
  double height;
  gint64 shown;
} Drawing;

static double
x_of (const Drawing *drawing, gint64 time)
{
  return drawing->width - (double) (drawing->shown - time) / G_USEC_PER_SEC * SPEED;
}

static double
y_of (const Drawing *drawing, double level)
{
  return drawing->height * (0.65 - 0.6 * level);
}

/* The last sample that is out of sight, or the first that there is. */
static guint
find_first (FreshetPulseTrace *self, const Drawing *drawing)
{
  guint oldest = self->n_samples > N_SAMPLES ? self->n_samples - N_SAMPLES : 0;
  guint first = self->n_samples;

  while (first > oldest)
    {
      first--;
      if (x_of (drawing, self->samples[first % N_SAMPLES].time) < 0)
        break;
    }
  return first;
}

static void
add_beat (const Drawing *drawing, double x, double level)
{
  cairo_line_to (drawing->cr, x - 5, y_of (drawing, 0));
  cairo_line_to (drawing->cr, x - 2, y_of (drawing, MAX (level, 0.8)));
  cairo_line_to (drawing->cr, x + 1, y_of (drawing, -0.4));
  cairo_line_to (drawing->cr, x + 3, y_of (drawing, 0));
}

static void
draw_line (FreshetPulseTrace *self, const Drawing *drawing, const GdkRGBA *color)
{
  gboolean is_down = FALSE;

  for (guint i = find_first (self, drawing); i < self->n_samples; i++)
    {
      const Sample *sample = &self->samples[i % N_SAMPLES];
      double level = sqrt (CLAMP ((double) sample->late / FREEZE, 0, 1));
      double x = x_of (drawing, sample->time);

      if (sample->late >= FREEZE)
        is_down = FALSE;
      if (!is_down)
        cairo_move_to (drawing->cr, x, y_of (drawing, 0));
      else if (sample->is_beat)
        add_beat (drawing, x, level);
      else
        cairo_line_to (drawing->cr, x, y_of (drawing, level));
      is_down = TRUE;
    }

  gdk_cairo_set_source_rgba (drawing->cr, color);
  cairo_set_line_width (drawing->cr, 1.5);
  cairo_set_line_join (drawing->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (drawing->cr);
}

static void
draw_length (FreshetPulseTrace *self, const Drawing *drawing, double x, double width, gint64 length)
{
  g_autofree char *text = freshet_figures_text_duration ((double) length / G_USEC_PER_SEC);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int text_width;
  int text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  if (text_width + 8 > width)
    return;
  cairo_set_source_rgb (drawing->cr, 1, 1, 1);
  cairo_move_to (drawing->cr, x + (width - text_width) / 2, (drawing->height - text_height) / 2);
  pango_cairo_show_layout (drawing->cr, layout);
}

static void
draw_stalls (FreshetPulseTrace *self,
             const Drawing *drawing,
             const GdkRGBA *freeze_color,
             const GdkRGBA *warning_color)
{
  for (guint i = find_first (self, drawing); i < self->n_samples; i++)
    {
      const Sample *sample = &self->samples[i % N_SAMPLES];
      double left = MAX (0, x_of (drawing, sample->time - sample->late));
      double width = MAX (2, x_of (drawing, sample->time) - left);

      if (sample->late < WARNING)
        continue;
      gdk_cairo_set_source_rgba (drawing->cr, sample->late < FREEZE ? warning_color : freeze_color);
      cairo_rectangle (drawing->cr, left, 0, width, drawing->height);
      cairo_fill (drawing->cr);
      if (sample->late >= FREEZE)
        draw_length (self, drawing, left, width, sample->late);
    }
}

static void
freshet_pulse_trace_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FreshetPulseTrace *self = FRESHET_PULSE_TRACE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA line_color = freshet_palette_look_up (widget, "accent_color");
  GdkRGBA freeze_color = freshet_palette_look_up (widget, "destructive_bg_color");
  GdkRGBA warning_color = freshet_palette_look_up (widget, "warning_bg_color");
  Drawing drawing = { .width = width, .height = height, .shown = self->shown };

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  drawing.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_stalls (self, &drawing, &freeze_color, &warning_color);
  draw_line (self, &drawing, &line_color);
  cairo_destroy (drawing.cr);
  gtk_snapshot_pop (snapshot);
}

static void
freshet_pulse_trace_measure (GtkWidget *widget,
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
freshet_pulse_trace_finalize (GObject *object)
{
  g_free (FRESHET_PULSE_TRACE (object)->samples);

  G_OBJECT_CLASS (freshet_pulse_trace_parent_class)->finalize (object);
}

static void
freshet_pulse_trace_class_init (FreshetPulseTraceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = freshet_pulse_trace_finalize;
  widget_class->snapshot = freshet_pulse_trace_snapshot;
  widget_class->measure = freshet_pulse_trace_measure;
  gtk_widget_class_set_css_name (widget_class, "pulsetrace");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
freshet_pulse_trace_init (FreshetPulseTrace *self)
{
  self->samples = g_new (Sample, N_SAMPLES);
}

/**
 * freshet_pulse_trace_new:
 *
 * Returns: (transfer floating): a trace with nothing in it
 */
GtkWidget *
freshet_pulse_trace_new (void)
{
  return g_object_new (FRESHET_TYPE_PULSE_TRACE, NULL);
}

/**
 * freshet_pulse_trace_add:
 * @self: a trace
 * @now: a time at which the loop answered, microseconds
 * @late: how much later that was than it should have been, microseconds
 *
 * Notes a sign of life. It is drawn by freshet_pulse_trace_show().
 */
void
freshet_pulse_trace_add (FreshetPulseTrace *self, gint64 now, gint64 late)
{
  gint64 last;

  g_return_if_fail (FRESHET_IS_PULSE_TRACE (self));

  last = self->n_samples > 0 ? self->samples[(self->n_samples - 1) % N_SAMPLES].time : now;
  self->samples[self->n_samples % N_SAMPLES] = (Sample){
    .time = now,
    .late = MAX (late, 0),
    .is_beat = now / BEAT != last / BEAT,
  };
  self->n_samples++;
}

/**
 * freshet_pulse_trace_show:
 * @self: a trace
 * @now: the time at its right edge, microseconds
 *
 * Moves the trace along.
 */
void
freshet_pulse_trace_show (FreshetPulseTrace *self, gint64 now)
{
  g_return_if_fail (FRESHET_IS_PULSE_TRACE (self));

  self->shown = now;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * freshet_pulse_trace_clear:
 * @self: a trace
 *
 * Forgets all, when the time that follows has nothing to do with what was before.
 */
void
freshet_pulse_trace_clear (FreshetPulseTrace *self)
{
  g_return_if_fail (FRESHET_IS_PULSE_TRACE (self));

  self->n_samples = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
