/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"

/**
 * freshet_queue_start:
 * @self: a queue
 *
 * Starts all that waits. In blocking mode it returns when all is done, or the freeze guard struck.
 */
void
freshet_queue_start (FreshetQueue *self)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  for (guint i = 0; i < self->downloads->len; i++)
    if (freshet_download_get_state (self->downloads->pdata[i]) == FRESHET_STATE_WAITING)
      freshet_queue_enqueue (self, self->downloads->pdata[i]);
  freshet_queue_drive (self);
}

static void
restart (FreshetQueue *self, FreshetDownload *download)
{
  if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
    return;
  freshet_queue_dequeue (self, download);
  freshet_queue_enqueue (self, download);
}

/**
 * freshet_queue_start_download:
 * @self: a queue
 * @download: a download that is in it
 *
 * Starts one, whatever became of it before: one that was paused goes on, one that failed is tried
 * again.
 */
void
freshet_queue_start_download (FreshetQueue *self, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  restart (self, download);
  freshet_queue_drive (self);
}

/**
 * freshet_queue_start_many:
 * @self: a queue
 * @downloads: (element-type FreshetDownload): downloads that are in it
 *
 * Starts several, as freshet_queue_start_download() does one.
 */
void
freshet_queue_start_many (FreshetQueue *self, GPtrArray *downloads)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (downloads != NULL);

  for (guint i = 0; i < downloads->len; i++)
    restart (self, downloads->pdata[i]);
  freshet_queue_drive (self);
}

static void
stop_download (FreshetQueue *self, FreshetDownload *download, FreshetStop stop)
{
  gboolean waited;

  if (freshet_queue_is_active (self, download))
    {
      freshet_download_stop (download, stop);
      return;
    }
  if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
    return;
  waited = freshet_queue_dequeue (self, download);
  freshet_download_rest (download, stop);
  if (waited)
    freshet_queue_end_run_if_idle (self);
}

/**
 * freshet_queue_pause_download:
 * @self: a queue
 * @download: a download that is in it
 *
 * Stops one, with its part kept. One that was not started stays as it is.
 */
void
freshet_queue_pause_download (FreshetQueue *self, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  if (freshet_queue_is_under_way (self, download))
    stop_download (self, download, FRESHET_STOP_PAUSE);
}

/**
 * freshet_queue_cancel_download:
 * @self: a queue
 * @download: a download that is in it
 *
 * Gives one up, and removes its part.
 */
void
freshet_queue_cancel_download (FreshetQueue *self, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  stop_download (self, download, FRESHET_STOP_CANCEL);
}

/**
 * freshet_queue_pause:
 * @self: a queue
 *
 * Pauses all that was started.
 */
void
freshet_queue_pause (FreshetQueue *self)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  for (guint i = 0; i < self->downloads->len; i++)
    freshet_queue_pause_download (self, self->downloads->pdata[i]);
}

/**
 * freshet_queue_resume:
 * @self: a queue
 *
 * Starts all that is paused.
 */
void
freshet_queue_resume (FreshetQueue *self)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  for (guint i = 0; i < self->downloads->len; i++)
    if (freshet_download_get_state (self->downloads->pdata[i]) == FRESHET_STATE_PAUSED)
      freshet_queue_enqueue (self, self->downloads->pdata[i]);
  freshet_queue_drive (self);
}
