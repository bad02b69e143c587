/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetFrames:
 * @shown: frames that were painted
 * @missed: frames that the display would have shown and the program did not paint
 * @longest_gap: the longest time between two of them, microseconds
 */
typedef struct
{
  guint64 shown;
  guint64 missed;
  gint64 longest_gap;
} FreshetFrames;

/**
 * FreshetFrameMeter:
 *
 * Counts frames from the times of a widget's tick callback. A plain struct, to be zeroed with
 * freshet_frame_meter_init(); the time is an argument.
 */
typedef struct
{
  gint64 refresh;
  gint64 last;
  gint64 gaps[32];
  guint n_gaps;
  FreshetFrames frames;
} FreshetFrameMeter;

void freshet_frame_meter_init (FreshetFrameMeter *meter);
void freshet_frame_meter_calibrate (FreshetFrameMeter *meter, gint64 gap);
gint64 freshet_frame_meter_get_refresh (const FreshetFrameMeter *meter);
guint freshet_frame_meter_add (FreshetFrameMeter *meter, gint64 now);
void freshet_frame_meter_pause (FreshetFrameMeter *meter);
void freshet_frame_meter_reset (FreshetFrameMeter *meter);
FreshetFrames freshet_frame_meter_get (const FreshetFrameMeter *meter);

G_END_DECLS
