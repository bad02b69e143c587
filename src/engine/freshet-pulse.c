/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-pulse.h"

#include "freshet-loop-meter.h"
#include "freshet-probe.h"

/* GDK_PRIORITY_REDRAW, which the engine cannot see: G_PRIORITY_HIGH_IDLE + 20. */
#define PAINT_PRIORITY (G_PRIORITY_HIGH_IDLE + 20)

struct _FreshetPulse
{
  GObject parent_instance;

  GMainContext *context;
  FreshetProbe *input;
  FreshetProbe *paint;
  FreshetLoopMeter *meter;

  GThread *thread;

  GMutex mutex; /* for the fields below, up to the next mutex */
  GCond cond;
  gboolean stopping;
  gint64 interval;
  gint64 measured; /* before the last start */
  gint64 started;  /* 0 while stopped */

  GMutex beat_mutex; /* held while the function is called */
  FreshetBeatFunc beat_func;
  gpointer beat_data;
  GDestroyNotify beat_destroy;
};

G_DEFINE_FINAL_TYPE (FreshetPulse, freshet_pulse, G_TYPE_OBJECT)

static gint64
get_silence (FreshetPulse *self, gint64 now, gint64 interval)
{
  gint64 age
      = MAX (freshet_probe_get_age (self->input, now), freshet_probe_get_age (self->paint, now));

  return age > interval ? age : 0;
}

static void
beat (FreshetPulse *self, gint64 now, gint64 interval)
{
  freshet_probe_post (self->input, now, interval);
  freshet_probe_post (self->paint, now, interval);

  g_mutex_lock (&self->beat_mutex);
  if (self->beat_func != NULL)
    self->beat_func (now, get_silence (self, now, interval), self->beat_data);
  g_mutex_unlock (&self->beat_mutex);
}

/* Beats come at fixed times, not an interval after the work of the one before: the pace does not
 * drift. What came too late is left out. */
static gpointer
heartbeat (gpointer data)
{
  FreshetPulse *self = data;
  gint64 deadline = g_get_monotonic_time ();

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      gint64 interval = self->interval;
      gint64 now;

      g_mutex_unlock (&self->mutex);
      now = g_get_monotonic_time ();
      beat (self, now, interval);
      deadline += interval * (1 + MAX (0, now - deadline) / interval);
      g_mutex_lock (&self->mutex);

      while (!self->stopping && self->interval == interval)
        if (!g_cond_wait_until (&self->cond, &self->mutex, deadline))
          break;
      if (self->interval != interval)
        deadline = g_get_monotonic_time ();
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
freshet_pulse_finalize (GObject *object)
{
  FreshetPulse *self = FRESHET_PULSE (object);

  freshet_pulse_stop (self);
  freshet_pulse_set_beat_func (self, NULL, NULL, NULL);
  g_clear_pointer (&self->input, freshet_probe_free);
  g_clear_pointer (&self->paint, freshet_probe_free);
  g_clear_pointer (&self->meter, freshet_loop_meter_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->beat_mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (freshet_pulse_parent_class)->finalize (object);
}

static void
freshet_pulse_class_init (FreshetPulseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = freshet_pulse_finalize;
}

static void
freshet_pulse_init (FreshetPulse *self)
{
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->beat_mutex);
  g_cond_init (&self->cond);
}

/**
 * freshet_pulse_new:
 * @context: (nullable): the main context to watch, %NULL for the default one
 *
 * Returns: (transfer full): a pulse that is stopped
 */
FreshetPulse *
freshet_pulse_new (GMainContext *context)
{
  FreshetPulse *self = g_object_new (FRESHET_TYPE_PULSE, NULL);

  self->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  self->input = freshet_probe_new (self->context, G_PRIORITY_DEFAULT, "[freshet] input probe");
  self->paint = freshet_probe_new (self->context, PAINT_PRIORITY, "[freshet] paint probe");
  self->meter = freshet_loop_meter_new (self->context);
  return self;
}

/**
 * freshet_pulse_start:
 * @self: a pulse
 * @interval_ms: time between two beats, at least 1 ms
 *
 * Starts the heartbeat, with a beat at once. If it runs already, only its interval changes. What was
 * measured before is kept: see [method@Pulse.reset].
 *
 * Starting and stopping is for one thread, normally the context's own.
 */
void
freshet_pulse_start (FreshetPulse *self, guint interval_ms)
{
  g_return_if_fail (FRESHET_IS_PULSE (self));
  g_return_if_fail (interval_ms > 0);

  g_mutex_lock (&self->mutex);
  self->interval = interval_ms * G_TIME_SPAN_MILLISECOND;
  g_cond_signal (&self->cond);
  if (self->thread == NULL)
    {
      self->stopping = FALSE;
      self->started = g_get_monotonic_time ();
    }
  g_mutex_unlock (&self->mutex);

  if (self->thread == NULL)
    {
      freshet_loop_meter_start (self->meter);
      self->thread = g_thread_new ("freshet-pulse", heartbeat, self);
    }
}

/**
 * freshet_pulse_stop:
 * @self: a pulse
 *
 * Stops the heartbeat, if it runs, and waits for its thread. What was measured can still be read; a
 * probe that is outstanding counts with what it has waited so far.
 *
 * This must not be called by the [callback@BeatFunc].
 */
void
freshet_pulse_stop (FreshetPulse *self)
{
  gint64 now;

  g_return_if_fail (FRESHET_IS_PULSE (self));
  g_return_if_fail (self->thread != g_thread_self ());

  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->thread, g_thread_join);

  freshet_loop_meter_stop (self->meter);
  now = g_get_monotonic_time ();
  freshet_probe_withdraw (self->input, now);
  freshet_probe_withdraw (self->paint, now);

  g_mutex_lock (&self->mutex);
  self->measured += now - self->started;
  self->started = 0;
  g_mutex_unlock (&self->mutex);
}

