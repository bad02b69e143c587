/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-address.h"
#include "freshet-content-range.h"
#include "freshet-error.h"
#include "freshet-format.h"

/**
 * freshet_answer_clear:
 * @answer: an answer
 *
 * Frees what it holds.
 */
void
freshet_answer_clear (FreshetAnswer *answer)
{
  g_clear_pointer (&answer->location, g_uri_unref);
}

/*
 * libsoup before 3.4.4 does not hold an HTTP/2 server back: it keeps in memory what the disk does
 * not take fast enough. So none is offered.
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
  soup_message_headers_set_range (headers, freshet_range_set_get_prefix (part->ranges), -1);
  soup_message_headers_replace (headers, "If-Range", freshet_part_record_get_validator (part));
}

/**
 * freshet_http_create_message:
 * @request: what the user wants
 * @uri: where to ask for it: the request's address, or where a redirect led
 * @trusted: whether every redirect so far stayed at the origin of the request's address
 * @part: (nullable): what is there already; has to have a validator
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

static gboolean
bad_response (GError **error, const char *what)
{
  g_set_error (error,
               FRESHET_ERROR,
               FRESHET_ERROR_BAD_RESPONSE,
               /* Translators: %s is a sentence that says what is wrong. */
               _ ("The server's answer makes no sense: %s"),
               what);
  return FALSE;
}

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

static gboolean
judge_length (SoupMessage *message, FreshetAnswer *answer, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_list (headers, "Content-Length");

  answer->length = -1;
  /* RFC 9112 section 6.3: a transfer coding overrides the length. */
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED || value == NULL)
    return TRUE;
  if (!freshet_content_length_parse (value, &answer->length))
    return bad_response (error, _ ("Its length is not a number."));
  return TRUE;
}

static gboolean
judge_whole (SoupMessage *message, FreshetAnswer *answer, GError **error)
{
  answer->kind = FRESHET_ANSWER_BODY;
  answer->offset = 0;
  if (!judge_length (message, answer, error))
    return FALSE;
  answer->total = answer->length;
  return TRUE;
}

/*
 * Whether a range goes on exactly where the part ends, to the end of the file. Where neither side knows
 * the length, nobody could tell whether it does.
 */
static gboolean
goes_on (const FreshetPartRecord *part, const FreshetAnswer *answer, goffset first, goffset last)
{
  goffset total = answer->total >= 0 ? answer->total : part->total;

  return first == freshet_range_set_get_prefix (part->ranges) && total >= 0 && last == total - 1
         && (part->total < 0 || total == part->total)
         && (answer->length < 0 || answer->length == last - first + 1);
}

static gboolean
judge_partial (SoupMessage *message,
               const FreshetPartRecord *part,
               FreshetAnswer *answer,
               GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Content-Range");
  goffset first;
  goffset last;

  if (part == NULL)
    return bad_response (error, _ ("It sent a part of the file, but the whole was asked for."));
  if (!judge_length (message, answer, error))
    return FALSE;

  answer->kind = FRESHET_ANSWER_RESTART;
  if (value == NULL || !freshet_content_range_parse (value, &first, &last, &answer->total)
      || !goes_on (part, answer, first, last) || !freshet_http_is_same_file (message, part))
    return TRUE;

  answer->kind = FRESHET_ANSWER_BODY;
  answer->offset = first;
  answer->length = last - first + 1;
  answer->total = last + 1;
  return TRUE;
}

/* RFC 9110 section 15.5.17: the answer to a range beyond the end tells the length. */
static gboolean
judge_unsatisfiable (SoupMessage *message,
                     const FreshetPartRecord *part,
                     FreshetAnswer *answer,
                     GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Content-Range");
  goffset first;
  goffset last;

  if (part == NULL)
    return bad_response (error, _ ("It refused a part of the file, but the whole was asked for."));
  answer->kind = FRESHET_ANSWER_RESTART;
  if (value != NULL && freshet_content_range_parse (value, &first, &last, &answer->total)
      && first < 0 && answer->total == freshet_range_set_get_prefix (part->ranges)
      && (part->total < 0 || part->total == answer->total)
      && freshet_http_is_same_file (message, part))
    answer->kind = FRESHET_ANSWER_COMPLETE;
  return TRUE;
}

static gboolean
is_http (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "http")
         || g_str_equal (g_uri_get_scheme (uri), "https");
}

