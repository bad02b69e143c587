/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-router.h"

#include "freshet-body.h"

static void
send_text (FreshetDemoExchange *exchange, guint status, const char *text)
{
  freshet_demo_exchange_send (exchange, freshet_demo_reply_new_text (status, text));
}

static void
answer_file (FreshetDemoExchange *exchange)
{
  SoupMessageHeaders *request = soup_server_message_get_request_headers (exchange->message);

  freshet_demo_exchange_send (
      exchange,
      freshet_demo_reply_new_file (exchange->options, request, exchange->tally, exchange->url));
}

static void
answer_digest (FreshetDemoExchange *exchange)
{
  g_autofree char *digest
      = freshet_body_digest (exchange->options->seed, exchange->options->size, G_CHECKSUM_SHA256);

  send_text (exchange, SOUP_STATUS_OK, digest);
}

static void
handle_file (FreshetDemoExchange *exchange)
{
  g_autofree char *client = g_strdup (soup_server_message_get_remote_host (exchange->message));

  freshet_demo_tally_enter (exchange->tally, client);
  exchange->client = g_steal_pointer (&client);
  freshet_demo_exchange_wait (exchange, exchange->options->delay, answer_file);
}

/**
 * freshet_demo_router_handle:
 * @exchange: a new exchange, whose message is paused
 *
 * Answers a request, by its path and query.
 */
void
freshet_demo_router_handle (FreshetDemoExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  const char *query = strchr (exchange->url, '?');

  freshet_demo_tally_add_request (exchange->tally);

  exchange->options = freshet_demo_options_parse (query != NULL ? query + 1 : NULL, &error);
  if (exchange->options == NULL)
    send_text (exchange, SOUP_STATUS_BAD_REQUEST, error->message);
  else if (g_str_has_prefix (exchange->url, "/file/"))
    handle_file (exchange);
  else if (g_str_has_prefix (exchange->url, "/sha256/"))
    answer_digest (exchange);
  else
    send_text (exchange, SOUP_STATUS_NOT_FOUND, "There is nothing here: try /file/NAME?size=1M");
}
