/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-error.h"

/**
 * freshet_queue_set_jobs:
 * @self: a queue
 * @jobs: how many downloads at once, 0 for as many as are good
 *
 * Holds at once; what is under way beyond that is not stopped.
 */
void
freshet_queue_set_jobs (FreshetQueue *self, guint jobs)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->jobs = jobs;
  freshet_queue_limit_jobs (self);
}

/**
 * freshet_queue_set_jobs_per_host:
 * @self: a queue
 * @jobs: how many downloads at once from one host, 0 for as many as in all
 *
 * Holds at once; what is under way beyond that is not stopped.
 */
void
freshet_queue_set_jobs_per_host (FreshetQueue *self, guint jobs)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->jobs_per_host = jobs;
  freshet_queue_limit_jobs (self);
}

/**
 * freshet_queue_set_rate_limit:
 * @self: a queue
 * @bytes_per_second: for all downloads together, 0 for no limit
 *
 * Holds at once.
 */
void
freshet_queue_set_rate_limit (FreshetQueue *self, goffset bytes_per_second)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  freshet_rate_limiter_set_rate (self->limiter, bytes_per_second);
}

/**
 * freshet_queue_set_retries:
 * @self: a queue
 * @retries: how often in a row a download is begun again after an error that may pass
 */
void
freshet_queue_set_retries (FreshetQueue *self, guint retries)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->retries = retries;
}

/**
 * freshet_queue_set_segments:
 * @self: a queue
 * @segments: how many ranges of a file to fetch at once; 0, as it is unless this is called, for as many as
 *   turn out to be good
 *
 * Where nobody says, a file begins with one connection. While it comes, more are tried, and kept as long
 * as they make it faster. Holds for what is begun from now on; in the mode threads, from the next run on.
 */
void
freshet_queue_set_segments (FreshetQueue *self, guint segments)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->segments = segments;
  /* Other threads read it. */
  if (self->run != NULL && self->mode != FRESHET_MODE_THREADS)
    self->run->session->segments = segments;
}

/**
 * freshet_queue_set_proxy_resolver:
 * @self: a queue
 * @resolver: who says which proxy to ask for an address
 *
 * Holds for connections that are made from now on; in the mode threads, from the next run on. Unless
 * this is called, the system's resolver is asked.
 */
void
freshet_queue_set_proxy_resolver (FreshetQueue *self, GProxyResolver *resolver)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (G_IS_PROXY_RESOLVER (resolver));

  g_set_object (&self->proxy_resolver, resolver);
  if (self->run != NULL && self->mode != FRESHET_MODE_THREADS)
    freshet_session_set_proxy_resolver (self->run->session, resolver);
}

/**
 * freshet_queue_set_trusts_length:
 * @self: a queue
 * @trusts: whether an unfinished file is gone on with by its length alone
 *
 * Off unless this is called: where a server gives nothing that tells one state of a file from another
 * (RFC 9110 section 8.8), the two parts may be of two files of the same length. Holds from the next run
 * on.
 */
void
freshet_queue_set_trusts_length (FreshetQueue *self, gboolean trusts)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->trusts_length = trusts;
}

/**
 * freshet_queue_set_reports_downloads:
 * @self: a queue
 * @reports: whether the report of a run tells of each of its downloads, as it does unless this is called
 *
 * For whoever does not read that: it takes memory for each of ten thousand.
 */
void
freshet_queue_set_reports_downloads (FreshetQueue *self, gboolean reports)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->reports_downloads = reports;
}

/**
 * freshet_queue_set_timeout:
 * @self: a queue
 * @seconds: after how long without a byte an attempt has failed; 30 unless this is called
 *
 * Holds from the next run on.
 */
void
freshet_queue_set_timeout (FreshetQueue *self, guint seconds)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->timeout = seconds;
}

/**
 * freshet_queue_set_freeze_guard:
 * @self: a queue
 * @seconds: how long a blocking run may take, 0 for any time
 *
 * What it cuts off waits in the list.
 */
void
freshet_queue_set_freeze_guard (FreshetQueue *self, guint seconds)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->freeze_guard = seconds;
}

/**
 * freshet_queue_set_ca_file:
 * @self: a queue
 * @path: a PEM file with the authorities to trust, instead of the system's
 * @error: set where it cannot be read
 *
 * Holds from the next run on. Reads the file at once: not for a window's main thread.
 *
 * Returns: whether it was read
 */
gboolean
freshet_queue_set_ca_file (FreshetQueue *self, const char *path, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (FRESHET_IS_QUEUE (self), FALSE);

  database = g_tls_file_database_new (absolute, &failure);
  if (database == NULL)
    {
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   /* Translators: the first %s is a file, the second what went wrong. */
                   _ ("The authorities in “%s” cannot be read: %s"),
                   path,
                   failure->message);
      return FALSE;
    }
  g_set_object (&self->tls_database, database);
  return TRUE;
}
