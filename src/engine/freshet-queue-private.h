/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-job-tuner.h"
#include "freshet-queue.h"
#include "freshet-rate-limiter.h"
#include "freshet-run.h"
#include "freshet-scheduler.h"
#include "freshet-transfer.h"

G_BEGIN_DECLS

struct _FreshetQueue
{
  GObject parent_instance;

  /* The list. */
  GPtrArray *downloads;
  guint n_waiting;
  guint n_active;
  guint n_paused;
  guint n_finished;
  GSource *count_source;

  /* How they are carried out. */
  FreshetPulse *pulse;
  FreshetMode mode;
  guint jobs;
  guint jobs_per_host;
  guint retries;
  guint segments;
  gboolean trusts_length;
  gboolean reports_downloads;
  guint freeze_guard;
  guint timeout;
  FreshetRateLimiter *limiter;
  GTlsDatabase *tls_database;
  GProxyResolver *proxy_resolver;
  gboolean waits_for_network;
  GNetworkMonitor *network;
  gboolean waits_for_disk;
  guint disk_least_interval;
  gboolean is_held;
  GHashTable *held;

  /* What is being carried out. */
  GMainContext *context;
  FreshetScheduler *scheduler;
  FreshetJobTuner tuner;
  GHashTable *active;
  GHashTable *retrying;
  FreshetRun *run;
  gboolean is_blocking;
  GSource *dispatch_source;
  GSource *progress_source;
  GSource *disk_source;
  guint disk_interval;
  gint64 disk_resumed_at;

  /* For other threads, under the mutex. */
  GMutex mutex;
  GCancellable *stop;
};

/* The list. */
void freshet_queue_unwatch (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_tell_counts (FreshetQueue *self);

/* Who carries the downloads out: the modes. */
void freshet_queue_enqueue (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_drive (FreshetQueue *self);
gboolean freshet_queue_dequeue (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_end_run_if_idle (FreshetQueue *self);
gboolean freshet_queue_is_active (FreshetQueue *self, FreshetDownload *download);
gboolean freshet_queue_is_under_way (FreshetQueue *self, FreshetDownload *download);

FreshetTransfer *freshet_queue_begin_download (FreshetQueue *self, FreshetDownload *download);
gint64 freshet_queue_end_download (FreshetQueue *self, FreshetDownload *download, GError *error);
void freshet_queue_transfer_ended (FreshetQueue *self, FreshetDownload *download, GError *error);
void freshet_queue_state_changed (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_limit_jobs (FreshetQueue *self);
void freshet_queue_dispatch_later (FreshetQueue *self);
void freshet_queue_end_run (FreshetQueue *self);
void freshet_queue_retry_later (FreshetQueue *self, FreshetDownload *download, gint64 delay);
gboolean freshet_queue_is_offline (FreshetQueue *self, const GError *error);
gboolean freshet_queue_is_disk_trouble (FreshetQueue *self, const GError *error);
void freshet_queue_look_at_disk (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_forget_disks (FreshetQueue *self);
gboolean freshet_queue_keep_back (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_let_go_late (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_start_async (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_start_in_thread (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_drive_blocking (FreshetQueue *self);

void freshet_queue_tell_download (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_run_started (FreshetQueue *self);
void freshet_queue_run_finished (FreshetQueue *self, FreshetReport *report);

G_END_DECLS
