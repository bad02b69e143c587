/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-reply.h"

#include "freshet-demo-range.h"

/* Bodies were last modified on this day, or some seconds later if their seed is not 0. */
#define MODIFIED G_GINT64_CONSTANT (1704067200)
#define DAY (24 * 60 * 60)

static char *
make_etag (const FreshetDemoOptions *options, guint64 seed, guint64 n_before)
{
  const char *weak = options->etag == FRESHET_DEMO_ETAG_WEAK ? "W/" : "";

  if (options->etag == FRESHET_DEMO_ETAG_NONE)
    return NULL;
  if (options->etag != FRESHET_DEMO_ETAG_CHANGING)
    n_before = 0;
  return g_strdup_printf ("%s\"%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER
                          "x\"",
                          weak,
                          seed,
                          (guint64) options->size,
                          n_before);
}

static char *
make_last_modified (const FreshetDemoOptions *options, guint64 seed)
{
  g_autoptr (GDateTime) date = NULL;

  if (options->modified == FRESHET_DEMO_MODIFIED_NO)
    return NULL;
  if (options->modified == FRESHET_DEMO_MODIFIED_NOW)
    date = g_date_time_new_now_utc ();
  else
    date = g_date_time_new_from_unix_utc (MODIFIED + (gint64) (seed % DAY));
  return soup_date_time_to_string (date, SOUP_DATE_HTTP);
}

static void
set_header (FreshetDemoReply *reply, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (reply->headers, name, value);
}

/* RFC 9110, section 13.1.5: only the very same strong validator lets a Range count. */
static gboolean
range_counts (FreshetDemoReply *reply, SoupMessageHeaders *request)
{
  const char *wanted = soup_message_headers_get_one (request, "If-Range");
  const char *etag = soup_message_headers_get_one (reply->headers, "ETag");
  const char *modified = soup_message_headers_get_one (reply->headers, "Last-Modified");

  if (wanted == NULL)
    return TRUE;
  if (*wanted == '"')
    return g_strcmp0 (wanted, etag) == 0;
  return g_strcmp0 (wanted, modified) == 0;
}

static void
set_range (FreshetDemoReply *reply, const FreshetDemoOptions *options, SoupMessageHeaders *request)
{
  const char *text = soup_message_headers_get_one (request, "Range");
  goffset shift = options->ranges == FRESHET_DEMO_RANGES_BAD ? 1 : 0;
  g_autofree char *value = NULL;

  reply->flow.position = 0;
  reply->flow.end = options->size;
  if (options->ranges == FRESHET_DEMO_RANGES_NO)
    return;

  set_header (reply, "Accept-Ranges", "bytes");
  if (!range_counts (reply, request))
    return;

  switch (freshet_demo_range_parse (text, options->size, &reply->flow.position, &reply->flow.end))
    {
    case FRESHET_DEMO_RANGE_WHOLE:
      return;
    case FRESHET_DEMO_RANGE_PART:
      reply->status = SOUP_STATUS_PARTIAL_CONTENT;
      value = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                               reply->flow.position + shift,
                               reply->flow.end - 1 + shift,
                               options->size + shift);
      break;
    case FRESHET_DEMO_RANGE_OUTSIDE:
      reply->status = SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE;
      value = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, options->size);
      reply->flow.position = reply->flow.end = 0;
      break;
    default:
      g_assert_not_reached ();
    }
  set_header (reply, "Content-Range", value);
}

