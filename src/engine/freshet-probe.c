/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-probe.h"

#include "freshet-histogram.h"
#include "freshet-timeline.h"

struct _FreshetProbe
{
  GSource source;

  GMutex mutex;
  FreshetHistogram *histogram;
  FreshetSpans *waits;
  gint64 frozen;   /* Σ of the delays over FRESHET_PROBE_FROZEN */
  gint64 since;    /* no delay counts from before this */
  gint64 posted;   /* 0 while none is outstanding */
  gint64 interval; /* how often one would be posted, if none were outstanding */
};

static gint64
get_delay (const FreshetProbe *self, gint64 now)
{
  return MAX (0, now - MAX (self->posted, self->since));
}

static void
settle (FreshetProbe *self, gint64 now)
{
  gint64 delay = get_delay (self, now);

  if (self->posted == 0)
    return;
  freshet_histogram_record_corrected (self->histogram, delay, self->interval);
  if (delay > FRESHET_PROBE_FROZEN)
    self->frozen += delay;
  freshet_spans_add (self->waits, now - delay, delay);
  self->posted = 0;
}

static gboolean
probe_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  FreshetProbe *self = (FreshetProbe *) source;

  freshet_probe_withdraw (self, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static void
probe_finalize (GSource *source)
{
  FreshetProbe *self = (FreshetProbe *) source;

  g_clear_pointer (&self->histogram, freshet_histogram_free);
  g_clear_pointer (&self->waits, freshet_spans_free);
  g_mutex_clear (&self->mutex);
}

static GSourceFuncs probe_funcs = {
  .dispatch = probe_dispatch,
  .finalize = probe_finalize,
};

/**
 * freshet_probe_new:
 * @context: where to wait
 * @priority: the lane's priority
 * @name: (transfer none): a name for debuggers, which is not copied
 *
 * Returns: (transfer full): a probe that sleeps
 */
FreshetProbe *
freshet_probe_new (GMainContext *context, int priority, const char *name)
{
  GSource *source = g_source_new (&probe_funcs, sizeof (FreshetProbe));
  FreshetProbe *self = (FreshetProbe *) source;

  g_mutex_init (&self->mutex);
  self->histogram = freshet_histogram_new ();
  self->waits = freshet_spans_new (FRESHET_TIMELINE_SHORTEST, FRESHET_TIMELINE_MOST);
  g_source_set_priority (source, priority);
  g_source_set_static_name (source, name);
  g_source_attach (source, context);
  return self;
}

/**
 * freshet_probe_free:
 * @self: (transfer full): a probe
 *
 * Takes it from its context. A dispatch that goes on in another thread may end undisturbed.
 */
void
freshet_probe_free (FreshetProbe *self)
{
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

/**
 * freshet_probe_post:
 * @self: a probe
 * @now: the time
 * @interval: when the next one is due, microseconds from now
 *
 * Wakes up the context with the probe, unless the one before still waits.
 */
void
freshet_probe_post (FreshetProbe *self, gint64 now, gint64 interval)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->posted != 0)
    return;
  self->posted = now;
  self->interval = interval;
  g_source_set_ready_time (&self->source, 0);
}

/**
 * freshet_probe_withdraw:
 * @self: a probe
 * @now: the time
 *
 * Ends the wait of the probe that is outstanding, if there is one, and records its delay.
 */
void
freshet_probe_withdraw (FreshetProbe *self, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  /* Before another one can be posted: its ready time must not be lost. */
  g_source_set_ready_time (&self->source, -1);
  settle (self, now);
}

/**
 * freshet_probe_reset:
 * @self: a probe
 * @now: the time
 *
 * Forgets all delays. What an outstanding probe has waited so far is forgotten too.
 */
void
freshet_probe_reset (FreshetProbe *self, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  freshet_histogram_reset (self->histogram);
  freshet_spans_reset (self->waits);
  self->frozen = 0;
  self->since = now;
}

/**
 * freshet_probe_get_age:
 * @self: a probe
 * @now: the time
 *
 * Returns: how long the outstanding probe has waited, 0 when there is none
 */
gint64
freshet_probe_get_age (FreshetProbe *self, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->posted != 0 ? MAX (0, now - self->posted) : 0;
}

/**
 * freshet_probe_get_delays:
 * @self: a probe
 * @now: the time
 * @delays: (out caller-allocates): what the delays were, milliseconds
 *
 * What an outstanding probe has waited so far counts as its delay, since the answer may be wanted
 * from inside the very freeze that it is about.
 *
 * Returns: Σ of the delays over 100 ms, microseconds
 */
gint64
freshet_probe_get_delays (FreshetProbe *self, gint64 now, FreshetDelays *delays)
{
  g_autoptr (FreshetHistogram) histogram = NULL;
  gint64 frozen;

  g_mutex_lock (&self->mutex);
  histogram = freshet_histogram_copy (self->histogram);
  frozen = self->frozen;
  if (self->posted != 0)
    {
      gint64 delay = get_delay (self, now);

      freshet_histogram_record_corrected (histogram, delay, self->interval);
      if (delay > FRESHET_PROBE_FROZEN)
        frozen += delay;
    }
  g_mutex_unlock (&self->mutex);

  delays->p50 = (double) freshet_histogram_get_quantile (histogram, 0.50) / 1000;
  delays->p95 = (double) freshet_histogram_get_quantile (histogram, 0.95) / 1000;
  delays->p99 = (double) freshet_histogram_get_quantile (histogram, 0.99) / 1000;
  delays->max = (double) freshet_histogram_get_max (histogram) / 1000;
  return frozen;
}

/**
 * freshet_probe_dup_waits:
 * @self: a probe
 * @now: the time
 *
 * Returns: (transfer full): when a probe waited, for a while that is worth noting; with the one that
 *   is outstanding
 */
FreshetSpans *
freshet_probe_dup_waits (FreshetProbe *self, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  FreshetSpans *waits = freshet_spans_copy (self->waits);

  if (self->posted != 0)
    freshet_spans_add (waits, now - get_delay (self, now), get_delay (self, now));
  return waits;
}
