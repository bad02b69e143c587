/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-input-clock.h"

/* Events that seem to have come through so fast are of our own clock: nobody else's would agree with
 * it so well by chance. */
#define SAME_CLOCK_MS 50

/* With no event to go by, one that seems older than this is of another clock. */
#define MAX_AGE_MS (60 * 1000)

/* From the event until now, as if both were of one clock. An event's time has 32 bits and wraps
 * round after 49 days; the difference does not mind. */
static gint64
get_age (guint32 event_time, gint64 now)
{
  return (gint32) ((guint32) (now / G_TIME_SPAN_MILLISECOND) - event_time);
}

/**
 * freshet_input_clock_see:
 * @clock: a clock
 * @event_time: the time of an event, milliseconds of the display's clock
 * @now: when it is handled
 *
 * Learns how the display's clock differs from ours, from the event that came through the fastest.
 * On X11 under Linux and on most Wayland compositors they are the same clock, but nothing says that
 * they must be.
 */
void
freshet_input_clock_see (FreshetInputClock *clock, guint32 event_time, gint64 now)
{
  gint64 age = get_age (event_time, now);

  g_return_if_fail (clock != NULL);

  clock->offset = clock->is_set ? MIN (clock->offset, age) : age;
  clock->is_set = TRUE;
}

/**
 * freshet_input_clock_get_happened:
 * @clock: a clock
 * @event_time: the time of an event, milliseconds of the display's clock
 * @now: when it is handled
 *
 * Where the display's clock is not ours, the fastest event so far is taken to have come through at
 * once, so that the delay is a little longer in truth.
 *
 * Returns: when the event happened, microseconds of the monotonic clock, to a millisecond
 */
gint64
freshet_input_clock_get_happened (const FreshetInputClock *clock, guint32 event_time, gint64 now)
{
  gint64 age = get_age (event_time, now);

  g_return_val_if_fail (clock != NULL, now);

  if (clock->is_set && (clock->offset < 0 || clock->offset > SAME_CLOCK_MS))
    age -= clock->offset;
  else if (!clock->is_set && (age < 0 || age > MAX_AGE_MS))
    age = 0;
  return now - MAX (age, 0) * G_TIME_SPAN_MILLISECOND;
}

/**
 * freshet_input_clock_thaw:
 * @clock: a clock
 * @now: when the window thawed
 */
void
freshet_input_clock_thaw (FreshetInputClock *clock, gint64 now)
{
  g_return_if_fail (clock != NULL);

  clock->thaw = now;
}

/**
 * freshet_input_clock_is_stale:
 * @clock: a clock
 * @event_time: the time of an event, milliseconds of the display's clock
 * @now: when it is handled
 *
 * With no event seen yet to go by, the display's clock is taken to be ours.
 *
 * Returns: whether the event was made before the last thaw, so that who made it saw something else
 *   than what is there now
 */
gboolean
freshet_input_clock_is_stale (const FreshetInputClock *clock, guint32 event_time, gint64 now)
{
  gint64 age;

  g_return_val_if_fail (clock != NULL, FALSE);

  if (clock->thaw == 0)
    return FALSE;

  age = get_age (event_time, now) - (clock->is_set ? clock->offset : 0);
  return age * G_TIME_SPAN_MILLISECOND > now - clock->thaw;
}
