/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-reply.h"

/**
 * freshet_demo_reply_new:
 * @status: the status
 *
 * Returns: (transfer full): a reply without a body
 */
FreshetDemoReply *
freshet_demo_reply_new (guint status)
{
  FreshetDemoReply *reply = g_new0 (FreshetDemoReply, 1);

  reply->status = status;
  reply->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  return reply;
}

/**
 * freshet_demo_reply_set_header:
 * @reply: a reply
 * @name: a header's name
 * @value: (nullable): its value, or %NULL to leave it as it is
 */
void
freshet_demo_reply_set_header (FreshetDemoReply *reply, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (reply->headers, name, value);
}

/**
 * freshet_demo_reply_new_text:
 * @status: the status
 * @text: what to say, a line without its end
 *
 * Returns: (transfer full): a reply in plain text
 */
FreshetDemoReply *
freshet_demo_reply_new_text (guint status, const char *text)
{
  FreshetDemoReply *reply = freshet_demo_reply_new (status);
  char *line = g_strconcat (text, "\n", NULL);

  reply->body = g_bytes_new_take (line, strlen (line));
  reply->flow.stored = reply->body;
  reply->flow.end = (goffset) strlen (line);
  freshet_demo_reply_set_header (reply, "Content-Type", "text/plain; charset=utf-8");
  soup_message_headers_set_content_length (reply->headers, reply->flow.end);
  return reply;
}

/**
 * freshet_demo_reply_free:
 * @reply: (transfer full): a reply
 */
void
freshet_demo_reply_free (FreshetDemoReply *reply)
{
  soup_message_headers_unref (reply->headers);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply->raw_headers);
  g_free (reply);
}
