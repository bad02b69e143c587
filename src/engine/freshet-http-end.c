/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

/*
 * libsoup takes whatever is no number for the size of a chunk for 0, and what follows, up to an empty
 * line, for trailers: a file would be shorter than what was sent, and called whole. It tells how much
 * has come, though, with the sizes and the trailers. So what is not in the file is compared with what a
 * server may need for them.
 */

/* The last chunk, and the end of the trailers, of which there are none: `0 CR LF CR LF`. */
#define LAST_CHUNK_BYTES 5

/* A read never goes beyond a chunk. Its size, in 16 digits at most, and two ends of lines. */
#define CHUNK_BYTES 20

/* Trailers nobody asked for (RFC 9110 section 6.5.1), chunk extensions, and what libsoup reads ahead. */
#define MORE_BYTES 512

static guint64
get_n_received (SoupMessage *message)
{
  return soup_message_metrics_get_response_body_bytes_received (soup_message_get_metrics (message));
}

/**
 * freshet_http_note_read:
 * @message: a message whose body is being read
 * @framing: what was noted of it before, zeros at first
 *
 * Notes that a piece of the body was just read.
 */
void
freshet_http_note_read (SoupMessage *message, FreshetFraming *framing)
{
  framing->n_reads++;
  framing->n_received = get_n_received (message);
}

static gboolean
is_framed (SoupMessage *message, gsize n_bytes, const FreshetFraming *framing)
{
  guint64 n_received = get_n_received (message);
  guint64 around = n_received - MIN (n_received, n_bytes);

  if (n_bytes == 0)
    return around <= LAST_CHUNK_BYTES;
  return n_received - framing->n_received <= LAST_CHUNK_BYTES + MORE_BYTES
         && around <= LAST_CHUNK_BYTES + MORE_BYTES + (guint64) framing->n_reads * CHUNK_BYTES;
}

/**
 * freshet_http_has_ended:
 * @message: a message whose response does not tell the body's length
 * @body: its body, of which all has been read; not closed yet
 * @n_bytes: how much that was
 * @framing: what was noted while it was read
 *
 * Tells the end of a body from the end of the connection.
 *
 * A chunked body ends with an empty chunk (RFC 9112 section 7.1). libsoup 3.2 takes it for whole as
 * well if the connection ends between two chunks. Its reader, the base stream of the body, knows better:
 * past the empty chunk there is nothing left for it to read; else it asks the connection for more, which
 * with a cancelled cancellable is an error, at once. g_input_stream_read() would not get as far as the
 * reader then. A body that ends with the connection (RFC 9112 section 6.3) cannot be told from one that
 * was cut off. If there is nothing at all of it, it is taken for cut off: libsoup also takes a head
 * without its end for whole.
 *
 * Returns: whether nothing says that some of it is missing
 */
gboolean
freshet_http_has_ended (SoupMessage *message,
                        GInputStream *body,
                        gsize n_bytes,
                        const FreshetFraming *framing)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GCancellable) cancelled = NULL;
  GInputStream *reader;
  char rest[1024];

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CHUNKED)
    return n_bytes > 0;
  if (!G_IS_FILTER_INPUT_STREAM (body))
    return TRUE;
  if (!is_framed (message, n_bytes, framing))
    return FALSE;
  reader = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (body));
  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  return G_INPUT_STREAM_GET_CLASS (reader)->read_fn (reader, rest, sizeof rest, cancelled, NULL)
         == 0;
}
