/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-frame-meter.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_REFRESH 16667 /* 60 Hz */
#define MIN_REFRESH 2000
#define MAX_REFRESH 100000
#define NEVER (-1)

static int
compare_gaps (const void *a, const void *b)
{
  gint64 gap_a = *(const gint64 *) a;
  gint64 gap_b = *(const gint64 *) b;

  return (gap_a > gap_b) - (gap_a < gap_b);
}

/**
 * freshet_frame_meter_init:
 * @meter: a meter
 *
 * Begins with no frames, and a display of 60 Hz until it is calibrated.
 */
void
freshet_frame_meter_init (FreshetFrameMeter *meter)
{
  g_return_if_fail (meter != NULL);

  *meter = (FreshetFrameMeter){ .refresh = DEFAULT_REFRESH, .last = NEVER };
}

/**
 * freshet_frame_meter_calibrate:
 * @meter: a meter
 * @gap: microseconds between two frames while the program does nothing else
 *
 * Learns how often the display shows a frame: the median of the last 32 gaps, between 2 and 100 ms.
 */
void
freshet_frame_meter_calibrate (FreshetFrameMeter *meter, gint64 gap)
{
  gint64 sorted[G_N_ELEMENTS (meter->gaps)];
  guint n;

  g_return_if_fail (meter != NULL);

  meter->gaps[meter->n_gaps % G_N_ELEMENTS (meter->gaps)] = gap;
  meter->n_gaps++;
  n = MIN (meter->n_gaps, G_N_ELEMENTS (meter->gaps));

  memcpy (sorted, meter->gaps, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare_gaps);
  meter->refresh = CLAMP (sorted[n / 2], MIN_REFRESH, MAX_REFRESH);
}

/**
 * freshet_frame_meter_get_refresh:
 * @meter: a meter
 *
 * Returns: microseconds from one frame to the next on this display
 */
gint64
freshet_frame_meter_get_refresh (const FreshetFrameMeter *meter)
{
  g_return_val_if_fail (meter != NULL, 0);

  return meter->refresh;
}

/**
 * freshet_frame_meter_add:
 * @meter: a meter
 * @now: the time of a frame in microseconds, at least 0
 *
 * Counts a frame, and those that should have been shown since the one before: how often the
 * refresh interval fits into the gap, rounded, less the one frame that was shown.
 *
 * Returns: frames missed since the last one
 */
guint
freshet_frame_meter_add (FreshetFrameMeter *meter, gint64 now)
{
  gint64 gap, missed;

  g_return_val_if_fail (meter != NULL, 0);
  g_return_val_if_fail (now >= 0, 0);

  gap = meter->last == NEVER ? 0 : MAX (now - meter->last, 0);
  missed = MAX ((gap + meter->refresh / 2) / meter->refresh - 1, 0);

  meter->last = MAX (now, meter->last);
  meter->frames.shown++;
  meter->frames.missed += (guint64) missed;
  meter->frames.longest_gap = MAX (meter->frames.longest_gap, gap);
  return (guint) MIN (missed, G_MAXUINT);
}

/**
 * freshet_frame_meter_pause:
 * @meter: a meter
 *
 * Leaves out the time until the next frame, since nothing moves or the window is not visible.
 */
void
freshet_frame_meter_pause (FreshetFrameMeter *meter)
{
  g_return_if_fail (meter != NULL);

  meter->last = NEVER;
}

/**
 * freshet_frame_meter_reset:
 * @meter: a meter
 *
 * Sets the counts to zero, for a run that begins now. The gap in which it begins still counts, and
 * what is known about the display is kept.
 */
void
freshet_frame_meter_reset (FreshetFrameMeter *meter)
{
  g_return_if_fail (meter != NULL);

  meter->frames = (FreshetFrames){ 0 };
}

/**
 * freshet_frame_meter_get:
 * @meter: a meter
 *
 * Returns: the counts since the last reset
 */
FreshetFrames
freshet_frame_meter_get (const FreshetFrameMeter *meter)
{
  g_return_val_if_fail (meter != NULL, (FreshetFrames){ 0 });

  return meter->frames;
}