static gboolean
judge_redirect (SoupMessage *message, FreshetAnswer *answer, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Location");
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GUri) relative = NULL;
  g_autofree char *text = NULL;

  answer->kind = FRESHET_ANSWER_REDIRECT;
  if (value != NULL)
    relative = g_uri_parse_relative (uri, value, SOUP_HTTP_URI_FLAGS, NULL);
  if (relative != NULL)
    {
      text = g_uri_to_string (relative);
      answer->location = freshet_address_parse (text, NULL);
    }
  if (answer->location == NULL)
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_REDIRECT,
                           relative != NULL && !is_http (relative)
                               ? _ ("The server sends you to an address that is not a web address. "
                                    "Freshet does not go there.")
                               : _ ("The server says that the file is elsewhere, but not where."));
      return FALSE;
    }
  if (g_str_equal (g_uri_get_scheme (uri), "https")
      && !g_str_equal (g_uri_get_scheme (answer->location), "https"))
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_REDIRECT,
                           _ ("The server sends you from a secure address to an insecure one. "
                              "Freshet does not go there."));
      return FALSE;
    }
  return TRUE;
}

static const char *
describe_status (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED:
      return _ ("A user name and a password are needed");
    case SOUP_STATUS_FORBIDDEN:
      return _ ("The server does not allow it");
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return _ ("The server has no such file");
    case SOUP_STATUS_REQUEST_TIMEOUT:
      return _ ("The server waited too long");
    case 429:
      return _ ("The server gets too many requests from here");
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      return _ ("The server cannot answer just now");
    default:
      return status >= 500 ? _ ("The server has a fault") : _ ("The server refuses");
    }
}

static gboolean
judge_failure (SoupMessage *message, GError **error)
{
  guint status = soup_message_get_status (message);
  g_autofree char *phrase = freshet_format_escape (soup_message_get_reason_phrase (message));
  gboolean auth
      = status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED;

  if (status < 400)
    return bad_response (error, _ ("It sent no file."));
  g_set_error (error,
               FRESHET_ERROR,
               auth ? FRESHET_ERROR_AUTH_REQUIRED : FRESHET_ERROR_HTTP_STATUS,
               /* Translators: what it means, then HTTP's own number and phrase, such as 404 Not
                  Found. */
               _ ("%s (%u %s)."),
               describe_status (status),
               status,
               phrase);
  return FALSE;
}

/**
 * freshet_http_judge:
 * @message: a message whose response headers have come
 * @part: (nullable): the part whose rest was asked for
 * @answer: (out caller-allocates): what the response means
 * @error: why it is no use
 *
 * Decides what a response means, by its status and its headers, and refuses those that HTTP does not
 * allow (RFC 9110 sections 14 and 15).
 *
 * Returns: whether to go on, with @answer
 */
gboolean
freshet_http_judge (SoupMessage *message,
                    const FreshetPartRecord *part,
                    FreshetAnswer *answer,
                    GError **error)
{
  *answer = (FreshetAnswer){ .length = -1, .total = -1 };

  switch (soup_message_get_status (message))
    {
    case SOUP_STATUS_OK:
    case SOUP_STATUS_NON_AUTHORITATIVE:
      return judge_whole (message, answer, error);
    case SOUP_STATUS_PARTIAL_CONTENT:
      return judge_partial (message, part, answer, error);
    case SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE:
      return judge_unsatisfiable (message, part, answer, error);
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
    case SOUP_STATUS_SEE_OTHER:
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      return judge_redirect (message, answer, error);
    default:
      return judge_failure (message, error);
    }
}

/**
 * freshet_http_has_ended:
 * @message: a message whose response does not tell the body's length
 * @body: its body, of which all has been read; not closed yet
 * @n_bytes: how much that was
 *
 * Tells the end of a body from the end of the connection.
 *
 * A chunked body ends with an empty chunk (RFC 9112 section 7.1). libsoup 3.2 takes it for whole as
 * well if the connection ends between two chunks. Its reader, the base stream of the body, knows better:
 * past the empty chunk there is nothing left for it to read; else it asks the connection for more, which
 * with a cancelled cancellable is an error, at once. g_input_stream_read() would not get as far as the
 * reader then. A body that ends with the connection (RFC 9112 section 6.3) cannot be told from one that
 * was cut off. If there is nothing at all of it, it is taken for cut off: libsoup also takes a head
 * without its end for whole.
 *
 * Returns: whether nothing says that some of it is missing
 */
gboolean
freshet_http_has_ended (SoupMessage *message, GInputStream *body, gsize n_bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GCancellable) cancelled = NULL;
  GInputStream *reader;
  char rest[1024];

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CHUNKED)
    return n_bytes > 0;
  if (!G_IS_FILTER_INPUT_STREAM (body))
    return TRUE;
  reader = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (body));
  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  return G_INPUT_STREAM_GET_CLASS (reader)->read_fn (reader, rest, sizeof rest, cancelled, NULL)
         == 0;
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
 * @record: takes the final address, the media type and the validators that are strong
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
  g_free (record->final_uri);
  record->final_uri = freshet_address_to_display (soup_message_get_uri (message));
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