static void
set_length (FreshetDemoReply *reply, const FreshetDemoLength *length)
{
  goffset said = reply->flow.end - reply->flow.position;
  g_autofree char *text = NULL;

  switch (length->kind)
    {
    case FRESHET_DEMO_LENGTH_TRUE:
      soup_message_headers_set_content_length (reply->headers, said);
      return;
    case FRESHET_DEMO_LENGTH_CHUNKED:
      soup_message_headers_set_encoding (reply->headers, SOUP_ENCODING_CHUNKED);
      return;
    case FRESHET_DEMO_LENGTH_CLOSE:
      soup_message_headers_set_encoding (reply->headers, SOUP_ENCODING_EOF);
      return;
    case FRESHET_DEMO_LENGTH_OFF:
      text = g_strdup_printf ("Content-Length: %" G_GINT64_FORMAT "\r\n",
                              MAX (said + length->off, 0));
      break;
    case FRESHET_DEMO_LENGTH_RAW:
      text = g_strdup_printf ("Content-Length: %s\r\n", length->raw);
      break;
    default:
      g_assert_not_reached ();
    }

  /* libsoup would make it right. */
  soup_message_headers_set_encoding (reply->headers, SOUP_ENCODING_EOF);
  reply->raw = TRUE;
  reply->raw_headers = g_steal_pointer (&text);
}

static void
cut (FreshetDemoReply *reply, goffset after, FreshetDemoEnding ending)
{
  reply->flow.end = reply->flow.position + after;
  reply->ending = ending;
  reply->raw = TRUE;
}

static void
set_ending (FreshetDemoReply *reply,
            const FreshetDemoOptions *options,
            FreshetDemoTally *tally,
            const char *url)
{
  goffset length = reply->flow.end - reply->flow.position;

  if (options->stall >= 0 && options->stall < length
      && freshet_demo_tally_count (tally, url, FRESHET_DEMO_COUNT_STALL) < options->stall_times)
    cut (reply, options->stall, FRESHET_DEMO_ENDING_STALL);
  else if (options->drop >= 0 && options->drop < length
           && freshet_demo_tally_count (tally, url, FRESHET_DEMO_COUNT_DROP) < options->drop_times)
    cut (reply,
         options->drop,
         options->reset ? FRESHET_DEMO_ENDING_RESET : FRESHET_DEMO_ENDING_CLOSE);
}

FreshetDemoReply *
freshet_demo_reply_new (guint status)
{
  FreshetDemoReply *reply = g_new0 (FreshetDemoReply, 1);

  reply->status = status;
  reply->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  return reply;
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
  set_header (reply, "Content-Type", "text/plain; charset=utf-8");
  soup_message_headers_set_content_length (reply->headers, reply->flow.end);
  return reply;
}

/**
 * freshet_demo_reply_new_file:
 * @options: what is asked for
 * @request: the request's headers
 * @tally: where to count what happens to @url
 * @url: the path with its query
 *
 * Returns: (transfer full): the reply with the body that is asked for
 */
FreshetDemoReply *
freshet_demo_reply_new_file (const FreshetDemoOptions *options,
                             SoupMessageHeaders *request,
                             FreshetDemoTally *tally,
                             const char *url)
{
  FreshetDemoReply *reply = freshet_demo_reply_new (SOUP_STATUS_OK);
  guint64 n_before = freshet_demo_tally_count (tally, url, FRESHET_DEMO_COUNT_REQUESTS);
  gboolean changed = options->change_after > 0 && n_before >= options->change_after;
  g_autofree char *etag = NULL;
  g_autofree char *modified = NULL;

  reply->flow.seed = options->seed + (changed ? 1 : 0);
  reply->flow.rate = options->rate;
  etag = make_etag (options, reply->flow.seed, n_before);
  modified = make_last_modified (options, reply->flow.seed);

  set_header (reply, "Content-Type", options->type);
  set_header (reply, "Content-Disposition", options->name);
  set_header (reply, "ETag", etag);
  set_header (reply, "Last-Modified", modified);
  set_range (reply, options, request);
  set_length (reply, &options->length);
  set_ending (reply, options, tally, url);
  return reply;
}

void
freshet_demo_reply_free (FreshetDemoReply *reply)
{
  soup_message_headers_unref (reply->headers);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply->raw_headers);
  g_free (reply);
}
