/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "freshet-spans.h"

G_BEGIN_DECLS

/**
 * FRESHET_LOOP_LONG_SLICE:
 *
 * What a slice may take, in microseconds, before the rest of it counts as blocking: 50 ms, the bound
 * of a "long task" (W3C, Long Tasks API).
 */
#define FRESHET_LOOP_LONG_SLICE (50 * G_TIME_SPAN_MILLISECOND)

/**
 * FreshetLoopTimes:
 * @dispatch: in dispatch, between a poll's return and the next poll
 * @poll: in poll
 * @blocking: Σ max (0, slice − 50 ms), a slice being one time in dispatch
 * @longest_slice: the longest slice
 *
 * What a main context did with its time, in microseconds.
 */
typedef struct
{
  gint64 dispatch;
  gint64 poll;
  gint64 blocking;
  gint64 longest_slice;
} FreshetLoopTimes;

/**
 * FreshetLoopMeter:
 *
 * Measures the slices of a main context by a wrapper round its poll function.
 */
typedef struct _FreshetLoopMeter FreshetLoopMeter;

FreshetLoopMeter *freshet_loop_meter_new (GMainContext *context);
void freshet_loop_meter_free (FreshetLoopMeter *self);
void freshet_loop_meter_start (FreshetLoopMeter *self);
void freshet_loop_meter_stop (FreshetLoopMeter *self);
void freshet_loop_meter_reset (FreshetLoopMeter *self);
void freshet_loop_meter_get_times (FreshetLoopMeter *self, FreshetLoopTimes *times);
FreshetSpans *freshet_loop_meter_dup_slices (FreshetLoopMeter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetLoopMeter, freshet_loop_meter_free)

G_END_DECLS
