/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-checksum.h"
#include "freshet-provenance.h"
#include "freshet-report.h"
#include "freshet-state.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_DOWNLOAD (freshet_download_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDownload, freshet_download, FRESHET, DOWNLOAD, GObject)

FreshetDownload *freshet_download_new (GUri *uri, const char *directory);

/* What is wanted: to be set before it is started. */
void freshet_download_set_name (FreshetDownload *self, const char *name);
void freshet_download_set_directory (FreshetDownload *self, const char *directory);
void freshet_download_set_checksum (FreshetDownload *self, const FreshetChecksum *checksum);
void freshet_download_set_headers (FreshetDownload *self, const char *const *headers);
void
freshet_download_set_credentials (FreshetDownload *self, const char *user, const char *password);
void freshet_download_set_overwrite (FreshetDownload *self, gboolean overwrite);
void freshet_download_set_resume (FreshetDownload *self, gboolean resume);
void freshet_download_set_temporary (FreshetDownload *self, gboolean temporary);

/* What is wanted, at any time. */
void freshet_download_set_rate_limit (FreshetDownload *self, goffset bytes_per_second);
goffset freshet_download_get_rate_limit (FreshetDownload *self);

/* What it is at. All of these are properties, notified only when they change. */
GUri *freshet_download_get_uri (FreshetDownload *self);
const char *freshet_download_get_address (FreshetDownload *self);
const char *freshet_download_get_host (FreshetDownload *self);
const char *freshet_download_get_name (FreshetDownload *self);
const char *freshet_download_get_directory (FreshetDownload *self);
const char *freshet_download_get_path (FreshetDownload *self);
FreshetState freshet_download_get_state (FreshetDownload *self);
goffset freshet_download_get_received (FreshetDownload *self);
goffset freshet_download_get_total (FreshetDownload *self);
double freshet_download_get_speed (FreshetDownload *self);
gint64 freshet_download_get_time_left (FreshetDownload *self);
const GError *freshet_download_get_error (FreshetDownload *self);
guint freshet_download_get_attempts (FreshetDownload *self);
guint freshet_download_get_retry (FreshetDownload *self, guint *retries);
gconstpointer freshet_download_get_thread (FreshetDownload *self);
FreshetRestart freshet_download_get_restart (FreshetDownload *self);
gint64 freshet_download_get_retry_at (FreshetDownload *self);
gint64 freshet_download_get_added (FreshetDownload *self);
gint64 freshet_download_get_ended (FreshetDownload *self);
const char *freshet_download_get_digest (FreshetDownload *self);
const char *freshet_download_get_final_address (FreshetDownload *self);
goffset freshet_download_get_resumed_from (FreshetDownload *self);
guint freshet_download_get_segments (FreshetDownload *self);
const FreshetProvenance *freshet_download_get_provenance (FreshetDownload *self);
FreshetReport *freshet_download_create_report (FreshetDownload *self);

void freshet_download_verify_async (FreshetDownload *self,
                                    const FreshetChecksum *checksum,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
freshet_download_verify_finish (FreshetDownload *self, GAsyncResult *result, GError **error);

G_END_DECLS
