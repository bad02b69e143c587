/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-loop-meter.h"

#include "freshet-timeline.h"

typedef enum
{
  PHASE_UNKNOWN,
  PHASE_DISPATCH,
  PHASE_POLL,
} Phase;

struct _FreshetLoopMeter
{
  GMainContext *context;

  GMutex mutex;
  gboolean running;
  Phase phase;
  gint64 since; /* when the phase began */
  FreshetLoopTimes times;
  FreshetSpans *slices;
};

/* A poll function has no user data, and one thread may run several contexts, one inside another. So
 * each place in this table has a poll function of its own, and whoever calls it is the context that
 * it was given to.
 *
 * A thread may be inside a place's function, or about to enter it, when the meter leaves the place:
 * so the meter is counted, and `previous` stays valid after it is gone. */
typedef struct
{
  gboolean taken;
  FreshetLoopMeter *meter;
  GPollFunc previous;
} Place;

#define N_PLACES 4

static GMutex places_mutex;
static Place places[N_PLACES];

static void
add_phase (FreshetLoopTimes *times, Phase phase, gint64 length)
{
  if (phase == PHASE_POLL)
    times->poll += length;
  else if (phase == PHASE_DISPATCH)
    {
      times->dispatch += length;
      times->blocking += MAX (0, length - FRESHET_LOOP_LONG_SLICE);
      times->longest_slice = MAX (times->longest_slice, length);
    }
}

static void
enter_phase (FreshetLoopMeter *self, Phase phase)
{
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&self->mutex);
  if (self->running)
    {
      add_phase (&self->times, self->phase, now - self->since);
      if (self->phase == PHASE_DISPATCH)
        freshet_spans_add (self->slices, self->since, now - self->since);
      self->phase = phase;
      self->since = now;
    }
  g_mutex_unlock (&self->mutex);
}

static void
meter_clear (gpointer data)
{
  FreshetLoopMeter *self = data;

  g_main_context_unref (self->context);
  freshet_spans_free (self->slices);
  g_mutex_clear (&self->mutex);
}

static int
place_poll (guint i, GPollFD *fds, guint n_fds, int timeout)
{
  FreshetLoopMeter *meter;
  GPollFunc previous;
  int n_ready;

  g_mutex_lock (&places_mutex);
  meter = places[i].meter != NULL ? g_atomic_rc_box_acquire (places[i].meter) : NULL;
  previous = places[i].previous;
  g_mutex_unlock (&places_mutex);

  if (meter == NULL)
    return previous (fds, n_fds, timeout);

  enter_phase (meter, PHASE_POLL);
  n_ready = previous (fds, n_fds, timeout);
  enter_phase (meter, PHASE_DISPATCH);
  g_atomic_rc_box_release_full (meter, meter_clear);
  return n_ready;
}

static int
place_poll_0 (GPollFD *fds, guint n_fds, int timeout)
{
  return place_poll (0, fds, n_fds, timeout);
}

static int
place_poll_1 (GPollFD *fds, guint n_fds, int timeout)
{
  return place_poll (1, fds, n_fds, timeout);
}

static int
place_poll_2 (GPollFD *fds, guint n_fds, int timeout)
{
  return place_poll (2, fds, n_fds, timeout);
}

static int
place_poll_3 (GPollFD *fds, guint n_fds, int timeout)
{
  return place_poll (3, fds, n_fds, timeout);
}

static const GPollFunc place_funcs[N_PLACES] = {
  place_poll_0,
  place_poll_1,
  place_poll_2,
  place_poll_3,
};

/* Returns whether there was a place left. */
static gboolean
take_place (FreshetLoopMeter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&places_mutex);

  for (guint i = 0; i < N_PLACES; i++)
    if (!places[i].taken)
      {
        places[i].taken = TRUE;
        places[i].meter = g_atomic_rc_box_acquire (self);
        places[i].previous = g_main_context_get_poll_func (self->context);
        g_main_context_set_poll_func (self->context, place_funcs[i]);
        return TRUE;
      }
  return FALSE;
}

/* Takes place I's function out of the chain of wrappers; returns whether it could. */
static gboolean
unwrap (FreshetLoopMeter *self, guint i)
{
  if (g_main_context_get_poll_func (self->context) == place_funcs[i])
    {
      g_main_context_set_poll_func (self->context, places[i].previous);
      return TRUE;
    }
  for (guint j = 0; j < N_PLACES; j++)
    if (places[j].taken && places[j].previous == place_funcs[i])
      {
        places[j].previous = places[i].previous;
        return TRUE;
      }
  return FALSE;
}

