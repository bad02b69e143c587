/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-pulse.h"

G_BEGIN_DECLS

/**
 * FreshetBeat:
 * @now: when, microseconds of `g_get_monotonic_time ()`, which all processes share
 * @silence: how long the main context had not answered for, microseconds; 0 while it answered
 *
 * One beat of a pulse, as it comes to another process.
 */
typedef struct
{
  gint64 now;
  gint64 silence;
} FreshetBeat;

/**
 * FreshetBeacon:
 *
 * Sends the beats of a pulse into a pipe, from the heartbeat's own thread: they go on while the
 * thread that is watched stands still. Beats that nobody has taken in time are lost, and nothing
 * ever waits for the reader.
 */
typedef struct _FreshetBeacon FreshetBeacon;

FreshetBeacon *freshet_beacon_new (FreshetPulse *pulse, int fd, GError **error);
void freshet_beacon_free (FreshetBeacon *beacon);

gssize freshet_beacon_receive (int fd, FreshetBeat *beats, gsize n_beats, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetBeacon, freshet_beacon_free)

G_END_DECLS
