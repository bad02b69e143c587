/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"
#include "freshet-report.h"
#include "freshet-session.h"
#include "freshet-usage.h"

G_BEGIN_DECLS

/**
 * FreshetRun:
 * @session: what its transfers share
 * @stop: cancelled when it is to end early, from any thread
 * @workers: (nullable): the threads of the mode that has some
 *
 * All that is done from the moment that *Download* is pressed until nothing is left to do, and what
 * was measured meanwhile.
 */
typedef struct
{
  FreshetMode mode;
  FreshetSession *session;
  GCancellable *stop;
  GThreadPool *workers;

  FreshetPulse *pulse;
  GDateTime *started;
  gint64 started_at;
  double cpu_at_start;
  int peak_threads;
  guint n_in_flight;
  guint peak_in_flight;
  GPtrArray *downloads;
  GHashTable *known;
} FreshetRun;

FreshetRun *freshet_run_new (FreshetMode mode, FreshetSession *session, FreshetPulse *pulse);
void freshet_run_free (FreshetRun *run);
void freshet_run_add (FreshetRun *run, FreshetDownload *download);
void freshet_run_request_began (FreshetRun *run);
void freshet_run_request_ended (FreshetRun *run);
void freshet_run_sample (FreshetRun *run);
FreshetReport *freshet_run_report (FreshetRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetRun, freshet_run_free)

G_END_DECLS
