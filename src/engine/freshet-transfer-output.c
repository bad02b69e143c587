/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-transfer-private.h"

#include "freshet-name.h"

static char *
choose_name (FreshetTransfer *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (self->request->name != NULL)
    return freshet_name_make_safe (self->request->name);
  return freshet_name_choose (soup_message_headers_get_one (headers, "Content-Disposition"),
                              self->uri,
                              soup_message_headers_get_content_type (headers, NULL));
}

/* The new file has another digest than the old one: that of the user's choice, or the server's. */
static void
begin_checksum (FreshetTransfer *self, FreshetPartRecord *record)
{
  g_clear_pointer (&self->checksum, g_checksum_free);
  if (self->request->checksum == NULL)
    {
      g_clear_pointer (&self->wanted, freshet_checksum_free);
      self->wanted = freshet_http_get_digest (self->message);
    }
  if (self->wanted == NULL)
    return;
  self->checksum = g_checksum_new (self->wanted->type);
  record->checksum = freshet_checksum_to_string (self->wanted);
}

static FreshetRestart
why_restart (FreshetTransfer *self)
{
  if (self->part == NULL || freshet_part_get_size (self->part) == 0)
    return FRESHET_RESTART_NONE;
  return freshet_http_is_same_file (self->message, freshet_part_get_record (self->part))
             ? FRESHET_RESTART_NO_RANGES
             : FRESHET_RESTART_CHANGED;
}

/* The old part, if there is one that does not go on, is kept until the new one is finished. */
static FreshetPart *
create_part (FreshetTransfer *self)
{
  g_autofree char *name = choose_name (self);
  FreshetPartRecord *record = freshet_part_record_new (self->request->address);
  FreshetPart *part;

  freshet_http_describe (self->message, record);
  record->final_uri = g_strdup (self->final_uri);
  record->total = self->answer.total;
  begin_checksum (self, record);
  part = freshet_part_new (self->request->directory, name, record, self->request->overwrite);
  if (self->part != NULL)
    freshet_part_supersede (part, g_steal_pointer (&self->part));
  return part;
}

/* Returns: (transfer full): what the bytes pass on their way to @stream */
FreshetSpliceStream *
freshet_transfer_create_splice (FreshetTransfer *self, FreshetPartStream *stream)
{
  FreshetSpliceStream *splice = freshet_splice_stream_new (G_OUTPUT_STREAM (stream));

  freshet_splice_stream_set_rate_limiter (splice, self->limiter);
  freshet_splice_stream_set_budget (splice, self->session->budget);
  freshet_splice_stream_set_poller (splice, self->session->poller);
  return splice;
}

static void
progress_cb (gsize n_bytes, gpointer user_data)
{
  FreshetTransfer *self = user_data;

  freshet_http_note_read (self->message, &self->framing);
  freshet_transfer_count (self, n_bytes);
}

/* For the body of the answer that was judged. */
void
freshet_transfer_open_output (FreshetTransfer *self)
{
  g_autoptr (FreshetSpliceStream) splice = NULL;
  FreshetRestart restart = self->answer.goes_on ? FRESHET_RESTART_NONE : why_restart (self);
  FreshetPart *part;

  part = self->answer.goes_on ? g_steal_pointer (&self->part) : create_part (self);
  self->part_stream = freshet_part_stream_new (part);
  splice = freshet_transfer_create_splice (self, self->part_stream);
  self->framing = (FreshetFraming){ 0 };
  freshet_splice_stream_set_progress_func (splice, progress_cb, self);
  freshet_splice_stream_set_checksum (splice, self->checksum);
  freshet_splice_stream_set_length (splice, self->answer.length);
  freshet_splice_stream_set_stock (splice, self->session->stock_splice);
  self->output = G_OUTPUT_STREAM (g_steal_pointer (&splice));

  g_mutex_lock (&self->mutex);
  g_free (self->path);
  self->path = freshet_part_get_path (part);
  self->status.total = self->answer.total;
  self->status.received = self->answer.offset;
  self->status.resumed_from = self->answer.offset;
  self->status.restart = restart;
  g_mutex_unlock (&self->mutex);
}
