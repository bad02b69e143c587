/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-download.h"
#include "freshet-mode.h"
#include "freshet-report.h"

G_BEGIN_DECLS

/**
 * FreshetQueue:
 *
 * The downloads of one program, and who carries them out. A #GListModel of #FreshetDownload that
 * belongs to the main context of the thread that made it.
 *
 * A *run* begins when something is started while nothing runs, and ends when nothing runs any more
 * and nothing that was started still waits. #FreshetQueue::run-finished then hands out its report.
 */
#define FRESHET_TYPE_QUEUE (freshet_queue_get_type ())
G_DECLARE_FINAL_TYPE (FreshetQueue, freshet_queue, FRESHET, QUEUE, GObject)

FreshetQueue *freshet_queue_new (FreshetPulse *pulse);

void freshet_queue_add (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_add_many (FreshetQueue *self, GPtrArray *downloads);
void freshet_queue_insert (FreshetQueue *self, guint position, FreshetDownload *download);
void freshet_queue_remove (FreshetQueue *self, FreshetDownload *download);
GPtrArray *freshet_queue_remove_many (FreshetQueue *self, GPtrArray *downloads, GArray **positions);
void freshet_queue_insert_many (FreshetQueue *self, GPtrArray *downloads, GArray *positions);
void freshet_queue_move (FreshetQueue *self, GPtrArray *downloads, guint position);

void freshet_queue_start (FreshetQueue *self);
void freshet_queue_start_download (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_start_many (FreshetQueue *self, GPtrArray *downloads);
void freshet_queue_pause_download (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_cancel_download (FreshetQueue *self, FreshetDownload *download);
void freshet_queue_pause (FreshetQueue *self);
void freshet_queue_resume (FreshetQueue *self);
void freshet_queue_set_held (FreshetQueue *self, gboolean is_held);
gboolean freshet_queue_is_held (FreshetQueue *self);
void freshet_queue_interrupt (FreshetQueue *self);

gboolean freshet_queue_is_running (FreshetQueue *self);
guint freshet_queue_get_n_waiting (FreshetQueue *self);
guint freshet_queue_get_n_active (FreshetQueue *self);
guint freshet_queue_get_n_paused (FreshetQueue *self);
guint freshet_queue_get_n_finished (FreshetQueue *self);

FreshetMode freshet_queue_get_mode (FreshetQueue *self);
void freshet_queue_set_mode (FreshetQueue *self, FreshetMode mode);
void freshet_queue_set_jobs (FreshetQueue *self, guint jobs);
void freshet_queue_set_jobs_per_host (FreshetQueue *self, guint jobs);
void freshet_queue_set_rate_limit (FreshetQueue *self, goffset bytes_per_second);
void freshet_queue_set_retries (FreshetQueue *self, guint retries);
void freshet_queue_set_segments (FreshetQueue *self, guint segments);
void freshet_queue_set_trusts_length (FreshetQueue *self, gboolean trusts);
void freshet_queue_set_reports_downloads (FreshetQueue *self, gboolean reports);
void freshet_queue_set_proxy_resolver (FreshetQueue *self, GProxyResolver *resolver);
void freshet_queue_set_timeout (FreshetQueue *self, guint seconds);
void freshet_queue_set_freeze_guard (FreshetQueue *self, guint seconds);
void freshet_queue_set_waits_for_network (FreshetQueue *self, gboolean waits);
void freshet_queue_set_waits_for_disk (FreshetQueue *self, gboolean waits);
void freshet_queue_set_disk_interval (FreshetQueue *self, guint interval);
void freshet_queue_set_network_monitor (FreshetQueue *self, GNetworkMonitor *monitor);
gboolean freshet_queue_set_ca_file (FreshetQueue *self, const char *path, GError **error);

G_END_DECLS