static void
leave_place (FreshetLoopMeter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&places_mutex);

  for (guint i = 0; i < N_PLACES; i++)
    if (places[i].meter == self)
      {
        places[i].meter = NULL;
        /* Somebody else's wrapper may still call this function: it has to pass on the call for good. */
        places[i].taken = !unwrap (self, i);
        g_atomic_rc_box_release_full (self, meter_clear);
      }
}

/**
 * freshet_loop_meter_new:
 * @context: what to measure
 *
 * Returns: (transfer full): a meter that does not run yet
 */
FreshetLoopMeter *
freshet_loop_meter_new (GMainContext *context)
{
  FreshetLoopMeter *self;

  g_return_val_if_fail (context != NULL, NULL);

  self = g_atomic_rc_box_new0 (FreshetLoopMeter);
  self->context = g_main_context_ref (context);
  self->slices = freshet_spans_new (FRESHET_TIMELINE_SHORTEST, FRESHET_TIMELINE_MOST);
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * freshet_loop_meter_free:
 * @self: (transfer full): a meter, which is stopped if it runs
 */
void
freshet_loop_meter_free (FreshetLoopMeter *self)
{
  g_return_if_fail (self != NULL);

  freshet_loop_meter_stop (self);
  g_atomic_rc_box_release_full (self, meter_clear);
}

/**
 * freshet_loop_meter_start:
 * @self: a meter
 *
 * Begins, or goes on, measuring. Called from inside the context's own dispatch, that slice counts
 * from now on; otherwise the first poll is where it begins.
 *
 * No more than four contexts can be measured at the same time.
 */
void
freshet_loop_meter_start (FreshetLoopMeter *self)
{
  g_return_if_fail (self != NULL);

  if (self->running)
    return;

  g_mutex_lock (&self->mutex);
  self->running = TRUE;
  self->phase = g_main_context_is_owner (self->context) ? PHASE_DISPATCH : PHASE_UNKNOWN;
  self->since = g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);

  if (!take_place (self))
    g_critical ("No more than %d main contexts can be measured at once", N_PLACES);
}

/**
 * freshet_loop_meter_stop:
 * @self: a meter
 *
 * Ends measuring and gives the context its poll function back. What was measured stays.
 */
void
freshet_loop_meter_stop (FreshetLoopMeter *self)
{
  g_return_if_fail (self != NULL);

  if (!self->running)
    return;

  leave_place (self);
  enter_phase (self, PHASE_UNKNOWN);

  g_mutex_lock (&self->mutex);
  self->running = FALSE;
  g_mutex_unlock (&self->mutex);
}

/**
 * freshet_loop_meter_reset:
 * @self: a meter
 *
 * Forgets what was measured. The slice that goes on counts from now.
 */
void
freshet_loop_meter_reset (FreshetLoopMeter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->times = (FreshetLoopTimes){ 0 };
  freshet_spans_reset (self->slices);
  self->since = g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);
}

/**
 * freshet_loop_meter_get_times:
 * @self: a meter
 * @times: (out caller-allocates): what was measured, with the slice or the poll that still goes on
 *
 * This may be called in any thread, and from inside the slice that is measured.
 */
void
freshet_loop_meter_get_times (FreshetLoopMeter *self, FreshetLoopTimes *times)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (times != NULL);

  g_mutex_lock (&self->mutex);
  *times = self->times;
  add_phase (times, self->phase, g_get_monotonic_time () - self->since);
  g_mutex_unlock (&self->mutex);
}

/**
 * freshet_loop_meter_dup_slices:
 * @self: a meter
 *
 * This may be called in any thread, and from inside the slice that is measured.
 *
 * Returns: (transfer full): when the context was in dispatch, for a while that is worth noting; with
 *   the slice that still goes on
 */
FreshetSpans *
freshet_loop_meter_dup_slices (FreshetLoopMeter *self)
{
  FreshetSpans *slices;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  slices = freshet_spans_copy (self->slices);
  if (self->phase == PHASE_DISPATCH)
    freshet_spans_add (slices, self->since, g_get_monotonic_time () - self->since);
  g_mutex_unlock (&self->mutex);
  return slices;
}
