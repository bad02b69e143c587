/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-pulse.h"
#include "freshet-spans.h"

G_BEGIN_DECLS

/**
 * FRESHET_PROBE_FROZEN:
 *
 * How long a probe has to wait, in microseconds, to count as a freeze: 100 ms, the bound of what
 * people take for an immediate response.
 */
#define FRESHET_PROBE_FROZEN (100 * G_TIME_SPAN_MILLISECOND)

/**
 * FreshetProbe:
 *
 * One lane of a [class@Pulse]: a source of a main context that is made ready from another thread,
 * and measures how long it waits until it is dispatched. It belongs to the context's sources for as
 * long as it lives, and sleeps between two posts.
 *
 * All functions may be called in any thread; times are microseconds of `g_get_monotonic_time ()`.
 */
typedef struct _FreshetProbe FreshetProbe;

FreshetProbe *freshet_probe_new (GMainContext *context, int priority, const char *name);
void freshet_probe_free (FreshetProbe *self);
void freshet_probe_post (FreshetProbe *self, gint64 now, gint64 interval);
void freshet_probe_withdraw (FreshetProbe *self, gint64 now);
void freshet_probe_reset (FreshetProbe *self, gint64 now);
gint64 freshet_probe_get_age (FreshetProbe *self, gint64 now);
gint64 freshet_probe_get_delays (FreshetProbe *self, gint64 now, FreshetDelays *delays);
FreshetSpans *freshet_probe_dup_waits (FreshetProbe *self, gint64 now);

G_END_DECLS
