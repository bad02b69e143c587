/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-wire.h"

#include <sys/socket.h>

#define LAST_CHUNK "0\r\n\r\n"

/* A client that reads as fast as we write must not keep the others waiting. */
#define PIECES_A_TURN 16

typedef struct
{
  GSocket *socket;
  GIOStream *stream;
  GSource *readable;
  GSource *writable;
  FreshetDemoFlow head;
  FreshetDemoFlow tail;
  GBytes *piece; /* what is being written */
  gsize written;
  gboolean body_started;
} Wire;

static void run (FreshetDemoExchange *exchange);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
wire_free (gpointer data)
{
  Wire *wire = data;

  clear_source (&wire->readable);
  clear_source (&wire->writable);
  g_io_stream_close (wire->stream, NULL, NULL);
  g_object_unref (wire->stream);
  g_object_unref (wire->socket);
  g_clear_pointer (&wire->head.stored, g_bytes_unref);
  g_clear_pointer (&wire->tail.stored, g_bytes_unref);
  g_clear_pointer (&wire->piece, g_bytes_unref);
  g_free (wire);
}

/* Nobody waits for anything then: with the last reference the connection is closed. */
static void
stop (FreshetDemoExchange *exchange)
{
  g_autoptr (FreshetDemoExchange) held = freshet_demo_exchange_ref (exchange);
  Wire *wire = held->sender;

  freshet_demo_exchange_end (held);
  clear_source (&wire->writable);
  clear_source (&wire->readable);
}

static gboolean
writable_cb (GObject *stream, gpointer data)
{
  g_autoptr (FreshetDemoExchange) exchange = freshet_demo_exchange_ref (data);
  Wire *wire = exchange->sender;

  clear_source (&wire->writable);
  run (exchange);
  return G_SOURCE_REMOVE;
}

