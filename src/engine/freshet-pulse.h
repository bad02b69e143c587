/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-timeline.h"

G_BEGIN_DECLS

/**
 * FreshetDelays:
 *
 * How long the probes of one lane waited, in milliseconds, corrected for omission: a probe that
 * could not be posted because the one before it still waited counts with the delay it would have had.
 */
typedef struct
{
  double p50;
  double p95;
  double p99;
  double max;
} FreshetDelays;

/**
 * FreshetLoopFigures:
 * @longest_freeze_ms: the longest delay of either lane
 * @blocking_ms: Σ max (0, slice − 50 ms) over the loop's slices
 * @frozen_fraction: Σ of delays over 100 ms ÷ the measured time, 0 to 1
 * @busy: Σ time in dispatch ÷ (dispatch + poll), 0 to 1
 * @longest_slice_ms: the longest time between two polls
 * @input: the lane at `G_PRIORITY_DEFAULT`
 * @paint: the lane at GDK's redraw priority, 120
 */
typedef struct
{
  double longest_freeze_ms;
  double blocking_ms;
  double frozen_fraction;
  double busy;
  double longest_slice_ms;
  FreshetDelays input;
  FreshetDelays paint;
} FreshetLoopFigures;

/**
 * FreshetBeatFunc:
 * @now: when, microseconds of `g_get_monotonic_time ()`
 * @silence: how long the main context has not answered for, microseconds; 0 while it answers
 *
 * Called in the heartbeat's thread, at each beat.
 */
typedef void (*FreshetBeatFunc) (gint64 now, gint64 silence, gpointer user_data);

#define FRESHET_TYPE_PULSE (freshet_pulse_get_type ())
G_DECLARE_FINAL_TYPE (FreshetPulse, freshet_pulse, FRESHET, PULSE, GObject)

FreshetPulse *freshet_pulse_new (GMainContext *context);
void freshet_pulse_start (FreshetPulse *self, guint interval_ms);
void freshet_pulse_stop (FreshetPulse *self);
gboolean freshet_pulse_is_running (FreshetPulse *self);
void freshet_pulse_reset (FreshetPulse *self);
void freshet_pulse_get_figures (FreshetPulse *self, FreshetLoopFigures *figures);
FreshetTimeline *freshet_pulse_dup_timeline (FreshetPulse *self, gint64 origin);
gint64 freshet_pulse_get_silence (FreshetPulse *self);
void freshet_pulse_set_beat_func (FreshetPulse *self,
                                  FreshetBeatFunc func,
                                  gpointer user_data,
                                  GDestroyNotify destroy);

G_END_DECLS
