/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

/*
 * libsoup before 3.4.4 does not hold an HTTP/2 server back, and 3.6.5 was measured not to either: it keeps
 * in memory what the disk does not take fast enough. So none is offered.
 */
static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

static void
add_user_headers (SoupMessageHeaders *headers, char **lines)
{
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ":", 2);

      if (g_strv_length (parts) == 2)
        soup_message_headers_replace (headers, g_strstrip (parts[0]), g_strstrip (parts[1]));
    }
}

static void
add_range (SoupMessageHeaders *headers, const FreshetPartRecord *part)
{
  const char *validator = freshet_part_record_get_validator (part);

  soup_message_headers_set_range (headers, freshet_range_set_get_prefix (part->ranges), -1);
  if (validator != NULL)
    soup_message_headers_replace (headers, "If-Range", validator);
}

/**
 * freshet_http_create_message:
 * @request: what the user wants
 * @uri: where to ask for it: the request's address, or where a redirect led
 * @trusted: whether every redirect so far stayed at the origin of the request's address
 * @part: (nullable): what is there already; without a validator, its length has to be known
 *
 * Headers that the user gave go to the origin that they were given for, and nowhere else: also not
 * back to it from elsewhere. Redirects are left to the caller.
 *
 * Returns: (transfer full): a message
 */
SoupMessage *
freshet_http_create_message (const FreshetRequest *request,
                             GUri *uri,
                             gboolean trusted,
                             const FreshetPartRecord *part)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  if (trusted)
    add_user_headers (headers, request->headers);
  if (part != NULL)
    add_range (headers, part);
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), NULL);
  return g_steal_pointer (&message);
}

/**
 * freshet_http_create_range_message:
 * @request: what the user wants
 * @uri: where the file was found
 * @trusted: see freshet_http_create_message()
 * @record: what is known of the file; has to have a validator
 * @range: which bytes of it to ask for
 *
 * Returns: (transfer full): a message
 */
SoupMessage *
freshet_http_create_range_message (const FreshetRequest *request,
                                   GUri *uri,
                                   gboolean trusted,
                                   const FreshetPartRecord *record,
                                   const FreshetRange *range)
{
  SoupMessage *message = freshet_http_create_message (request, uri, trusted, NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_set_range (headers, range->start, range->end - 1);
  soup_message_headers_replace (headers, "If-Range", freshet_part_record_get_validator (record));
  return message;
}
