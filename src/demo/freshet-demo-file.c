/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-file.h"

#include "freshet-demo-gzip.h"
#include "freshet-demo-range.h"

/* Bodies were last modified on this day, or some seconds later if their seed is not 0. */
#define MODIFIED G_GINT64_CONSTANT (1704067200)
#define DAY (24 * 60 * 60)

static char *
make_etag (const FreshetDemoOptions *options, FreshetDemoReply *reply, guint64 n_before)
{
  const char *weak = options->etag == FRESHET_DEMO_ETAG_WEAK ? "W/" : "";
  const char *coding = reply->body != NULL ? "-gzip" : "";

  if (options->etag == FRESHET_DEMO_ETAG_NONE)
    return NULL;
  if (options->etag == FRESHET_DEMO_ETAG_CHANGING)
    return g_strdup_printf ("\"token-%" G_GUINT64_FORMAT "%s\"", n_before, coding);
  return g_strdup_printf ("%s\"%" G_GUINT64_FORMAT "-%" G_GINT64_FORMAT "%s\"",
                          weak,
                          reply->flow.seed,
                          options->size,
                          coding);
}

static char *
make_last_modified (const FreshetDemoOptions *options, FreshetDemoReply *reply)
{
  g_autoptr (GDateTime) date = NULL;

  if (options->modified == FRESHET_DEMO_MODIFIED_NO)
    return NULL;
  if (options->modified == FRESHET_DEMO_MODIFIED_NOW)
    date = g_date_time_new_now_utc ();
  else
    date = g_date_time_new_from_unix_utc (MODIFIED + (gint64) (reply->flow.seed % DAY));
  return soup_date_time_to_string (date, SOUP_DATE_HTTP);
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
  goffset size = reply->flow.end;
  goffset shift = options->ranges == FRESHET_DEMO_RANGES_BAD ? 1 : 0;
  g_autofree char *value = NULL;

  if (options->ranges == FRESHET_DEMO_RANGES_NO)
    return;

  freshet_demo_reply_set_header (reply, "Accept-Ranges", "bytes");
  if (!range_counts (reply, request))
    return;

  switch (freshet_demo_range_parse (text, size, &reply->flow.position, &reply->flow.end))
    {
    case FRESHET_DEMO_RANGE_WHOLE:
      return;
    case FRESHET_DEMO_RANGE_PART:
      reply->status = SOUP_STATUS_PARTIAL_CONTENT;
      value = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                               reply->flow.position + shift,
                               reply->flow.end - 1 + shift,
                               size + shift);
      break;
    case FRESHET_DEMO_RANGE_OUTSIDE:
      reply->status = SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE;
      value = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);
      reply->flow.position = reply->flow.end = 0;
      break;
    default:
      g_assert_not_reached ();
    }
  freshet_demo_reply_set_header (reply, "Content-Range", value);
}

/* Libsoup would make a wrong length right, and has no answer to end with its connection. */
static void
set_length (FreshetDemoReply *reply, const FreshetDemoLength *length)
{
  goffset said = reply->flow.end - reply->flow.position;

  reply->raw = length->kind != FRESHET_DEMO_LENGTH_TRUE;
  switch (length->kind)
    {
    case FRESHET_DEMO_LENGTH_TRUE:
      soup_message_headers_set_content_length (reply->headers, said);
      break;
    case FRESHET_DEMO_LENGTH_CHUNKED:
      soup_message_headers_set_encoding (reply->headers, SOUP_ENCODING_CHUNKED);
      break;
    case FRESHET_DEMO_LENGTH_CLOSE:
      break;
    case FRESHET_DEMO_LENGTH_OFF:
      said = MAX (said + length->off, 0);
      reply->raw_headers = g_strdup_printf ("Content-Length: %" G_GINT64_FORMAT "\r\n", said);
      break;
    case FRESHET_DEMO_LENGTH_RAW:
      reply->raw_headers = g_strdup_printf ("Content-Length: %s\r\n", length->raw);
      break;
    default:
      g_assert_not_reached ();
    }
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

static void
set_body (FreshetDemoReply *reply, const FreshetDemoOptions *options, SoupMessageHeaders *request)
{
  reply->flow.end = options->size;
  reply->flow.rate = options->rate;

  if (options->gzip == FRESHET_DEMO_GZIP_YES)
    freshet_demo_reply_set_header (reply, "Vary", "Accept-Encoding");
  if (options->gzip == FRESHET_DEMO_GZIP_FORCE
      || (options->gzip == FRESHET_DEMO_GZIP_YES && freshet_demo_gzip_is_accepted (request)))
    {
      freshet_demo_reply_set_header (reply, "Content-Encoding", "gzip");
      reply->body = freshet_demo_gzip_compress (reply->flow.seed, options->size);
      reply->flow.stored = reply->body;
      reply->flow.end = (goffset) g_bytes_get_size (reply->body);
    }
}

static void
add_header_lines (FreshetDemoReply *reply, const char *lines)
{
  g_autofree char *before = g_steal_pointer (&reply->raw_headers);

  reply->raw = TRUE;
  reply->raw_headers = g_strconcat (lines, before, NULL);
}

/**
 * freshet_demo_file_reply:
 * @options: what is asked for
 * @request: the request's headers
 * @tally: where to count what happens to @url
 * @url: the path with its query
 *
 * Returns: (transfer full): the answer with the body that is asked for, or with a part of it
 */
FreshetDemoReply *
freshet_demo_file_reply (const FreshetDemoOptions *options,
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
  set_body (reply, options, request);
  etag = make_etag (options, reply, n_before);
  modified = make_last_modified (options, reply);

  freshet_demo_reply_set_header (reply, "Content-Type", options->type);
  freshet_demo_reply_set_header (reply, "Content-Disposition", options->name);
  freshet_demo_reply_set_header (reply, "ETag", etag);
  freshet_demo_reply_set_header (reply, "Last-Modified", modified);
  set_range (reply, options, request);
  set_length (reply, &options->length);
  set_ending (reply, options, tally, url);
  if (options->header != NULL)
    add_header_lines (reply, options->header);
  return reply;
}
