/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

#include <glib/gi18n-lib.h>

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
  answer->goes_on = TRUE;
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
  answer->goes_on = value != NULL
                    && freshet_content_range_parse (value, &first, &last, &answer->total)
                    && first < 0 && answer->total == freshet_range_set_get_prefix (part->ranges)
                    && (part->total < 0 || part->total == answer->total)
                    && freshet_http_is_same_file (message, part);
  answer->kind = answer->goes_on ? FRESHET_ANSWER_COMPLETE : FRESHET_ANSWER_RESTART;
  return TRUE;
}

static gboolean
is_http (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "http")
         || g_str_equal (g_uri_get_scheme (uri), "https");
}

/* RFC 9110 section 10.2.2 has a URI in `Location`. There are servers that write a path as it is. */
static char *
encode_location (const char *value)
{
  g_autoptr (GString) encoded = g_string_new (NULL);

  for (; *value != '\0'; value++)
    if (g_ascii_isgraph (*value) || *value == ' ')
      g_string_append_c (encoded, *value);
    else
      g_string_append_printf (encoded, "%%%02X", (guchar) *value);
  return g_string_free (g_steal_pointer (&encoded), FALSE);
}

static GUri *
parse_location (GUri *base, const char *value)
{
  g_autofree char *encoded = encode_location (value);

  return g_uri_parse_relative (base,
                               encoded,
                               SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED,
                               NULL);
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
    relative = parse_location (uri, value);
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
