/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"

/**
 * freshet_download_get_uri:
 * @self: a download
 *
 * Returns: (transfer none): what is asked for; may hold user info
 */
GUri *
freshet_download_get_uri (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  if (self->uri == NULL)
    self->uri = g_uri_parse (self->address, SOUP_HTTP_URI_FLAGS, NULL);
  return self->uri;
}

/**
 * freshet_download_get_address:
 * @self: a download
 *
 * Returns: (transfer none): what is asked for, without user info
 */
const char *
freshet_download_get_address (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->address;
}

/**
 * freshet_download_get_host:
 * @self: a download
 *
 * Returns: (transfer none): the host that is asked, for display
 */
const char *
freshet_download_get_host (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->host;
}

/**
 * freshet_download_get_name:
 * @self: a download
 *
 * Returns: (transfer none): the name of the file; a guess until the server has answered
 */
const char *
freshet_download_get_name (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->name;
}

/**
 * freshet_download_get_directory:
 * @self: a download
 *
 * Returns: (transfer none): the folder that the file goes to
 */
const char *
freshet_download_get_directory (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->directory;
}

/**
 * freshet_download_get_path:
 * @self: a download
 *
 * Returns: (transfer none) (nullable): where the file is or is to be
 */
const char *
freshet_download_get_path (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->path;
}

/**
 * freshet_download_get_state:
 * @self: a download
 *
 * Returns: what it is at
 */
FreshetState
freshet_download_get_state (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), FRESHET_STATE_WAITING);

  return self->state;
}

/**
 * freshet_download_get_received:
 * @self: a download
 *
 * Returns: how many bytes are there
 */
goffset
freshet_download_get_received (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->received;
}

/**
 * freshet_download_get_total:
 * @self: a download
 *
 * Returns: how many there are to be, -1 if that is unknown
 */
goffset
freshet_download_get_total (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), -1);

  return self->total;
}

/**
 * freshet_download_get_speed:
 * @self: a download
 *
 * Returns: bytes a second, over the last five seconds
 */
double
freshet_download_get_speed (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->speed;
}

/**
 * freshet_download_get_time_left:
 * @self: a download
 *
 * Returns: seconds, -1 if that cannot be told
 */
gint64
freshet_download_get_time_left (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), -1);

  return self->time_left;
}

/**
 * freshet_download_get_error:
 * @self: a download
 *
 * Returns: (transfer none) (nullable): why it failed, or waits to be tried again
 */
const GError *
freshet_download_get_error (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->error;
}

/**
 * freshet_download_get_attempts:
 * @self: a download
 *
 * Returns: how often it was begun
 */
guint
freshet_download_get_attempts (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->attempts;
}

/**
 * freshet_download_get_retry:
 * @self: a download
 * @retries: (out): how many retries it has, before it has failed
 *
 * Bytes that came since the failure before make the next retry the first again.
 *
 * Returns: which retry it waits for or is at, 0 if nothing has failed
 */
guint
freshet_download_get_retry (FreshetDownload *self, guint *retries)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);
  g_return_val_if_fail (retries != NULL, 0);

  *retries = self->retries;
  return self->failures;
}

/**
 * freshet_download_get_thread:
 * @self: a download
 *
 * Tells the threads apart that fetch the files of a run.
 *
 * Returns: (nullable): what stands for the thread in which it was last carried out; the thread may
 *   have ended since
 */
gconstpointer
freshet_download_get_thread (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return g_atomic_pointer_get (&self->thread);
}

/**
 * freshet_download_get_restart:
 * @self: a download
 *
 * Returns: why it began anew since it was started, though a part of it was there
 */
FreshetRestart
freshet_download_get_restart (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), FRESHET_RESTART_NONE);

  return self->restart;
}

/**
 * freshet_download_get_retry_at:
 * @self: a download
 *
 * Returns: when it is tried again, of `g_get_monotonic_time ()`; 0 for not
 */
gint64
freshet_download_get_retry_at (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->retry_at;
}

/**
 * freshet_download_get_added:
 * @self: a download
 *
 * Returns: when it was made, microseconds since 1970
 */
gint64
freshet_download_get_added (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->added;
}

/**
 * freshet_download_get_ended:
 * @self: a download
 *
 * Returns: when it was finished, failed or given up, microseconds since 1970; 0 if it was not
 */
gint64
freshet_download_get_ended (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->ended;
}

/**
 * freshet_download_get_digest:
 * @self: a download
 *
 * Returns: (transfer none) (nullable): the digest that the file was found to have, as `sha256:…`
 */
const char *
freshet_download_get_digest (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->digest;
}

/**
 * freshet_download_get_final_address:
 * @self: a download
 *
 * Returns: (transfer none) (nullable): the address that answered, without user info
 */
const char *
freshet_download_get_final_address (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->final_uri;
}

/**
 * freshet_download_get_resumed_from:
 * @self: a download
 *
 * Returns: where in the file the last attempt went on, in bytes; 0 if it began from the start
 */
goffset
freshet_download_get_resumed_from (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->resumed_from;
}

/**
 * freshet_download_get_segments:
 * @self: a download
 *
 * Returns: over how many connections at once it came in the last attempt, at the most; 0 if there was none
 */
guint
freshet_download_get_segments (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->segments;
}

/**
 * freshet_download_get_provenance:
 * @self: a download
 *
 * Returns: (transfer none) (nullable): what the server has said since the program began; not kept in the list
 */
const FreshetProvenance *
freshet_download_get_provenance (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  return self->provenance;
}
