/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

/**
 * freshet_http_is_same_file:
 * @message: a message whose response headers have come
 * @record: what was known of the file before
 *
 * Compares the validators, as far as both sides have them. There are servers that give a range of
 * whatever they have now, without a look at `If-Range`; but RFC 9110 section 15.3.7 has them tell what
 * it is of.
 *
 * Returns: whether nothing says that the file is another one by now
 */
gboolean
freshet_http_is_same_file (SoupMessage *message, const FreshetPartRecord *record)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *last_modified = soup_message_headers_get_one (headers, "Last-Modified");

  if (record->etag != NULL && etag != NULL)
    return g_str_equal (record->etag, etag);
  if (record->last_modified != NULL && last_modified != NULL)
    return g_str_equal (record->last_modified, last_modified);
  return TRUE;
}

/*
 * RFC 9110 section 8.8.2.2: a date is a strong validator only if the response was made at least a
 * second after it; within that second the file may have changed again.
 */
static gboolean
is_strong_date (const char *last_modified, const char *date)
{
  g_autoptr (GDateTime) modified
      = last_modified != NULL ? soup_date_time_new_from_http_string (last_modified) : NULL;
  g_autoptr (GDateTime) made = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  return modified != NULL && made != NULL
         && g_date_time_difference (made, modified) >= G_TIME_SPAN_SECOND;
}

/**
 * freshet_http_describe:
 * @message: a message whose response headers have come
 * @record: takes the media type and the validators that are strong
 */
void
freshet_http_describe (SoupMessage *message, FreshetPartRecord *record)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *last_modified = soup_message_headers_get_one (headers, "Last-Modified");
  const char *date = soup_message_headers_get_one (headers, "Date");

  g_free (record->type);
  record->type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  g_clear_pointer (&record->etag, g_free);
  if (etag != NULL && etag[0] == '"')
    record->etag = g_strdup (etag);
  g_clear_pointer (&record->last_modified, g_free);
  if (is_strong_date (last_modified, date))
    record->last_modified = g_strdup (last_modified);
}

/**
 * freshet_http_is_page_instead:
 * @message: a message whose response is the whole file
 * @record: what was known of the file before
 *
 * Once an address has expired, many servers answer with a page that says so, or where to log in, and
 * call that a success.
 *
 * Returns: whether the file was something else than a web page before, and is one now
 */
gboolean
freshet_http_is_page_instead (SoupMessage *message, const FreshetPartRecord *record)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return record->type != NULL && type != NULL && g_ascii_strcasecmp (record->type, type) != 0
         && (g_ascii_strcasecmp (type, "text/html") == 0
             || g_ascii_strcasecmp (type, "application/xhtml+xml") == 0);
}

/**
 * freshet_http_get_retry_after:
 * @message: a message whose response headers have come
 *
 * Reads `Retry-After`, seconds or a date (RFC 9110 section 10.2.3).
 *
 * Returns: how many seconds to wait, -1 if the server does not say
 */
gint64
freshet_http_get_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (value == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &seconds, NULL))
    return seconds;
  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return -1;
  now = g_date_time_new_now_utc ();
  return MAX (0, g_date_time_difference (date, now) / G_TIME_SPAN_SECOND);
}
