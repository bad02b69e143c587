/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetInputClock:
 *
 * Tells input that was made into a freeze from input that came after it. A plain struct, zeroed to
 * begin with; the time is an argument, microseconds of `g_get_monotonic_time ()`.
 */
typedef struct
{
  gboolean is_set;
  gint64 offset; /* milliseconds from the clock of the events to the monotonic one */
  gint64 thaw;   /* microseconds; 0 before the first one */
} FreshetInputClock;

void freshet_input_clock_see (FreshetInputClock *clock, guint32 event_time, gint64 now);
gint64
freshet_input_clock_get_happened (const FreshetInputClock *clock, guint32 event_time, gint64 now);
void freshet_input_clock_thaw (FreshetInputClock *clock, gint64 now);
gboolean
freshet_input_clock_is_stale (const FreshetInputClock *clock, guint32 event_time, gint64 now);

G_END_DECLS
