/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-router.h"

#include "freshet-demo-digest.h"
#include "freshet-demo-file.h"
#include "freshet-demo-gate.h"

/* What a head of some 300 bytes takes twenty seconds at. */
#define SLOW_RATE 16

#define GARBAGE_SIZE 4096

/* RFC 6585, section 4; libsoup has no name for it. */
#define TOO_MANY_REQUESTS 429

typedef void (*Handler) (FreshetDemoExchange *exchange);

typedef struct
{
  const char *path;
  Handler handler;
  gboolean is_file;
} Route;

static void
send_text (FreshetDemoExchange *exchange, guint status, const char *text)
{
  freshet_demo_exchange_send (exchange, freshet_demo_reply_new_text (status, text));
}

static FreshetDemoReply *
make_file_reply (FreshetDemoExchange *exchange)
{
  SoupMessageHeaders *request = soup_server_message_get_request_headers (exchange->message);
  FreshetDemoReply *instead
      = freshet_demo_gate_judge (exchange->options, request, exchange->tally, exchange->url);

  if (instead != NULL)
    return instead;
  return freshet_demo_file_reply (exchange->options, request, exchange->tally, exchange->url);
}

static void
answer_file (FreshetDemoExchange *exchange)
{
  freshet_demo_exchange_send (exchange, make_file_reply (exchange));
}

static void
answer_slow_headers (FreshetDemoExchange *exchange)
{
  FreshetDemoReply *reply = make_file_reply (exchange);

  if (reply->flow.rate == 0)
    reply->flow.rate = SLOW_RATE;
  reply->slow_head = TRUE;
  reply->raw = TRUE;
  freshet_demo_exchange_send (exchange, reply);
}

static void
answer_without_head (FreshetDemoExchange *exchange, goffset size)
{
  FreshetDemoReply *reply = freshet_demo_reply_new (0);

  reply->flow.seed = exchange->options->seed;
  reply->flow.end = size;
  reply->flow.rate = exchange->options->rate;
  reply->headless = TRUE;
  reply->raw = TRUE;
  freshet_demo_exchange_send (exchange, reply);
}

static void
answer_garbage (FreshetDemoExchange *exchange)
{
  answer_without_head (exchange, GARBAGE_SIZE);
}

static void
answer_empty (FreshetDemoExchange *exchange)
{
  answer_without_head (exchange, 0);
}

static const Route routes[] = {
  { "/file/", answer_file, TRUE },          { "/slow-headers", answer_slow_headers, TRUE },
  { "/garbage", answer_garbage, TRUE },     { "/empty", answer_empty, TRUE },
  { "/sha256/", freshet_demo_digest_send },
};

static const Route *
find_route (const char *url)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (g_str_has_prefix (url, routes[i].path))
        return &routes[i];
    }
  return NULL;
}

static gboolean
is_one_too_many (FreshetDemoExchange *exchange)
{
  const char *client = soup_server_message_get_remote_host (exchange->message);
  guint64 limit = exchange->options->max_conns;

  exchange->client = g_strdup (client);
  return freshet_demo_tally_enter (exchange->tally, client) > limit && limit > 0;
}

static void
refuse (FreshetDemoExchange *exchange)
{
  FreshetDemoReply *reply
      = freshet_demo_reply_new_text (TOO_MANY_REQUESTS, "There are too many requests at once");

  freshet_demo_reply_set_header (reply, "Retry-After", exchange->options->retry_after);
  freshet_demo_exchange_send (exchange, reply);
}

static void
handle (FreshetDemoExchange *exchange)
{
  const Route *route = find_route (exchange->url);
  gboolean is_head = g_str_equal (exchange->method, "HEAD");

  if (is_head)
    exchange->options->drop = exchange->options->stall = -1;

  if (route == NULL)
    send_text (exchange, SOUP_STATUS_NOT_FOUND, "There is nothing here: try /file/NAME?size=1M");
  else if (!is_head && !g_str_equal (exchange->method, "GET"))
    send_text (exchange, SOUP_STATUS_METHOD_NOT_ALLOWED, "Only GET and HEAD are answered");
  else if (!route->is_file)
    route->handler (exchange);
  else if (is_one_too_many (exchange))
    refuse (exchange);
  else
    freshet_demo_exchange_wait (exchange, exchange->options->delay, route->handler);
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
  else
    handle (exchange);
}