/* A client says no more after its request: what comes is most likely the end. */
static gboolean
readable_cb (GObject *stream, gpointer data)
{
  g_autoptr (FreshetDemoExchange) exchange = freshet_demo_exchange_ref (data);
  g_autoptr (GError) error = NULL;
  char buffer[1024];
  gssize n = g_pollable_input_stream_read_nonblocking (
      G_POLLABLE_INPUT_STREAM (stream), buffer, sizeof buffer, NULL, &error);

  if (n > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;

  stop (exchange);
  return G_SOURCE_REMOVE;
}

static GSource *
watch (FreshetDemoExchange *exchange, GSource *source, GPollableSourceFunc callback)
{
  g_source_set_callback (source,
                         G_SOURCE_FUNC (callback),
                         freshet_demo_exchange_ref (exchange),
                         (GDestroyNotify) freshet_demo_exchange_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void
append_header (const char *name, const char *value, gpointer text)
{
  g_string_append_printf (text, "%s: %s\r\n", name, value);
}

/* RFC 9110, section 6.6.1: who has a clock says what time it is. libsoup does. */
static void
append_date (GString *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  append_header ("Date", date, text);
}

static GBytes *
make_head (const FreshetDemoReply *reply)
{
  GString *text = g_string_new (NULL);

  if (!reply->headless)
    {
      g_string_append_printf (text,
                              "HTTP/1.1 %u %s\r\n",
                              reply->status,
                              soup_status_get_phrase (reply->status));
      append_date (text);
      soup_message_headers_foreach (reply->headers, append_header, text);
      g_string_append (text, reply->raw_headers != NULL ? reply->raw_headers : "");
      g_string_append (text, "Connection: close\r\n\r\n");
    }
  return g_string_free_to_bytes (text);
}

static gboolean
is_chunked (const FreshetDemoReply *reply)
{
  return soup_message_headers_get_encoding (reply->headers) == SOUP_ENCODING_CHUNKED;
}

static GBytes *
frame (GBytes *data)
{
  GByteArray *chunk = g_byte_array_new ();
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", g_bytes_get_size (data));

  g_byte_array_append (chunk, (const guint8 *) size, (guint) strlen (size));
  g_byte_array_append (chunk, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  g_byte_array_append (chunk, (const guint8 *) "\r\n", 2);
  return g_byte_array_free_to_bytes (chunk);
}

static GBytes *
take_body (FreshetDemoExchange *exchange, gint64 now, gint64 *wait)
{
  FreshetDemoFlow *flow = &exchange->reply->flow;
  Wire *wire = exchange->sender;
  GBytes *data;

  if (!wire->body_started)
    freshet_demo_flow_start (flow, now);
  wire->body_started = TRUE;

  data = freshet_demo_flow_next (flow, now, wait);
  if (data != NULL && is_chunked (exchange->reply))
    {
      g_autoptr (GBytes) bare = data;

      data = frame (bare);
    }
  return data;
}

static GBytes *
take_piece (FreshetDemoExchange *exchange, gint64 *wait)
{
  gint64 now = g_get_monotonic_time ();
  Wire *wire = exchange->sender;
  GBytes *piece = freshet_demo_flow_next (&wire->head, now, wait);

  if (piece == NULL && *wait == 0)
    piece = take_body (exchange, now, wait);
  if (piece == NULL && *wait == 0)
    piece = freshet_demo_flow_next (&wire->tail, now, wait);
  return piece;
}

/* So that closing sends a reset. */
static void
set_to_reset (GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

static void
end (FreshetDemoExchange *exchange)
{
  Wire *wire = exchange->sender;

  if (exchange->reply->ending == FRESHET_DEMO_ENDING_STALL)
    return;
  if (exchange->reply->ending == FRESHET_DEMO_ENDING_RESET)
    set_to_reset (wire->socket);
  stop (exchange);
}

/* Returns: whether to go on at once */
static gboolean
write_piece (FreshetDemoExchange *exchange)
{
  Wire *wire = exchange->sender;
  GPollableOutputStream *out
      = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (wire->stream));
  gsize size;
  const guint8 *data = g_bytes_get_data (wire->piece, &size);
  g_autoptr (GError) error = NULL;
  gssize n = g_pollable_output_stream_write_nonblocking (
      out, data + wire->written, size - wire->written, NULL, &error);

  if (n < 0)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        wire->writable
            = watch (exchange, g_pollable_output_stream_create_source (out, NULL), writable_cb);
      else
        stop (exchange);
      return FALSE;
    }

  wire->written += (gsize) n;
  if (wire->written == size)
    {
      g_clear_pointer (&wire->piece, g_bytes_unref);
      wire->written = 0;
      exchange->sent = exchange->reply->flow.paced;
    }
  return TRUE;
}

static void
run (FreshetDemoExchange *exchange)
{
  Wire *wire = exchange->sender;
  gint64 wait = 0;

  for (int i = 0; i < PIECES_A_TURN; i++)
    {
      if (wire->piece == NULL)
        wire->piece = take_piece (exchange, &wait);
      if (wire->piece == NULL && wait == 0)
        {
          end (exchange);
          return;
        }
      if (wire->piece == NULL)
        break;
      if (!write_piece (exchange))
        return;
    }
  freshet_demo_exchange_wait (exchange, wait, run);
}

/**
 * freshet_demo_wire_send:
 * @exchange: an exchange with its reply, whose message is paused
 *
 * Takes the connection away from libsoup and sends the answer byte by byte as it is, whatever
 * HTTP says of it. The connection is closed afterwards.
 */
void
freshet_demo_wire_send (FreshetDemoExchange *exchange)
{
  FreshetDemoReply *reply = exchange->reply;
  Wire *wire = g_new0 (Wire, 1);
  GInputStream *in;

  wire->stream = freshet_demo_exchange_take_stream (exchange, &wire->socket);
  wire->head.stored = make_head (reply);
  wire->head.end = (goffset) g_bytes_get_size (wire->head.stored);
  wire->head.rate = reply->slow_head ? reply->flow.rate : 0;
  if (g_str_equal (exchange->method, "HEAD"))
    reply->flow.end = reply->flow.position;
  else if (is_chunked (reply) && reply->ending == FRESHET_DEMO_ENDING_WHOLE)
    {
      wire->tail.stored = g_bytes_new_static (LAST_CHUNK, sizeof LAST_CHUNK - 1);
      wire->tail.end = sizeof LAST_CHUNK - 1;
    }

  freshet_demo_flow_start (&wire->head, g_get_monotonic_time ());
  exchange->sender = wire;
  exchange->free_sender = wire_free;
  in = g_io_stream_get_input_stream (wire->stream);
  wire->readable
      = watch (exchange,
               g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (in), NULL),
               (GPollableSourceFunc) readable_cb);
  run (exchange);
}
