/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-transfer-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-address.h"
#include "freshet-error.h"
#include "freshet-folder.h"

/* As browsers do. */
#define MAX_REDIRECTS 20

static void
set_stage (FreshetTransfer *self, FreshetStage stage)
{
  g_mutex_lock (&self->mutex);
  self->status.stage = stage;
  g_mutex_unlock (&self->mutex);
  if (self->stage_func != NULL)
    self->stage_func (stage, self->stage_data);
}

void
freshet_transfer_begin (FreshetTransfer *self)
{
  self->uri = g_uri_ref (self->request->uri);
  if (self->request->checksum != NULL)
    self->wanted = freshet_checksum_copy (self->request->checksum);
  set_stage (self, FRESHET_STAGE_CONNECTING);
}

/* Whether freshet_transfer_find_part() would touch the disk. */
gboolean
freshet_transfer_needs_disk (FreshetTransfer *self)
{
  const FreshetRequest *request = self->request;

  if (!freshet_part_index_knows (self->session->index, request->directory))
    return TRUE;
  if (!request->resume)
    return FALSE;
  if (request->part_name != NULL)
    return TRUE;
  return freshet_part_index_contains (self->session->index, request->directory, request->address);
}

/* One that cannot be written is not remembered: the next attempt looks again. */
static gboolean
learn_directory (FreshetTransfer *self, GError **error)
{
  FreshetPartIndex *index = self->session->index;
  const char *directory = self->request->directory;

  if (freshet_part_index_knows (index, directory))
    return TRUE;
  if (!freshet_folder_check (directory, error))
    return FALSE;
  freshet_part_index_learn (index, directory);
  return TRUE;
}

/* The digest goes on where the part ends. What the user wants of it counts more than what was noted. */
static gboolean
read_part (FreshetTransfer *self, GCancellable *cancellable)
{
  const FreshetPartRecord *record = freshet_part_get_record (self->part);

  if (self->wanted == NULL && record->checksum != NULL)
    self->wanted = freshet_checksum_parse (record->checksum, NULL);
  if (self->wanted == NULL)
    return TRUE;
  self->checksum = g_checksum_new (self->wanted->type);
  return freshet_part_update_checksum (self->part, 0, self->checksum, cancellable, NULL);
}

/*
 * Looks for what is there already, and reads it where its digest is wanted. A folder that cannot be
 * written is an error: there is no use in asking the server then.
 */
gboolean
freshet_transfer_find_part (FreshetTransfer *self, GCancellable *cancellable, GError **error)
{
  const FreshetRequest *request = self->request;
  g_autofree char *name = NULL;

  if (!learn_directory (self, error))
    return FALSE;
  if (!request->resume)
    return TRUE;
  if (request->part_name != NULL)
    name = g_strdup (request->part_name);
  else
    name = freshet_part_index_take (self->session->index, request->directory, request->address);
  if (name == NULL)
    return TRUE;

  self->part = freshet_part_open (request->directory, name, request->address);
  if (self->part != NULL)
    freshet_part_set_overwrite (self->part, request->overwrite);
  if (self->part != NULL && !read_part (self, cancellable))
    g_clear_pointer (&self->part, freshet_part_free);
  return TRUE;
}

/*
 * What can be gone on with; nothing any more once the server has shown that it cannot. What was fetched
 * in ranges may begin with a gap.
 */
static const FreshetPartRecord *
get_resumable (FreshetTransfer *self)
{
  const FreshetPartRecord *record;

  if (self->part == NULL || self->restarted)
    return NULL;
  record = freshet_part_get_record (self->part);
  if (record->ranges->len == 0)
    return NULL;
  if (freshet_part_record_get_validator (record) != NULL)
    return record;
  return self->session->trusts_length && record->total > 0 ? record : NULL;
}

SoupMessage *
freshet_transfer_next_message (FreshetTransfer *self)
{
  g_clear_object (&self->message);
  self->message = freshet_http_create_message (self->request,
                                               self->uri,
                                               !self->left_origin,
                                               get_resumable (self));
  return self->message;
}

