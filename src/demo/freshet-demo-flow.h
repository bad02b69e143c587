/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetDemoFlow:
 *
 * @stored: (unowned) (nullable): the body, or %NULL for a made-up one
 * @seed: which made-up body
 * @position: the next byte
 * @end: the byte after the last one
 * @rate: bytes per second, or 0 for as fast as can be
 * @started: when the first byte was due
 * @paced: bytes that have been taken
 *
 * The bytes of one answer's body, and when each of them is due. A plain struct; the time is an
 * argument, microseconds of `g_get_monotonic_time ()`.
 */
typedef struct
{
  GBytes *stored;
  guint64 seed;
  goffset position;
  goffset end;
  goffset rate;
  gint64 started;
  goffset paced;
} FreshetDemoFlow;

void freshet_demo_flow_start (FreshetDemoFlow *flow, gint64 now);
GBytes *freshet_demo_flow_next (FreshetDemoFlow *flow, gint64 now, gint64 *wait);

G_END_DECLS
