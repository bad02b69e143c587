/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-disk.h"
#include "freshet-error.h"
#include "freshet-part.h"
#include "freshet-retry.h"

/* What a transfer needs to know; a copy, since the download may be changed while it runs. */
static FreshetRequest *
create_request (FreshetDownload *self)
{
  FreshetRequest *request = freshet_request_new (freshet_download_get_uri (self), self->directory);

  request->name = g_strdup (self->wanted_name);
  request->headers = g_strdupv (self->headers);
  if (self->checksum != NULL)
    request->checksum = freshet_checksum_copy (self->checksum);
  request->overwrite = self->overwrite;
  request->resume = self->resume || self->attempts > 0;
  if (self->path != NULL)
    request->part_name = g_path_get_basename (self->path);
  return request;
}

static FreshetState
state_of_stage (FreshetStage stage)
{
  switch (stage)
    {
    case FRESHET_STAGE_CONNECTING:
      return FRESHET_STATE_CONNECTING;
    case FRESHET_STAGE_RECEIVING:
      return FRESHET_STATE_DOWNLOADING;
    case FRESHET_STAGE_FINISHING:
    case FRESHET_STAGE_DONE:
    default:
      return FRESHET_STATE_VERIFYING;
    }
}

static gboolean
stage_changed_cb (gpointer user_data)
{
  FreshetDownload *self = user_data;

  if (self->transfer != NULL)
    freshet_download_update (self, g_get_monotonic_time ());
  return G_SOURCE_REMOVE;
}