static gboolean
follow (FreshetTransfer *self, GError **error)
{
  char *address = g_uri_to_string (self->uri);

  if (self->visited == NULL)
    self->visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_add (self->visited, address)
      || g_hash_table_size (self->visited) > MAX_REDIRECTS)
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_REDIRECT,
                           _ ("The server sends you in circles: each address leads to another."));
      return FALSE;
    }
  g_uri_unref (self->uri);
  self->uri = g_steal_pointer (&self->answer.location);
  freshet_session_prepare (self->session, self->uri);
  if (!freshet_address_same_origin (self->uri, self->request->uri))
    self->left_origin = TRUE;
  return TRUE;
}

void
freshet_transfer_count (FreshetTransfer *self, gsize n_bytes)
{
  g_atomic_pointer_add (&self->session->received, n_bytes);
  g_mutex_lock (&self->mutex);
  self->status.received += n_bytes;
  g_mutex_unlock (&self->mutex);
}

void
freshet_transfer_set_received (FreshetTransfer *self, goffset received)
{
  g_mutex_lock (&self->mutex);
  self->status.received = received;
  g_mutex_unlock (&self->mutex);
}

/* How many connections it comes over; the most of them is told. */
void
freshet_transfer_note_segments (FreshetTransfer *self, guint n_segments)
{
  g_mutex_lock (&self->mutex);
  self->status.segments = MAX (self->status.segments, n_segments);
  g_mutex_unlock (&self->mutex);
}

/* What lies beyond the first gap counts as well, once it is not fetched again. */
void
freshet_transfer_note_gaps (FreshetTransfer *self)
{
  goffset size = freshet_part_get_size (freshet_part_stream_get_part (self->part_stream));

  g_mutex_lock (&self->mutex);
  self->status.received = size;
  self->status.resumed_from = size;
  g_mutex_unlock (&self->mutex);
}

static void
note_response (FreshetTransfer *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);
  guint64 connected = soup_message_metrics_get_connect_end (metrics);
  FreshetProvenance *provenance = freshet_provenance_note (self->provenance, self->message);

  g_mutex_lock (&self->mutex);
  g_free (self->final_uri);
  self->final_uri = self->uri == self->request->uri ? g_strdup (self->request->address)
                                                    : freshet_address_to_display (self->uri);
  g_clear_pointer (&self->provenance, freshet_provenance_unref);
  self->provenance = provenance;
  /* There is no connecting on a connection that was kept. */
  self->status.connected
      = (gint64) (connected > 0 ? connected : soup_message_metrics_get_request_start (metrics));
  self->status.first_byte = soup_message_metrics_get_response_start (metrics);
  self->status.http_status = soup_message_get_status (self->message);
  self->status.retry_after = freshet_http_get_retry_after (self->message);
  g_mutex_unlock (&self->mutex);
}

/* Others, which find out how fast they can be, have to know. */
static void
set_receiving (FreshetTransfer *self, gboolean is_receiving)
{
  if (self->is_receiving == is_receiving)
    return;
  self->is_receiving = is_receiving;
  g_atomic_int_add (&self->session->n_receiving, is_receiving ? 1 : -1);
  g_atomic_int_inc (&self->session->changes);
}

/* What there is of a file is worth more than the page that says that it is not there any more. */
static gboolean
is_the_file (FreshetTransfer *self, GError **error)
{
  if (self->answer.goes_on || self->part == NULL
      || !freshet_http_is_page_instead (self->message, freshet_part_get_record (self->part)))
    return TRUE;
  g_set_error_literal (
      error,
      FRESHET_ERROR,
      FRESHET_ERROR_CHANGED,
      _ ("The server sends a web page instead of the rest of the file. Its address "
         "may have expired."));
  return FALSE;
}

