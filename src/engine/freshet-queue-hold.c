/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"

/*
 * Keeps a download from being started, if the queue is held.
 *
 * Returns: whether it is kept
 */
gboolean
freshet_queue_keep_back (FreshetQueue *self, FreshetDownload *download)
{
  if (!self->is_held || self->mode == FRESHET_MODE_BLOCKING)
    return FALSE;
  g_hash_table_add (self->held, g_object_ref (download));
  /* That is what it waits for now, whatever it was before. */
  freshet_download_set_error (download, NULL);
  freshet_download_rest (download, FRESHET_STOP_WAIT);
  return TRUE;
}

/* Starts a download again that had not yet come to its end when it was let go. */
void
freshet_queue_let_go_late (FreshetQueue *self, FreshetDownload *download)
{
  if (!self->is_held && g_hash_table_remove (self->held, download))
    freshet_queue_enqueue (self, download);
}

static void
hold_all (FreshetQueue *self)
{
  if (self->mode == FRESHET_MODE_BLOCKING)
    return;
  for (guint i = 0; i < self->downloads->len; i++)
    {
      FreshetDownload *download = self->downloads->pdata[i];

      if (freshet_queue_is_active (self, download))
        {
          g_hash_table_add (self->held, g_object_ref (download));
          freshet_download_stop (download, FRESHET_STOP_WAIT);
        }
      else if (freshet_queue_dequeue (self, download))
        {
          freshet_queue_keep_back (self, download);
        }
    }
  freshet_queue_end_run_if_idle (self);
}

static void
let_all_go (FreshetQueue *self)
{
  for (guint i = 0; i < self->downloads->len; i++)
    {
      FreshetDownload *download = self->downloads->pdata[i];

      if (!freshet_queue_is_active (self, download) && g_hash_table_remove (self->held, download))
        freshet_queue_enqueue (self, download);
    }
  freshet_queue_drive (self);
}

/**
 * freshet_queue_set_held:
 * @self: a queue
 * @is_held: whether nothing may be downloaded for now
 *
 * Stops what is under way and keeps it, and whatever else is started from now on, until it is let go:
 * then all of it goes on by itself. In the meantime it waits; a run that has nothing else to do ends.
 * What is paused or cancelled meanwhile stays so. The blocking mode is never held.
 */
void
freshet_queue_set_held (FreshetQueue *self, gboolean is_held)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  if (self->is_held == !!is_held)
    return;
  self->is_held = !!is_held;
  if (is_held)
    hold_all (self);
  else
    let_all_go (self);
}

/**
 * freshet_queue_is_held:
 * @self: a queue
 *
 * Returns: whether nothing may be downloaded for now
 */
gboolean
freshet_queue_is_held (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), FALSE);

  return self->is_held;
}