/* States are told at once, progress by the queue's timer. */
static void
stage_cb (FreshetStage stage, gpointer user_data)
{
  FreshetDownload *self = user_data;
  g_autoptr (GSource) source = NULL;

  g_atomic_pointer_set (&self->thread, g_thread_self ());
  /* Its begin and its end are known here. */
  if (stage == FRESHET_STAGE_CONNECTING || stage == FRESHET_STAGE_DONE)
    return;
  if (self->home == g_thread_self ())
    {
      stage_changed_cb (self);
      return;
    }

  /* Not g_main_context_invoke (): while nobody iterates the context, that would tell it in a worker. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, stage_changed_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

void
freshet_download_enqueue (FreshetDownload *self, gint64 now)
{
  self->queued_at = now;
  self->started_at = 0;
  self->connected_at = 0;
  self->first_byte_at = 0;
  self->finished_at = 0;
  self->failures = 0;
  self->received_at_failure = 0;
  freshet_download_set_error (self, NULL);
  freshet_download_set_retry_at (self, 0);
  freshet_download_set_restart (self, FRESHET_RESTART_NONE);
  freshet_download_set_state (self, FRESHET_STATE_WAITING);
}

/* Returns: (transfer none): the transfer to be run, with freshet_download_get_cancellable() */
FreshetTransfer *
freshet_download_begin (FreshetDownload *self, FreshetSession *session)
{
  g_autoptr (FreshetRequest) request = create_request (self);

  g_assert (self->transfer == NULL);

  self->transfer = freshet_transfer_new (session, request);
  freshet_transfer_set_stage_func (self->transfer, stage_cb, self);
  freshet_transfer_set_rate_limit (self->transfer, self->rate_limit);
  self->cancellable = g_cancellable_new ();
  self->stop = FRESHET_STOP_NONE;
  self->mode = session->mode;
  self->meter = g_new0 (FreshetRateMeter, 1);
  if (self->started_at == 0)
    self->started_at = g_get_monotonic_time ();
  freshet_download_set_retry_at (self, 0);
  freshet_download_set_error (self, NULL);
  freshet_download_count_attempt (self);
  freshet_download_set_state (self, FRESHET_STATE_CONNECTING);
  return self->transfer;
}

GCancellable *
freshet_download_get_cancellable (FreshetDownload *self)
{
  return self->cancellable;
}

/* Returns: whether @latency, @duration and @size, to be asked for when all has come, are known */
gboolean
freshet_download_get_pace (FreshetDownload *self, gint64 *latency, gint64 *duration, goffset *size)
{
  FreshetTransferStatus status;

  if (self->transfer == NULL)
    return FALSE;
  freshet_transfer_get_status (self->transfer, &status);
  *latency = status.first_byte - status.connected;
  *duration = g_get_monotonic_time () - status.connected;
  *size = status.received - status.resumed_from;
  return status.connected > 0 && status.first_byte > 0;
}

static void
note_provenance (FreshetDownload *self)
{
  g_autofree char *final_uri = freshet_transfer_get_final_uri (self->transfer);

  g_clear_pointer (&self->provenance, freshet_provenance_unref);
  self->provenance = freshet_transfer_get_provenance (self->transfer);
  freshet_download_set_final_uri (self, final_uri);
}

/* Takes over what the transfer is at. */
void
freshet_download_update (FreshetDownload *self, gint64 now)
{
  g_autofree char *path = freshet_transfer_get_path (self->transfer);
  FreshetTransferStatus status;

  freshet_transfer_get_status (self->transfer, &status);
  /* Whoever shows several of its figures in one line finds all of them new when it is told of one. */
  g_object_freeze_notify (G_OBJECT (self));
  if (status.stage != FRESHET_STAGE_CONNECTING)
    {
      if (self->state == FRESHET_STATE_CONNECTING)
        note_provenance (self);
      freshet_rate_meter_add (self->meter, status.received, now);
      freshet_download_set_received (self, status.received, status.total);
      freshet_download_set_speed (self,
                                  freshet_rate_meter_get (self->meter, now),
                                  freshet_rate_meter_time_left (self->meter, status.total, now));
      freshet_download_set_path (self, path);
      if (status.restart != FRESHET_RESTART_NONE)
        freshet_download_set_restart (self, status.restart);
    }
  freshet_download_set_state (self, state_of_stage (status.stage));
  g_object_thaw_notify (G_OBJECT (self));
}

void
freshet_download_tune (FreshetDownload *self, gint64 now)
{
  freshet_transfer_tune (self->transfer, now);
}

void
freshet_download_stop (FreshetDownload *self, FreshetStop stop)
{
  if (self->transfer == NULL)
    return;
  self->stop = stop;
  g_clear_error (&self->stopped_by);
  freshet_transfer_set_discard (self->transfer, stop == FRESHET_STOP_CANCEL);
  g_cancellable_cancel (self->cancellable);
}

/* It has the same to wait for as another one, which ended with @cause. */
void
freshet_download_stop_for_disk (FreshetDownload *self, const GError *cause)
{
  if (self->transfer == NULL || self->stop != FRESHET_STOP_NONE)
    return;
  freshet_download_stop (self, FRESHET_STOP_WAIT);
  self->stopped_by = g_error_copy (cause);
}

static FreshetState
stopped_state (FreshetStop stop)
{
  switch (stop)
    {
    case FRESHET_STOP_PAUSE:
      return FRESHET_STATE_PAUSED;
    case FRESHET_STOP_CANCEL:
      return FRESHET_STATE_CANCELLED;
    case FRESHET_STOP_WAIT:
    case FRESHET_STOP_NONE:
    default:
      return FRESHET_STATE_WAITING;
    }
}

static void
discard_thread (GTask *task)
{
  const FreshetRequest *request = g_task_get_task_data (task);
  g_autoptr (FreshetPart) part
      = freshet_part_open (request->directory, request->part_name, request->address);

  if (part != NULL)
    freshet_part_discard (part);
  g_task_return_boolean (task, TRUE);
}

static void
discard_part (FreshetDownload *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  if (self->path == NULL)
    return;
  g_task_set_source_tag (task, discard_part);
  g_task_set_task_data (task,
                        create_request (self),
                        (GDestroyNotify) (void (*) (void)) freshet_request_unref);
  freshet_disk_run (task, discard_thread);
}

/* Puts a download to rest that no transfer is under way for. */
void
freshet_download_rest (FreshetDownload *self, FreshetStop stop)
{
  g_assert (self->transfer == NULL);

  if (stop == FRESHET_STOP_CANCEL)
    {
      discard_part (self);
      freshet_download_set_received (self, 0, -1);
    }
  freshet_download_set_retry_at (self, 0);
  freshet_download_set_state (self, stopped_state (stop));
}

static void
note_times (FreshetDownload *self)
{
  FreshetTransferStatus status;

  freshet_transfer_get_status (self->transfer, &status);
  self->connected_at = status.connected;
  self->first_byte_at = status.first_byte;
  self->resumed_from = status.resumed_from;
  self->segments = status.segments;
  self->finished_at = g_get_monotonic_time ();
  if (status.http_status != 0)
    note_provenance (self);
  g_free (self->digest);
  self->digest = freshet_transfer_get_checksum (self->transfer);
  if (self->digest != NULL)
    g_object_notify (G_OBJECT (self), "digest");
}

/* Returns: (transfer full): what has just ended, with its figures taken over */
static FreshetTransfer *
drop_transfer (FreshetDownload *self)
{
  freshet_download_update (self, g_get_monotonic_time ());
  note_times (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->meter, g_free);
  freshet_download_set_speed (self, 0, -1);
  return g_steal_pointer (&self->transfer);
}

/* Takes @error, which was no wonder, since this computer has no network. */
gint64
freshet_download_end_offline (FreshetDownload *self, GError *error)
{
  g_autoptr (FreshetTransfer) transfer = drop_transfer (self);

  g_error_free (error);
  freshet_download_set_error (
      self,
      g_error_new_literal (FRESHET_ERROR,
                           FRESHET_ERROR_NO_NETWORK,
                           _ ("There is no network. The download goes on when there is one.")));
  freshet_download_set_state (self, FRESHET_STATE_WAITING);
  return FRESHET_UNTIL_NETWORK;
}

/* Takes @error: why it waits. */
void
freshet_download_wait_for_disk (FreshetDownload *self, GError *error)
{
  freshet_download_set_error (self, error);
  freshet_download_set_retry_at (self, 0);
  freshet_download_set_state (self, FRESHET_STATE_WAITING);
}

/* Takes @error, which is about the disk, and may pass. */
gint64
freshet_download_end_without_disk (FreshetDownload *self, GError *error)
{
  g_autoptr (FreshetTransfer) transfer = drop_transfer (self);

  freshet_download_wait_for_disk (self, error);
  return FRESHET_UNTIL_DISK;
}

/* What is there is not asked for again, and its address says the same unless it held user info. */
static void
forget_uri (FreshetDownload *self)
{
  if (g_uri_get_userinfo (freshet_download_get_uri (self)) == NULL)
    g_clear_pointer (&self->uri, g_uri_unref);
}

/* More than ever came before makes a failure the first one again. */
static gint64
plan_retry (FreshetDownload *self, const GError *error, guint http_status, gint64 retry_after)
{
  if (!freshet_retry_is_worth_it (error, http_status))
    return -1;
  if (self->received > self->received_at_failure)
    self->failures = 0;
  self->received_at_failure = MAX (self->received_at_failure, self->received);
  self->failures++;
  return freshet_retry_delay (self->failures, retry_after, g_random_double ());
}

/*
 * Takes @error, %NULL if the file is in place.
 *
 * Returns: after how many microseconds it is to be begun again, -1 if it has ended
 */
gint64
freshet_download_end (FreshetDownload *self, GError *error, guint retries)
{
  g_autoptr (FreshetTransfer) transfer = NULL;
  g_autoptr (GError) failure = error;
  FreshetTransferStatus status;
  gint64 delay = -1;

  transfer = drop_transfer (self);
  freshet_transfer_get_status (transfer, &status);

  if (failure == NULL)
    {
      forget_uri (self);
      freshet_download_set_state (self, FRESHET_STATE_FINISHED);
      return -1;
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->stopped_by != NULL)
    {
      freshet_download_wait_for_disk (self, g_steal_pointer (&self->stopped_by));
      return FRESHET_UNTIL_DISK;
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      freshet_download_set_state (self, stopped_state (self->stop));
      return -1;
    }
  self->retries = retries;
  delay = plan_retry (self, failure, status.http_status, status.retry_after);
  if (delay >= 0 && self->failures <= retries)
    freshet_download_set_retry_at (self, g_get_monotonic_time () + delay);
  else
    delay = -1;
  freshet_download_set_error (self, g_steal_pointer (&failure));
  freshet_download_set_state (self, delay >= 0 ? FRESHET_STATE_WAITING : FRESHET_STATE_FAILED);
  return delay;
}
