/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-input-meter.h"

/* So many presses are remembered: more than anybody makes into a freeze. */
#define N_PRESSES 512
#define UNKNOWN (-1)

typedef struct
{
  gint64 happened;
  gint64 handled;
  gint64 painted; /* UNKNOWN until it is */
} Press;

/**
 * FreshetInputMeter:
 *
 * Measures how late a window answers: from when a button or a key was pressed, to when the program
 * got to know, to when it had painted what came of it. Times are microseconds of
 * `g_get_monotonic_time ()`.
 */
struct _FreshetInputMeter
{
  GObject parent_instance;

  FreshetInputGuard *guard; /* owned */
  GtkWidget *window;        /* weak */
  GdkFrameClock *clock;     /* owned, nullable: while something waits to be painted */

  Press presses[N_PRESSES];
  guint64 n_presses; /* in all; the last N_PRESSES of them are kept */
  guint64 n_painted; /* those before this one are painted */
};

enum
{
  PAINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FreshetInputMeter, freshet_input_meter, G_TYPE_OBJECT)

static void
forget_clock (FreshetInputMeter *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

static void
after_paint_cb (FreshetInputMeter *self)
{
  gint64 now = g_get_monotonic_time ();

  forget_clock (self);
  for (; self->n_painted < self->n_presses; self->n_painted++)
    self->presses[self->n_painted % N_PRESSES].painted = now;
  g_signal_emit (self, signals[PAINTED], 0);
}

/* What came of it may be nothing: a frame is asked for, to know when it would have been seen. */
static void
wait_for_paint (FreshetInputMeter *self)
{
  GdkFrameClock *clock = self->window != NULL ? gtk_widget_get_frame_clock (self->window) : NULL;

  if (clock == NULL || self->clock != NULL)
    return;
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static void
pressed_cb (FreshetInputMeter *self, GdkEvent *event, gint64 happened)
{
  self->presses[self->n_presses++ % N_PRESSES]
      = (Press){ .happened = happened, .handled = g_get_monotonic_time (), .painted = UNKNOWN };
  wait_for_paint (self);
}

static const Press *
find (FreshetInputMeter *self, guint64 press)
{
  return press < self->n_presses && self->n_presses - press <= N_PRESSES
             ? &self->presses[press % N_PRESSES]
             : NULL;
}

static void
freshet_input_meter_dispose (GObject *object)
{
  FreshetInputMeter *self = FRESHET_INPUT_METER (object);

  forget_clock (self);
  if (self->guard != NULL)
    g_signal_handlers_disconnect_by_data (self->guard, self);
  g_clear_object (&self->guard);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (freshet_input_meter_parent_class)->dispose (object);
}

static void
freshet_input_meter_class_init (FreshetInputMeterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_input_meter_dispose;

  /**
   * FreshetInputMeter::painted:
   *
   * Emitted when all that was pressed so far has been painted.
   */
  signals[PAINTED] = g_signal_new (
      "painted", FRESHET_TYPE_INPUT_METER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
freshet_input_meter_init (FreshetInputMeter *self)
{
}

/**
 * freshet_input_meter_new:
 * @guard: what sees the input of @window first
 * @window: the window that paints
 *
 * Returns: (transfer full): a meter of what is pressed from now on
 */
FreshetInputMeter *
freshet_input_meter_new (FreshetInputGuard *guard, GtkWidget *window)
{
  FreshetInputMeter *self;

  g_return_val_if_fail (FRESHET_IS_INPUT_GUARD (guard), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  self = g_object_new (FRESHET_TYPE_INPUT_METER, NULL);
  self->guard = g_object_ref (guard);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_swapped (guard, "pressed", G_CALLBACK (pressed_cb), self);
  return self;
}

/**
 * freshet_input_meter_get_guard:
 * @self: a meter
 *
 * Returns: (transfer none): what sees the input first
 */
FreshetInputGuard *
freshet_input_meter_get_guard (FreshetInputMeter *self)
{
  g_return_val_if_fail (FRESHET_IS_INPUT_METER (self), NULL);

  return self->guard;
}

/**
 * freshet_input_meter_get_last:
 * @self: a meter
 *
 * Returns: the number of the last press, %G_MAXUINT64 if there was none
 */
guint64
freshet_input_meter_get_last (FreshetInputMeter *self)
{
  g_return_val_if_fail (FRESHET_IS_INPUT_METER (self), G_MAXUINT64);

  return self->n_presses - 1;
}

/**
 * freshet_input_meter_get_delay:
 * @self: a meter
 * @press: the number of a press
 *
 * Returns: from when it happened until it was painted, or -1 if it is not yet painted, or forgotten
 */
gint64
freshet_input_meter_get_delay (FreshetInputMeter *self, guint64 press)
{
  const Press *found;

  g_return_val_if_fail (FRESHET_IS_INPUT_METER (self), -1);

  found = find (self, press);
  return found != NULL && found->painted != UNKNOWN ? found->painted - found->happened : -1;
}

/**
 * freshet_input_meter_fill_report:
 * @self: a meter
 * @report: a run of this process that has ended
 *
 * Adds to the timeline of a run what was pressed during it, whenever it was answered. Does nothing if
 * the run has none.
 */
void
freshet_input_meter_fill_report (FreshetInputMeter *self, FreshetReport *report)
{
  FreshetTimeline *timeline;
  guint64 first;
  gint64 end;

  g_return_if_fail (FRESHET_IS_INPUT_METER (self));
  g_return_if_fail (FRESHET_IS_REPORT (report));

  timeline = freshet_report_get_timeline (report);
  if (timeline == NULL)
    return;

  end = timeline->origin + (gint64) (freshet_report_get_elapsed (report) * G_USEC_PER_SEC);
  first = self->n_presses > N_PRESSES ? self->n_presses - N_PRESSES : 0;
  for (guint64 i = first; i < self->n_presses; i++)
    {
      const Press *press = find (self, i);

      if (press->happened >= timeline->origin && press->happened <= end)
        freshet_timeline_add_input (timeline, press->happened, press->handled, press->painted);
    }
}