/**
 * freshet_pulse_is_running:
 * @self: a pulse
 *
 * Returns: whether the heartbeat runs
 */
gboolean
freshet_pulse_is_running (FreshetPulse *self)
{
  g_return_val_if_fail (FRESHET_IS_PULSE (self), FALSE);

  return self->thread != NULL;
}

/**
 * freshet_pulse_reset:
 * @self: a pulse
 *
 * Begins a new measurement: all figures are 0, and nothing counts from before now, not even what a
 * freeze that goes on has lasted so far. Only [method@Pulse.get_silence] does not forget.
 */
void
freshet_pulse_reset (FreshetPulse *self)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (FRESHET_IS_PULSE (self));

  freshet_probe_reset (self->input, now);
  freshet_probe_reset (self->paint, now);
  freshet_loop_meter_reset (self->meter);

  g_mutex_lock (&self->mutex);
  self->measured = 0;
  if (self->started != 0)
    self->started = now;
  g_mutex_unlock (&self->mutex);
}

/**
 * freshet_pulse_get_figures:
 * @self: a pulse
 * @figures: (out caller-allocates): what was measured since the last reset
 *
 * A freeze that goes on counts with what it has lasted so far, in each of the figures. So they can be
 * read from inside the handler that is the freeze. This may be called in any thread.
 *
 * The frozen fraction takes the longer sum of the two lanes, not both: whenever nothing is
 * dispatched, neither lane is, and the painting lane waits whenever the input lane does. So the
 * longer sum is what either of them was frozen, with no time in it twice.
 */
void
freshet_pulse_get_figures (FreshetPulse *self, FreshetLoopFigures *figures)
{
  FreshetLoopTimes times;
  gint64 frozen, measured, now;

  g_return_if_fail (FRESHET_IS_PULSE (self));
  g_return_if_fail (figures != NULL);

  now = g_get_monotonic_time ();
  g_mutex_lock (&self->mutex);
  measured = self->measured + (self->started != 0 ? now - self->started : 0);
  g_mutex_unlock (&self->mutex);

  frozen = MAX (freshet_probe_get_delays (self->input, now, &figures->input),
                freshet_probe_get_delays (self->paint, now, &figures->paint));
  freshet_loop_meter_get_times (self->meter, &times);

  figures->longest_freeze_ms = MAX (figures->input.max, figures->paint.max);
  figures->frozen_fraction = measured > 0 ? MIN (1.0, (double) frozen / (double) measured) : 0;
  figures->blocking_ms = (double) times.blocking / 1000;
  figures->longest_slice_ms = (double) times.longest_slice / 1000;
  figures->busy = (double) times.dispatch / (double) MAX (1, times.dispatch + times.poll);
}

/**
 * freshet_pulse_dup_timeline:
 * @self: a pulse
 * @origin: when the run began that it is the timeline of, microseconds of `g_get_monotonic_time ()`
 *
 * This may be called in any thread, and from inside a freeze. What painting has waited for is in it,
 * and not what input has waited for: whenever input waits, so does painting.
 *
 * Returns: (transfer full): what the main loop did since the last reset
 */
FreshetTimeline *
freshet_pulse_dup_timeline (FreshetPulse *self, gint64 origin)
{
  g_autoptr (FreshetSpans) slices = NULL;
  g_autoptr (FreshetSpans) waits = NULL;
  FreshetTimeline *timeline;

  g_return_val_if_fail (FRESHET_IS_PULSE (self), NULL);

  slices = freshet_loop_meter_dup_slices (self->meter);
  waits = freshet_probe_dup_waits (self->paint, g_get_monotonic_time ());
  timeline = freshet_timeline_new (origin);
  freshet_timeline_set_slices (timeline, slices);
  freshet_timeline_set_waits (timeline, waits);
  return timeline;
}

/**
 * freshet_pulse_get_silence:
 * @self: a pulse
 *
 * This may be called in any thread: the point is to ask while the context does not answer.
 *
 * Returns: for how long one of the lanes has not answered, microseconds, once that is more than an
 *   interval; 0 while they answer, and while the heartbeat is stopped
 */
gint64
freshet_pulse_get_silence (FreshetPulse *self)
{
  gint64 interval;

  g_return_val_if_fail (FRESHET_IS_PULSE (self), 0);

  g_mutex_lock (&self->mutex);
  interval = self->interval;
  g_mutex_unlock (&self->mutex);
  return get_silence (self, g_get_monotonic_time (), interval);
}

/**
 * freshet_pulse_set_beat_func:
 * @self: a pulse
 * @func: (nullable): what to call at each beat, in the heartbeat's thread
 * @user_data: what to pass to it
 * @destroy: (nullable): frees @user_data, in the thread that sets another function
 *
 * The function should be quick, since the next beat waits for it. It must not start, stop or free the
 * pulse, nor set another function. After this call the one before is not called any more.
 */
void
freshet_pulse_set_beat_func (FreshetPulse *self,
                             FreshetBeatFunc func,
                             gpointer user_data,
                             GDestroyNotify destroy)
{
  gpointer old_data;
  GDestroyNotify old_destroy;

  g_return_if_fail (FRESHET_IS_PULSE (self));
  g_return_if_fail (self->thread == NULL || self->thread != g_thread_self ());

  g_mutex_lock (&self->beat_mutex);
  old_data = self->beat_data;
  old_destroy = self->beat_destroy;
  self->beat_func = func;
  self->beat_data = user_data;
  self->beat_destroy = destroy;
  g_mutex_unlock (&self->beat_mutex);

  if (old_destroy != NULL)
    old_destroy (old_data);
}
