/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-retry.h"

/* A download that waits to be begun again; the queue lives as long as something waits in it. */
typedef struct
{
  FreshetQueue *queue;
  FreshetDownload *download;
} Retry;

static gboolean
retry_cb (gpointer user_data)
{
  Retry *retry = user_data;
  FreshetQueue *self = retry->queue;

  freshet_scheduler_add (self->scheduler,
                         freshet_download_get_host (retry->download),
                         retry->download);
  freshet_queue_dispatch_later (self);
  g_hash_table_remove (self->retrying, retry->download);
  return G_SOURCE_REMOVE;
}

static void
retry_free (gpointer data)
{
  Retry *retry = data;

  g_object_unref (retry->download);
  g_free (retry);
}

/*
 * Begins a download again after @delay microseconds or, if that is %FRESHET_UNTIL_NETWORK or
 * %FRESHET_UNTIL_DISK, when there is a network or room on its disk again.
 */
void
freshet_queue_retry_later (FreshetQueue *self, FreshetDownload *download, gint64 delay)
{
  gboolean is_timed = delay != FRESHET_UNTIL_NETWORK && delay != FRESHET_UNTIL_DISK;
  Retry *retry = g_new0 (Retry, 1);
  GSource *source = g_timeout_source_new (is_timed ? (guint) (delay / 1000) + 1 : 0);

  if (!is_timed)
    g_source_set_ready_time (source, -1);

  retry->queue = self;
  retry->download = g_object_ref (download);
  g_source_set_callback (source, retry_cb, retry, retry_free);
  g_source_attach (source, self->context);
  g_hash_table_insert (self->retrying, g_object_ref (download), source);
  g_source_unref (source);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, FreshetQueue *self)
{
  GHashTableIter iter;
  gpointer download;
  gpointer source;

  if (!available)
    return;
  g_hash_table_iter_init (&iter, self->retrying);
  while (g_hash_table_iter_next (&iter, &download, &source))
    if (g_error_matches (freshet_download_get_error (download),
                         FRESHET_ERROR,
                         FRESHET_ERROR_NO_NETWORK))
      g_source_set_ready_time (source, 0);
}

/*
 * Whether an error is no wonder, since this computer has no network. The system is asked only then:
 * that may take a while, and on most days is never needed.
 */
gboolean
freshet_queue_is_offline (FreshetQueue *self, const GError *error)
{
  if (!self->waits_for_network || error == NULL || !freshet_retry_may_be_offline (error))
    return FALSE;
  if (self->network == NULL)
    freshet_queue_set_network_monitor (self, g_network_monitor_get_default ());
  return !g_network_monitor_get_network_available (self->network);
}

/**
 * freshet_queue_set_network_monitor:
 * @self: a queue
 * @monitor: what to ask for the network, instead of the system's monitor
 */
void
freshet_queue_set_network_monitor (FreshetQueue *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  if (g_set_object (&self->network, monitor))
    g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_changed_cb), self, 0);
}

/**
 * freshet_queue_set_waits_for_network:
 * @self: a queue
 * @waits: whether a download that finds no network waits for one, instead of failing
 *
 * Off unless this is called. The blocking mode does not wait: nothing would tell it.
 */
void
freshet_queue_set_waits_for_network (FreshetQueue *self, gboolean waits)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->waits_for_network = waits;
}
