/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"
#include "freshet-guard.h"

/* How often a blocking wait looks whether it is to end. */
#define BLOCKING_WAIT_US 20000

/* One transfer under way, for whoever calls back when it has ended. */
typedef struct
{
  FreshetQueue *queue;
  FreshetDownload *download;
  FreshetTransfer *transfer;
} Attempt;

static Attempt *
attempt_new (FreshetQueue *queue, FreshetDownload *download)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->queue = g_object_ref (queue);
  attempt->download = g_object_ref (download);
  attempt->transfer = g_object_ref (freshet_queue_begin_download (queue, download));
  return attempt;
}

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_object_unref (attempt->transfer);
  g_object_unref (attempt->download);
  g_object_unref (attempt->queue);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
ran_async_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attempt) attempt = user_data;
  GError *error = NULL;

  freshet_transfer_run_finish (attempt->transfer, result, &error);
  freshet_queue_transfer_ended (attempt->queue, attempt->download, error);
}

/* The modes async and naive: the main loop carries all of them at once. */
void
freshet_queue_start_async (FreshetQueue *self, FreshetDownload *download)
{
  Attempt *attempt = attempt_new (self, download);

  freshet_transfer_run_async (attempt->transfer,
                              freshet_download_get_cancellable (download),
                              ran_async_cb,
                              attempt);
}

static void
worker_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (freshet_transfer_run (attempt->transfer, g_task_get_cancellable (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ran_in_thread_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attempt) attempt = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  freshet_queue_transfer_ended (attempt->queue, attempt->download, error);
}

/*
 * The mode threads: a worker for each of them, which sleeps while it waits. It may be the last to let go of
 * the task, and so is only lent what ends in this thread: the transfer with its message, and the queue.
 */
void
freshet_queue_start_in_thread (FreshetQueue *self, FreshetDownload *download)
{
  Attempt *attempt = attempt_new (self, download);
  GTask *task
      = g_task_new (NULL, freshet_download_get_cancellable (download), ran_in_thread_cb, attempt);

  g_task_set_source_tag (task, freshet_queue_start_in_thread);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, attempt, NULL);
  if (self->run->workers == NULL)
    self->run->workers = g_thread_pool_new (worker_cb, NULL, -1, FALSE, NULL);
  g_thread_pool_push (self->run->workers, task, NULL);
}

static void
stop_cb (GCancellable *stop, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Runs one transfer here and now; nothing else happens in this thread until it has ended. */
static void
run_blocking (FreshetQueue *self, FreshetDownload *download)
{
  GCancellable *stop = self->run->stop;
  g_autoptr (FreshetTransfer) transfer
      = g_object_ref (freshet_queue_begin_download (self, download));
  g_autoptr (GCancellable) cancellable = g_object_ref (freshet_download_get_cancellable (download));
  GError *error = NULL;
  gulong handler;
  gint64 delay;

  handler = g_cancellable_connect (stop, G_CALLBACK (stop_cb), cancellable, NULL);
  freshet_transfer_run (transfer, cancellable, &error);
  g_cancellable_disconnect (stop, handler);
  freshet_run_sample (self->run);

  g_object_freeze_notify (G_OBJECT (download));
  delay = freshet_queue_end_download (self, download, error);
  if (delay == FRESHET_UNTIL_NETWORK)
    freshet_download_rest (download, FRESHET_STOP_WAIT);
  else if (delay >= 0)
    freshet_scheduler_add (self->scheduler, freshet_download_get_host (download), download);
  g_object_thaw_notify (G_OBJECT (download));
}

/* Waits until a download that failed may be begun again. */
static void
wait_for_retry (FreshetQueue *self, FreshetDownload *download)
{
  gint64 end = freshet_download_get_retry_at (download);

  while (g_get_monotonic_time () < end && !g_cancellable_is_cancelled (self->run->stop))
    g_usleep (BLOCKING_WAIT_US);
}

/* The mode blocking: one after another, on the thread that a window needs to stay alive. */
void
freshet_queue_drive_blocking (FreshetQueue *self)
{
  GCancellable *stop = self->run->stop;
  g_autoptr (FreshetGuard) guard = NULL;
  FreshetDownload *next;

  if (self->freeze_guard > 0)
    guard = freshet_guard_new (self->freeze_guard, stop);
  self->is_blocking = TRUE;
  while ((next = freshet_scheduler_take (self->scheduler)) != NULL)
    {
      g_autoptr (FreshetDownload) download = g_object_ref (next);

      wait_for_retry (self, download);
      if (g_cancellable_is_cancelled (stop))
        {
          freshet_scheduler_release (self->scheduler, freshet_download_get_host (download));
          freshet_download_rest (download, FRESHET_STOP_WAIT);
        }
      else
        run_blocking (self, download);
    }
  self->is_blocking = FALSE;
  freshet_queue_end_run (self);
}
