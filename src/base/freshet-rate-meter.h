/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Eleven readings, one a half second, hold a window of five seconds. */
#define FRESHET_RATE_METER_SAMPLES 11

/**
 * FreshetRateMeter:
 *
 * The speed of one download over a sliding window of five seconds. A plain struct, to be embedded
 * and zeroed; it allocates nothing and knows no clock.
 */
typedef struct
{
  gint64 times[FRESHET_RATE_METER_SAMPLES];
  goffset received[FRESHET_RATE_METER_SAMPLES];
  guint first;
  guint n_samples;
} FreshetRateMeter;

void freshet_rate_meter_reset (FreshetRateMeter *meter);
void freshet_rate_meter_add (FreshetRateMeter *meter, goffset received, gint64 now);
double freshet_rate_meter_get (const FreshetRateMeter *meter, gint64 now);
gint64 freshet_rate_meter_time_left (const FreshetRateMeter *meter, goffset total, gint64 now);

G_END_DECLS
