/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-rate-meter.h"

#define WINDOW (5 * G_USEC_PER_SEC)
#define SPACING (G_USEC_PER_SEC / 2)

static guint
nth (const FreshetRateMeter *meter, guint n)
{
  return (meter->first + n) % FRESHET_RATE_METER_SAMPLES;
}

static double
received_at (const FreshetRateMeter *meter, gint64 time)
{
  guint after = 0;
  guint a, b;

  while (after < meter->n_samples && meter->times[nth (meter, after)] <= time)
    after++;
  if (after == 0)
    return (double) meter->received[nth (meter, 0)];
  a = nth (meter, after - 1);
  if (after == meter->n_samples)
    return (double) meter->received[a];
  b = nth (meter, after);
  return (double) meter->received[a]
         + (double) (meter->received[b] - meter->received[a]) * (double) (time - meter->times[a])
               / (double) (meter->times[b] - meter->times[a]);
}

/**
 * freshet_rate_meter_reset:
 * @meter: a meter
 *
 * Forgets all readings, as when a download pauses or starts anew.
 */
void
freshet_rate_meter_reset (FreshetRateMeter *meter)
{
  g_return_if_fail (meter != NULL);

  *meter = (FreshetRateMeter){ 0 };
}

/**
 * freshet_rate_meter_add:
 * @meter: a meter
 * @received: bytes received since the download began
 * @now: the time in microseconds, not before that of the last reading
 *
 * Takes a reading. The first one, taken when the body begins, is where the measurement starts; any
 * number may follow, since readings less than half a second apart are kept as one. If @received is
 * less than before, the download started anew, and so does the meter.
 */
void
freshet_rate_meter_add (FreshetRateMeter *meter, goffset received, gint64 now)
{
  guint last, before;

  g_return_if_fail (meter != NULL);

  last = nth (meter, meter->n_samples + FRESHET_RATE_METER_SAMPLES - 1);
  if (meter->n_samples > 0 && received < meter->received[last])
    freshet_rate_meter_reset (meter);

  /* The newest reading moves on until it is far enough from the one before it. */
  before = nth (meter, meter->n_samples + FRESHET_RATE_METER_SAMPLES - 2);
  if (meter->n_samples < 2 || meter->times[last] - meter->times[before] >= SPACING)
    {
      if (meter->n_samples == FRESHET_RATE_METER_SAMPLES)
        meter->first = nth (meter, 1);
      else
        meter->n_samples++;
      last = nth (meter, meter->n_samples - 1);
    }
  meter->times[last] = now;
  meter->received[last] = received;
}

/**
 * freshet_rate_meter_get:
 * @meter: a meter
 * @now: the time in microseconds
 *
 * The speed over the last five seconds, or since the first reading while that is less. It falls
 * while nothing comes, and is 0 when nothing came for the length of the window.
 *
 * Returns: bytes per second, at least 0
 */
double
freshet_rate_meter_get (const FreshetRateMeter *meter, gint64 now)
{
  gint64 since;
  guint last;

  g_return_val_if_fail (meter != NULL, 0);

  if (meter->n_samples == 0)
    return 0;
  last = nth (meter, meter->n_samples - 1);
  now = MAX (now, meter->times[last]);
  since = MAX (meter->times[nth (meter, 0)], now - WINDOW);
  if (since == now)
    return 0;
  return ((double) meter->received[last] - received_at (meter, since)) * G_USEC_PER_SEC
         / (double) (now - since);
}

/**
 * freshet_rate_meter_time_left:
 * @meter: a meter
 * @total: the length of the whole download in bytes, or -1 if it is not known
 * @now: the time in microseconds
 *
 * Returns: seconds until the download is done at the speed of now, rounded up, or -1 if that
 *   cannot be told
 */
gint64
freshet_rate_meter_time_left (const FreshetRateMeter *meter, goffset total, gint64 now)
{
  double rate, seconds;
  goffset missing;

  g_return_val_if_fail (meter != NULL, -1);

  rate = freshet_rate_meter_get (meter, now);
  if (total < 0 || rate <= 0)
    return -1;
  missing = total - meter->received[nth (meter, meter->n_samples - 1)];
  if (missing <= 0)
    return 0;
  seconds = (double) missing / rate;
  if (seconds >= G_MAXINT)
    return G_MAXINT;
  return (gint64) seconds + ((double) (gint64) seconds < seconds);
}
