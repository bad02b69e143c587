/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-http.h"

static void push (FreshetDemoExchange *exchange);

static void
resume (FreshetDemoExchange *exchange)
{
  push (exchange);
  if (exchange->timer == NULL)
    soup_server_message_unpause (exchange->message);
}

/* Libsoup pauses the message by itself when it has nothing to write. */
static void
push (FreshetDemoExchange *exchange)
{
  SoupMessageBody *body = soup_server_message_get_response_body (exchange->message);
  gint64 wait;
  g_autoptr (GBytes) chunk
      = freshet_demo_flow_next (&exchange->reply->flow, g_get_monotonic_time (), &wait);

  if (chunk != NULL)
    soup_message_body_append_bytes (body, chunk);
  else if (wait > 0)
    freshet_demo_exchange_wait (exchange, wait, resume);
  else
    soup_message_body_complete (body);
}

static void
wrote_body_data_cb (SoupServerMessage *message, guint size, FreshetDemoExchange *exchange)
{
  exchange->sent += size;
}

static void
copy_header (const char *name, const char *value, gpointer headers)
{
  soup_message_headers_append (headers, name, value);
}

/**
 * freshet_demo_http_send:
 * @exchange: an exchange with its reply, whose message is paused
 *
 * Sends the answer through libsoup, which keeps the connection for the next request. The next
 * chunk is made when the last one has been written, so that no more than one is held.
 */
void
freshet_demo_http_send (FreshetDemoExchange *exchange)
{
  SoupServerMessage *message = exchange->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, exchange->reply->status, NULL);
  soup_message_headers_foreach (exchange->reply->headers, copy_header, headers);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);

  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), exchange);
  g_signal_connect_swapped (message, "wrote-chunk", G_CALLBACK (push), exchange);
  resume (exchange);
}
