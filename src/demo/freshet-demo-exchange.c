/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-exchange.h"

#include <errno.h>
#include <sys/socket.h>

#include "freshet-demo-http.h"
#include "freshet-demo-idle.h"
#include "freshet-demo-wire.h"
#include "freshet-format.h"

#define MESSAGE_KEY "freshet-demo-exchange"

/* A shorter wait is not worth to look whether the client is still there. */
#define LONG_WAIT (G_USEC_PER_SEC / 10)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_waiting (FreshetDemoExchange *exchange)
{
  clear_source (&exchange->timer);
  clear_source (&exchange->hangup);
}

static void
clear (gpointer data)
{
  FreshetDemoExchange *exchange = data;

  freshet_demo_exchange_end (exchange);
  g_free (exchange->client);
  g_free (exchange->method);
  g_free (exchange->url);
  g_clear_pointer (&exchange->options, freshet_demo_options_free);
  g_clear_pointer (&exchange->reply, freshet_demo_reply_free);
  if (exchange->sender != NULL)
    exchange->free_sender (exchange->sender);
}

static gboolean
timer_cb (gpointer data)
{
  g_autoptr (FreshetDemoExchange) exchange = freshet_demo_exchange_ref (data);

  stop_waiting (exchange);
  exchange->step (exchange);
  return G_SOURCE_REMOVE;
}

static gboolean
timer_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch };

static void
hang_up (FreshetDemoExchange *exchange)
{
  g_autoptr (FreshetDemoExchange) held = freshet_demo_exchange_ref (exchange);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GIOStream) stream = freshet_demo_exchange_take_stream (held, &socket);

  freshet_demo_exchange_end (held);
  g_io_stream_close (stream, NULL, NULL);
}

/* Libsoup does not look at the connection of a message that is paused. */
static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer exchange)
{
  char byte;
  gssize n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;

  /* Behind a next request that is there already, the end cannot be seen. */
  if (n <= 0)
    hang_up (exchange);
  return G_SOURCE_REMOVE;
}

/* The message has been answered, or is gone with its connection. */
static void
message_finished_cb (SoupServerMessage *message, FreshetDemoExchange *exchange)
{
  freshet_demo_idle_begin (soup_server_message_get_socket (message));
  freshet_demo_exchange_end (exchange);
}

static void
message_freed (gpointer data)
{
  FreshetDemoExchange *exchange = data;

  exchange->message = NULL;
  freshet_demo_exchange_end (exchange);
  freshet_demo_exchange_unref (exchange);
}

/**
 * freshet_demo_exchange_new:
 * @message: a request
 * @tally: where requests are counted
 *
 * Returns: (transfer none): the exchange, which lives as long as @message unless it is referenced
 */
FreshetDemoExchange *
freshet_demo_exchange_new (SoupServerMessage *message, FreshetDemoTally *tally)
{
  FreshetDemoExchange *exchange = g_rc_box_new0 (FreshetDemoExchange);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  exchange->message = message;
  exchange->tally = tally;
  exchange->began = g_get_monotonic_time ();
  exchange->method = g_strdup (soup_server_message_get_method (message));
  exchange->url = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : NULL, query, NULL);

  freshet_demo_idle_end (soup_server_message_get_socket (message));
  g_signal_connect (message, "finished", G_CALLBACK (message_finished_cb), exchange);
  g_object_set_data_full (G_OBJECT (message), MESSAGE_KEY, exchange, message_freed);
  return exchange;
}

/**
 * freshet_demo_exchange_ref:
 * @exchange: an exchange
 *
 * Returns: (transfer full): @exchange
 */
FreshetDemoExchange *
freshet_demo_exchange_ref (FreshetDemoExchange *exchange)
{
  return g_rc_box_acquire (exchange);
}

/**
 * freshet_demo_exchange_unref:
 * @exchange: (transfer full): an exchange, which ends with its last reference
 */
void
freshet_demo_exchange_unref (FreshetDemoExchange *exchange)
{
  g_rc_box_release_full (exchange, clear);
}

/**
 * freshet_demo_exchange_wait:
 * @exchange: an exchange
 * @wait: microseconds
 * @step: what to do then, unless the exchange has ended
 */
void
freshet_demo_exchange_wait (FreshetDemoExchange *exchange, gint64 wait, FreshetDemoStep step)
{
  g_assert (exchange->timer == NULL);

  exchange->step = step;
  exchange->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_ready_time (exchange->timer, g_get_monotonic_time () + wait);
  g_source_set_callback (exchange->timer,
                         timer_cb,
                         freshet_demo_exchange_ref (exchange),
                         (GDestroyNotify) freshet_demo_exchange_unref);
  g_source_attach (exchange->timer, g_main_context_get_thread_default ());

  if (wait >= LONG_WAIT && exchange->message != NULL)
    {
      GSocket *socket = soup_server_message_get_socket (exchange->message);

      exchange->hangup = g_socket_create_source (socket, G_IO_IN, NULL);
      g_source_set_callback (exchange->hangup, G_SOURCE_FUNC (readable_cb), exchange, NULL);
      g_source_attach (exchange->hangup, g_main_context_get_thread_default ());
    }
}

/**
 * freshet_demo_exchange_send:
 * @exchange: an exchange whose message is paused
 * @reply: (transfer full): the answer
 *
 * Sends the answer, at its rate.
 */
void
freshet_demo_exchange_send (FreshetDemoExchange *exchange, FreshetDemoReply *reply)
{
  exchange->reply = reply;
  freshet_demo_flow_start (&reply->flow, g_get_monotonic_time ());
  if (reply->raw)
    freshet_demo_wire_send (exchange);
  else
    freshet_demo_http_send (exchange);
}

/**
 * freshet_demo_exchange_take_stream:
 * @exchange: an exchange
 * @socket: (out) (transfer full): the socket that the stream is made of
 *
 * Takes the connection away from libsoup, and the exchange from its message: it then lives as
 * long as it is referenced.
 *
 * Returns: (transfer full): the connection's stream
 */
GIOStream *
freshet_demo_exchange_take_stream (FreshetDemoExchange *exchange, GSocket **socket)
{
  g_autoptr (SoupServerMessage) message = g_object_ref (exchange->message);

  *socket = g_object_ref (soup_server_message_get_socket (message));
  g_signal_handlers_disconnect_by_data (message, exchange);
  g_object_steal_data (G_OBJECT (message), MESSAGE_KEY);
  exchange->message = NULL;
  freshet_demo_exchange_unref (exchange);
  return soup_server_message_steal_connection (message);
}

/**
 * freshet_demo_exchange_end:
 * @exchange: an exchange
 *
 * Counts the exchange as done. Does nothing the second time.
 */
void
freshet_demo_exchange_end (FreshetDemoExchange *exchange)
{
  stop_waiting (exchange);

  if (exchange->client != NULL)
    freshet_demo_tally_leave (exchange->tally, exchange->client);
  g_clear_pointer (&exchange->client, g_free);

  if (exchange->verbose)
    {
      g_autofree char *url = freshet_format_escape (exchange->url);
      guint status = exchange->reply != NULL ? exchange->reply->status : 0;

      gint64 took = (g_get_monotonic_time () - exchange->began) / G_TIME_SPAN_MILLISECOND;

      g_printerr ("%s %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ms\n",
                  exchange->method,
                  url,
                  status,
                  exchange->sent,
                  took);
    }
  exchange->verbose = FALSE;
}
