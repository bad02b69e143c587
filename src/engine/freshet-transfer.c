/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-transfer-private.h"

/**
 * FreshetTransfer:
 *
 * Moves one address into one file, once. It comes as GIO's own operations come: as an asynchronous
 * and a blocking call, [method@Transfer.run_async] and [method@Transfer.run]. What they do is the
 * same; they differ in who waits.
 */
G_DEFINE_FINAL_TYPE (FreshetTransfer, freshet_transfer, G_TYPE_OBJECT)

static void
freshet_transfer_finalize (GObject *object)
{
  FreshetTransfer *self = FRESHET_TRANSFER (object);

  g_clear_pointer (&self->session, freshet_session_unref);
  g_clear_pointer (&self->request, freshet_request_unref);
  g_clear_pointer (&self->limiter, freshet_rate_limiter_unref);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->visited, g_hash_table_unref);
  g_clear_object (&self->message);
  g_clear_object (&self->body);
  g_clear_pointer (&self->part, freshet_part_free);
  freshet_answer_clear (&self->answer);
  g_clear_object (&self->output);
  g_clear_object (&self->part_stream);
  g_clear_pointer (&self->wanted, freshet_checksum_free);
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->final_uri, g_free);
  g_clear_pointer (&self->provenance, freshet_provenance_unref);
  g_clear_pointer (&self->digest, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (freshet_transfer_parent_class)->finalize (object);
}

static void
freshet_transfer_class_init (FreshetTransferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_transfer_finalize;
}

static void
freshet_transfer_init (FreshetTransfer *self)
{
  g_mutex_init (&self->mutex);
  self->status.total = -1;
  self->status.segments = 1;
  self->status.retry_after = -1;
}

/**
 * freshet_transfer_new:
 * @session: what it shares with the other transfers
 * @request: what is wanted
 *
 * Returns: (transfer full): a transfer, to be run once
 */
FreshetTransfer *
freshet_transfer_new (FreshetSession *session, FreshetRequest *request)
{
  FreshetTransfer *self = g_object_new (FRESHET_TYPE_TRANSFER, NULL);

  self->session = freshet_session_ref (session);
  self->request = freshet_request_ref (request);
  self->limiter = freshet_rate_limiter_new_within (session->limiter, 0);
  freshet_session_prepare (session, request->uri);
  return self;
}

/**
 * freshet_transfer_set_stage_func:
 * @self: a transfer
 * @func: called in the thread that runs it
 * @user_data: for @func
 */
void
freshet_transfer_set_stage_func (FreshetTransfer *self, FreshetStageFunc func, gpointer user_data)
{
  g_return_if_fail (FRESHET_IS_TRANSFER (self));

  self->stage_func = func;
  self->stage_data = user_data;
}

/**
 * freshet_transfer_set_discard:
 * @self: a transfer
 * @discard: whether the part is removed when the transfer is cancelled, instead of kept for later
 *
 * Callable from any thread, while it runs.
 */
void
freshet_transfer_set_discard (FreshetTransfer *self, gboolean discard)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->discard = discard;
}

/**
 * freshet_transfer_set_rate_limit:
 * @self: a transfer
 * @bytes_per_second: how fast it may be, beside what the session allows; 0 for no limit of its own
 *
 * Callable from any thread, while it runs.
 */
void
freshet_transfer_set_rate_limit (FreshetTransfer *self, goffset bytes_per_second)
{
  g_return_if_fail (FRESHET_IS_TRANSFER (self));

  freshet_rate_limiter_set_rate (self->limiter, bytes_per_second);
}

/**
 * freshet_transfer_get_status:
 * @self: a transfer
 * @status: (out caller-allocates): how far it is
 *
 * Callable from any thread, while it runs.
 */
void
freshet_transfer_get_status (FreshetTransfer *self, FreshetTransferStatus *status)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  *status = self->status;
}

/**
 * freshet_transfer_get_path:
 * @self: a transfer
 *
 * Returns: (transfer full) (nullable): where the file is to be or, once it is done, is
 */
char *
freshet_transfer_get_path (FreshetTransfer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->path);
}

/**
 * freshet_transfer_get_final_uri:
 * @self: a transfer
 *
 * Returns: (transfer full) (nullable): the address that answered, without user info
 */
char *
freshet_transfer_get_final_uri (FreshetTransfer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->final_uri);
}

/**
 * freshet_transfer_get_provenance:
 * @self: a transfer
 *
 * Returns: (transfer full) (nullable): what the server has said so far
 */
FreshetProvenance *
freshet_transfer_get_provenance (FreshetTransfer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->provenance != NULL ? freshet_provenance_ref (self->provenance) : NULL;
}

/**
 * freshet_transfer_get_checksum:
 * @self: a transfer
 *
 * Returns: (transfer full) (nullable): the digest of the file as `sha256:…`, where one was wanted
 */
char *
freshet_transfer_get_checksum (FreshetTransfer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->digest);
}
