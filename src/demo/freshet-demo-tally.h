/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetDemoTally:
 *
 * What the demo server counts: requests, requests under way, and for each address how often its
 * faults have happened. Safe from any thread.
 */
typedef struct _FreshetDemoTally FreshetDemoTally;

typedef enum
{
  FRESHET_DEMO_COUNT_REQUESTS,
  FRESHET_DEMO_COUNT_STATUS,
  FRESHET_DEMO_COUNT_DROP,
  FRESHET_DEMO_COUNT_STALL,
  FRESHET_DEMO_N_COUNTS,
} FreshetDemoCount;

FreshetDemoTally *freshet_demo_tally_new (void);
void freshet_demo_tally_free (FreshetDemoTally *tally);
void freshet_demo_tally_reset (FreshetDemoTally *tally);

void freshet_demo_tally_add_request (FreshetDemoTally *tally);
guint64 freshet_demo_tally_get_n_requests (FreshetDemoTally *tally);

guint freshet_demo_tally_enter (FreshetDemoTally *tally, const char *client);
void freshet_demo_tally_leave (FreshetDemoTally *tally, const char *client);
guint freshet_demo_tally_get_peak (FreshetDemoTally *tally);

guint64 freshet_demo_tally_count (FreshetDemoTally *tally, const char *url, FreshetDemoCount what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetDemoTally, freshet_demo_tally_free)

G_END_DECLS