FreshetNext
freshet_transfer_judge (FreshetTransfer *self, GInputStream *body, GError **error)
{
  if (body == NULL)
    return FRESHET_NEXT_FAIL;

  note_response (self);
  freshet_answer_clear (&self->answer);
  if (!freshet_http_judge (self->message, get_resumable (self), &self->answer, error))
    return FRESHET_NEXT_FAIL;

  switch (self->answer.kind)
    {
    case FRESHET_ANSWER_REDIRECT:
      return follow (self, error) ? FRESHET_NEXT_SEND : FRESHET_NEXT_FAIL;
    case FRESHET_ANSWER_RESTART:
      self->restarted = TRUE;
      return FRESHET_NEXT_SEND;
    case FRESHET_ANSWER_COMPLETE:
      self->answer.offset = self->answer.total;
      freshet_transfer_open_output (self);
      return freshet_transfer_check (self, body, 0, error);
    case FRESHET_ANSWER_BODY:
    default:
      if (!is_the_file (self, error))
        return FRESHET_NEXT_FAIL;
      freshet_transfer_open_output (self);
      set_receiving (self, TRUE);
      set_stage (self, FRESHET_STAGE_RECEIVING);
      return FRESHET_NEXT_RECEIVE;
    }
}

static gboolean
check_digest (FreshetTransfer *self, GError **error)
{
  const FreshetChecksum *wanted = self->wanted;
  FreshetChecksum found = { 0 };

  if (wanted == NULL)
    return TRUE;
  found.type = wanted->type;
  found.hex = (char *) g_checksum_get_string (self->checksum);
  g_mutex_lock (&self->mutex);
  self->digest = freshet_checksum_to_string (&found);
  g_mutex_unlock (&self->mutex);
  if (g_str_equal (found.hex, wanted->hex))
    return TRUE;

  freshet_part_stream_set_fate (self->part_stream, FRESHET_PART_SET_ASIDE);
  g_set_error (
      error,
      FRESHET_ERROR,
      FRESHET_ERROR_CHECKSUM_MISMATCH,
      /* Translators: %s is a file name ending. */
      _ ("The file is not the one that was wanted: its checksum differs. It was set aside, "
         "with “%s” after its name."),
      ".bad");
  return FALSE;
}

/* Once the last chunk has come, the length is known. That of a body that just ends never is. */
static void
note_length (FreshetTransfer *self, goffset length)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CHUNKED)
    return;
  g_mutex_lock (&self->mutex);
  self->status.total = length;
  g_mutex_unlock (&self->mutex);
}

static gboolean
is_whole (FreshetTransfer *self, GInputStream *body, gssize n_bytes)
{
  if (self->answer.kind != FRESHET_ANSWER_BODY)
    return TRUE;
  if (self->answer.length >= 0)
    return n_bytes == self->answer.length;
  if (!freshet_http_has_ended (self->message, body, (gsize) n_bytes, &self->framing))
    return FALSE;
  note_length (self, n_bytes);
  return TRUE;
}

/* @n_bytes of @body, which is not closed yet, were received; or -1: @error is set then. */
FreshetNext
freshet_transfer_check (FreshetTransfer *self, GInputStream *body, gssize n_bytes, GError **error)
{
  set_receiving (self, FALSE);
  if (n_bytes < 0)
    return FRESHET_NEXT_FAIL;
  if (!is_whole (self, body, n_bytes))
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_TRUNCATED,
                           _ ("The server sent less than the whole file."));
      return FRESHET_NEXT_FAIL;
    }
  set_stage (self, FRESHET_STAGE_FINISHING);
  return check_digest (self, error) ? FRESHET_NEXT_FINISH : FRESHET_NEXT_FAIL;
}

/* What the output is closed with when the transfer has failed, so that nothing is published. */
GCancellable *
freshet_transfer_give_up (FreshetTransfer *self)
{
  GCancellable *given_up = g_cancellable_new ();
  gboolean discard;

  g_mutex_lock (&self->mutex);
  discard = self->discard;
  g_mutex_unlock (&self->mutex);
  if (discard)
    freshet_part_stream_set_fate (self->part_stream, FRESHET_PART_DISCARD);
  g_cancellable_cancel (given_up);
  return given_up;
}

/* Ends a transfer whose output, if there is one, has been closed. Takes @failure. */
gboolean
freshet_transfer_end (FreshetTransfer *self, GError *failure, GError **error)
{
  if (self->part_stream != NULL)
    {
      g_mutex_lock (&self->mutex);
      g_free (self->path);
      self->path = freshet_part_get_path (freshet_part_stream_get_part (self->part_stream));
      g_mutex_unlock (&self->mutex);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, freshet_http_translate_error (self->message, failure));
      return FALSE;
    }
  set_stage (self, FRESHET_STAGE_DONE);
  return TRUE;
}
