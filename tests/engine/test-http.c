/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

#include <string.h>

#include "freshet-error.h"
#include "freshet-test-server.h"

#define MODIFIED "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n"
#define LATER "Last-Modified: Tue, 02 Jan 2024 00:00:00 GMT\r\n"
#define MODIFIED_DATE "Mon, 01 Jan 2024 00:00:00 GMT"

/* Sends a message, and gives its response's headers; the body is not read. */
static SoupMessage *
send (FreshetTestServer *server, GError **error)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GUri) uri
      = g_uri_parse (freshet_test_server_get_base_uri (server), SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (FreshetRequest) request = freshet_request_new (uri, "/nonexistent");
  g_autoptr (SoupMessage) message = freshet_http_create_message (request, uri, TRUE, NULL);
  g_autoptr (GInputStream) body = soup_session_send (session, message, NULL, error);

  return body != NULL ? g_steal_pointer (&message) : NULL;
}

/* Some of what HTTP does not allow is refused by libsoup already. */
static GError *
translate (FreshetTestServer *server, GError *error)
{
  g_autoptr (SoupMessage) message
      = soup_message_new ("GET", freshet_test_server_get_base_uri (server));

  return freshet_http_translate_error (message, error);
}

/*
 * What was asked for: the whole, or the rest of a part of 100 bytes, whose whole is 300 or of unknown
 * length, or which is all there is.
 */
typedef enum
{
  ASKED_WHOLE,
  ASKED_REST,
  ASKED_REST_OF_UNKNOWN,
  ASKED_REST_BY_DATE,
  ASKED_REST_OF_ALL,
} Asked;

static FreshetPartRecord *
create_part (Asked asked)
{
  FreshetPartRecord *part;

  if (asked == ASKED_WHOLE)
    return NULL;
  part = freshet_part_record_new ("http://example.com/");
  if (asked != ASKED_REST_BY_DATE)
    part->etag = g_strdup ("\"1\"");
  part->last_modified = g_strdup (MODIFIED_DATE);
  part->total = asked == ASKED_REST_OF_UNKNOWN ? -1 : asked == ASKED_REST_OF_ALL ? 100 : 300;
  freshet_range_set_add (part->ranges, 0, 100);
  return part;
}

#define FAILS(code) (-1 - (int) FRESHET_ERROR_##code)
#define BODY ((int) FRESHET_ANSWER_BODY)
#define REDIRECT ((int) FRESHET_ANSWER_REDIRECT)
#define COMPLETE ((int) FRESHET_ANSWER_COMPLETE)
#define RESTART ((int) FRESHET_ANSWER_RESTART)

typedef struct
{
  Asked asked;
  const char *status;
  const char *headers;
  int result;
  goffset offset;
  goffset length;
  goffset total;
} Case;

static void
check (const Case *test)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetPartRecord) part = create_part (test->asked);
  g_auto (FreshetAnswer) answer = { 0 };
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("asked %d: %s", test->asked, test->status);
  freshet_test_server_answer (server,
                              "HTTP/1.1 %s\r\n%sConnection: close\r\n\r\n",
                              test->status,
                              test->headers);
  message = send (server, &error);
  if (message != NULL)
    freshet_http_judge (message, part, &answer, &error);
  else
    error = translate (server, error);
  if (test->result < 0)
    {
      g_assert_error (error, FRESHET_ERROR, -1 - test->result);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint ((int) answer.kind, ==, test->result);
  if (test->result != BODY)
    return;
  g_assert_cmpint (answer.offset, ==, test->offset);
  g_assert_cmpint (answer.length, ==, test->length);
  g_assert_cmpint (answer.total, ==, test->total);
}

#define CHECK(cases)                                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (gsize i_ = 0; i_ < G_N_ELEMENTS (cases); i_++)                                            \
      check (&cases[i_]);                                                                          \
  }                                                                                                \
  G_STMT_END

/* RFC 9110 section 15.3. */
static void
test_the_whole (void)
{
  static const Case cases[] = {
    { ASKED_WHOLE, "200 OK", "Content-Length: 300\r\n", BODY, 0, 300, 300 },
    { ASKED_WHOLE, "200 OK", "Content-Length: 0\r\n", BODY, 0, 0, 0 },
    { ASKED_WHOLE, "200 OK", "", BODY, 0, -1, -1 },
    { ASKED_WHOLE, "200 OK", "Transfer-Encoding: chunked\r\n", BODY, 0, -1, -1 },
    { ASKED_WHOLE, "200 OK", "Transfer-Encoding: Chunked\r\n", BODY, 0, -1, -1 },
    { ASKED_WHOLE, "200", "Content-Length: 5\r\n", BODY, 0, 5, 5 },
    { ASKED_WHOLE, "203 Non-Authoritative Information", "", BODY, 0, -1, -1 },
    { ASKED_WHOLE, "201 Created", "", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "202 Accepted", "", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "204 No Content", "", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "205 Reset Content", "Content-Length: 0\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "226 IM Used", "", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "304 Not Modified", "", FAILS (BAD_RESPONSE) },
    /* A range that was asked for may be ignored. */
    { ASKED_REST, "200 OK", "Content-Length: 300\r\n", BODY, 0, 300, 300 },
    { ASKED_REST, "200 OK", "Content-Length: 400\r\nETag: \"2\"\r\n", BODY, 0, 400, 400 },
  };

  CHECK (cases);
}

/* RFC 9110 section 8.6, RFC 9112 section 6.3. */
static void
test_a_length (void)
{
  static const Case cases[] = {
    { ASKED_WHOLE, "200 OK", "Content-Length: 5\r\nContent-Length: 5\r\n", BODY, 0, 5, 5 },
    { ASKED_WHOLE,
      "200 OK",
      "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
      BODY,
      0,
      -1,
      -1 },
    { ASKED_WHOLE, "200 OK", "Content-Length: 5, 6\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "200 OK", "Content-Length: 5\r\nContent-Length: 6\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "200 OK", "Content-Length: +5\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "200 OK", "Content-Length: 5x\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "200 OK", "Content-Length: many\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "200 OK", "Content-Length: 0x10\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "200 OK", "Content-Length: 99999999999999999999\r\n", FAILS (BAD_RESPONSE) },
  };

  CHECK (cases);
}

/* RFC 9110 sections 14.4 and 15.3.7. */
static void
test_a_range (void)
{
#define REST "Content-Range: bytes 100-299/300\r\n"
  static const Case cases[] = {
    { ASKED_REST, "206 Partial Content", REST, BODY, 100, 200, 300 },
    { ASKED_REST, "206 Partial Content", REST "Content-Length: 200\r\n", BODY, 100, 200, 300 },
    { ASKED_REST,
      "206 Partial Content",
      REST "Transfer-Encoding: chunked\r\n",
      BODY,
      100,
      200,
      300 },
    { ASKED_REST, "206 Partial Content", REST "ETag: \"1\"\r\n", BODY, 100, 200, 300 },
    { ASKED_REST, "206 Partial Content", REST "ETag: \"1\"\r\n" LATER, BODY, 100, 200, 300 },
    { ASKED_REST, "206 Partial Content", REST MODIFIED, BODY, 100, 200, 300 },
    { ASKED_REST_BY_DATE, "206 Partial Content", REST MODIFIED, BODY, 100, 200, 300 },
    { ASKED_REST_BY_DATE, "206 Partial Content", REST "ETag: \"7\"\r\n", BODY, 100, 200, 300 },
    { ASKED_REST_OF_UNKNOWN, "206 Partial Content", REST, BODY, 100, 200, 300 },
    { ASKED_REST,
      "206 Partial Content",
      "Content-Range: bytes 100-299/*\r\n",
      BODY,
      100,
      200,
      300 },

    /* Another file by now, whatever If-Range said. */
    { ASKED_REST, "206 Partial Content", REST "ETag: \"2\"\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", REST "ETag: W/\"1\"\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", REST LATER, RESTART },
    { ASKED_REST_BY_DATE, "206 Partial Content", REST LATER, RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 100-399/400\r\n", RESTART },

    /* Another range than was asked for, or none that anybody could use. */
    { ASKED_REST, "206 Partial Content", "", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 0-299/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 101-299/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 99-299/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 100-298/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 100-300/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 100-198/*\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes 299-100/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: items 100-299/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes */300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Range: bytes -100-299/300\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", REST "Content-Length: 199\r\n", RESTART },
    { ASKED_REST, "206 Partial Content", "Content-Type: multipart/byteranges\r\n", RESTART },
    { ASKED_REST_OF_UNKNOWN, "206 Partial Content", "Content-Range: bytes 100-299/*\r\n", RESTART },

    { ASKED_REST, "206 Partial Content", REST "Content-Length: x\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "206 Partial Content", REST, FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE,
      "206 Partial Content",
      "Content-Range: bytes 0-299/300\r\n",
      FAILS (BAD_RESPONSE) },
  };

  CHECK (cases);
}

/* RFC 9110 section 15.5.17. */
static void
test_a_range_that_cannot_be_given (void)
{
  static const Case cases[] = {
    { ASKED_REST_OF_ALL, "416 Range Not Satisfiable", "Content-Range: bytes */100\r\n", COMPLETE },
    { ASKED_REST_OF_UNKNOWN,
      "416 Range Not Satisfiable",
      "Content-Range: bytes */100\r\n",
      COMPLETE },
    { ASKED_REST, "416 Range Not Satisfiable", "Content-Range: bytes */100\r\n", RESTART },
    { ASKED_REST, "416 Range Not Satisfiable", "Content-Range: bytes */300\r\n", RESTART },
    { ASKED_REST_OF_ALL, "416 Range Not Satisfiable", "Content-Range: bytes */99\r\n", RESTART },
    { ASKED_REST_OF_ALL, "416 Range Not Satisfiable", "Content-Range: bytes */101\r\n", RESTART },
    { ASKED_REST_OF_ALL,
      "416 Range Not Satisfiable",
      "Content-Range: bytes 0-99/100\r\n",
      RESTART },
    { ASKED_REST, "416 Range Not Satisfiable", "", RESTART },
    { ASKED_REST_OF_ALL,
      "416 Range Not Satisfiable",
      "Content-Range: bytes */100\r\nETag: \"2\"\r\n",
      RESTART },
    { ASKED_WHOLE, "416 Range Not Satisfiable", "", FAILS (BAD_RESPONSE) },
  };

  CHECK (cases);
}

/* RFC 9110 section 15.4. */
static void
test_a_redirect (void)
{
  static const Case cases[] = {
    { ASKED_WHOLE, "301 Moved Permanently", "Location: /b\r\n", REDIRECT },
    { ASKED_WHOLE, "302 Found", "Location: http://example.com/b\r\n", REDIRECT },
    { ASKED_WHOLE, "303 See Other", "Location: https://example.com/b\r\n", REDIRECT },
    { ASKED_WHOLE, "307 Temporary Redirect", "Location: //example.com/b\r\n", REDIRECT },
    { ASKED_WHOLE, "308 Permanent Redirect", "Location: ?b#c\r\n", REDIRECT },
    { ASKED_WHOLE,
      "302 Found",
      "Location: //b\xc3\xbc"
      "cher.example/b\r\n",
      REDIRECT },
    { ASKED_REST, "302 Found", "Location: /b\r\n", REDIRECT },
    { ASKED_WHOLE, "302 Found", "", FAILS (REDIRECT) },
    { ASKED_WHOLE, "302 Found", "Location: file:///etc/passwd\r\n", FAILS (REDIRECT) },
    { ASKED_WHOLE, "302 Found", "Location: ftp://example.com/b\r\n", FAILS (REDIRECT) },
    { ASKED_WHOLE, "302 Found", "Location: data:text/plain,b\r\n", FAILS (REDIRECT) },
    { ASKED_WHOLE, "302 Found", "Location: javascript:b()\r\n", FAILS (REDIRECT) },
    { ASKED_WHOLE, "302 Found", "Location: http://\r\n", FAILS (REDIRECT) },
    { ASKED_WHOLE, "302 Found", "Location: http://[::1\r\n", FAILS (REDIRECT) },
    { ASKED_WHOLE, "300 Multiple Choices", "Location: /b\r\n", FAILS (BAD_RESPONSE) },
    { ASKED_WHOLE, "305 Use Proxy", "Location: http://proxy/\r\n", FAILS (BAD_RESPONSE) },
  };

  CHECK (cases);
}

/* RFC 9110 sections 15.5 and 15.6. */
static void
test_a_failure (void)
{
  static const Case cases[] = {
    { ASKED_WHOLE, "400 Bad Request", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "403 Forbidden", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "404 Not Found", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "410 Gone", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "412 Precondition Failed", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "429 Too Many Requests", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "451 Unavailable For Legal Reasons", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "500 Internal Server Error", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "503 Service Unavailable", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "599 Whatever", "", FAILS (HTTP_STATUS) },
    { ASKED_REST, "404 Not Found", "", FAILS (HTTP_STATUS) },
    { ASKED_WHOLE, "401 Unauthorized", "", FAILS (AUTH_REQUIRED) },
    { ASKED_WHOLE, "407 Proxy Authentication Required", "", FAILS (AUTH_REQUIRED) },
  };

  CHECK (cases);
}

static void
test_what_the_server_says_is_shown_without_control_characters (void)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_auto (FreshetAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  freshet_test_server_answer (server,
                              "HTTP/1.1 404 \033]0;owned\007\xe2\x80\xaeno\xff\r\n"
                              "Content-Length: 0\r\nConnection: close\r\n\r\n");
  message = send (server, &error);
  g_assert_no_error (error);
  g_assert_false (freshet_http_judge (message, NULL, &answer, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\033'));
  g_assert_null (strchr (error->message, '\007'));
  g_assert_null (strstr (error->message, "\xe2\x80\xae"));
}

/* RFC 9112: what is no HTTP fails before it can be judged. */
static void
test_what_is_no_http_is_told (void)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "", FRESHET_ERROR_CONNECTION_LOST },
    { "garbage\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "HTTP/1.1 OK\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "HTTP/9.9 200 OK\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "HTTP/1.1 99 Low\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "HTTP/1.1 2000 High\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", FRESHET_ERROR_BAD_RESPONSE },
    { "SSH-2.0-OpenSSH_9.2\r\n", FRESHET_ERROR_BAD_RESPONSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (SoupMessage) sent = NULL;
      g_autoptr (GError) error = NULL;

      freshet_test_server_answer (server, "%s", cases[i].text);
      sent = send (server, &error);
      g_test_message ("%s: %s",
                      cases[i].text,
                      error != NULL ? error->message : "no error from libsoup");
      g_assert_null (sent);
      error = translate (server, error);
      g_assert_error (error, FRESHET_ERROR, cases[i].code);
    }
}

static void
test_an_error_is_told_in_words (void)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "https://u:secret@example.com/a?b");
  static const struct
  {
    int io_code;
    int code;
  } cases[] = {
    { G_IO_ERROR_CONNECTION_REFUSED, FRESHET_ERROR_UNREACHABLE },
    { G_IO_ERROR_HOST_UNREACHABLE, FRESHET_ERROR_UNREACHABLE },
    { G_IO_ERROR_NETWORK_UNREACHABLE, FRESHET_ERROR_UNREACHABLE },
    { G_IO_ERROR_TIMED_OUT, FRESHET_ERROR_TIMED_OUT },
    { G_IO_ERROR_PARTIAL_INPUT, FRESHET_ERROR_CONNECTION_LOST },
    { G_IO_ERROR_CONNECTION_CLOSED, FRESHET_ERROR_CONNECTION_LOST },
    { G_IO_ERROR_FAILED, FRESHET_ERROR_CONNECTION_LOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = freshet_http_translate_error (
          message, g_error_new_literal (G_IO_ERROR, cases[i].io_code, "Whatever"));

      g_assert_error (error, FRESHET_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, "example.com"));
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_a_sandbox_without_network_is_told (void)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "https://example.com/");
  g_autoptr (GError) error = freshet_http_translate_error (
      message,
      g_dbus_error_new_for_dbus_error ("org.freedesktop.portal.Error.NotAllowed", "Whatever"));

  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_NO_NETWORK);
  g_assert_null (strstr (error->message, "Whatever"));
}

static void
test_what_is_ours_is_not_translated (void)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "https://example.com/");
  g_autoptr (GError) cancelled
      = freshet_http_translate_error (message,
                                      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x"));
  g_autoptr (GError) ours = freshet_http_translate_error (
      message, g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_NO_SPACE, "x"));

  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (ours, FRESHET_ERROR, FRESHET_ERROR_NO_SPACE);
  g_assert_cmpstr (ours->message, ==, "x");
}

/* RFC 9110 section 8.8: a validator that is weak must not join two parts. */
static void
test_only_strong_validators_are_kept (void)
{
  static const struct
  {
    const char *headers;
    const char *etag;
    const char *last_modified;
  } cases[] = {
    { "", NULL, NULL },
    { "ETag: \"1\"\r\n", "\"1\"", NULL },
    { "ETag: \"\"\r\n", "\"\"", NULL },
    { "ETag: W/\"1\"\r\n", NULL, NULL },
    { "ETag: 1\r\n", NULL, NULL },
    { MODIFIED, NULL, NULL },
    { MODIFIED "Date: Mon, 01 Jan 2024 00:00:00 GMT\r\n", NULL, NULL },
    { MODIFIED "Date: Mon, 01 Jan 2024 00:00:01 GMT\r\n", NULL, MODIFIED_DATE },
    { MODIFIED "Date: Sun, 31 Dec 2023 00:00:00 GMT\r\n", NULL, NULL },
    { MODIFIED "Date: whenever\r\n", NULL, NULL },
    { "Last-Modified: whenever\r\nDate: Mon, 01 Jan 2024 00:00:01 GMT\r\n", NULL, NULL },
    { "ETag: W/\"1\"\r\n" MODIFIED "Date: Tue, 02 Jan 2024 00:00:00 GMT\r\n", NULL, MODIFIED_DATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetPartRecord) record = freshet_part_record_new ("http://example.com/");
      g_autoptr (SoupMessage) message = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].headers);
      freshet_test_server_answer (server,
                                  "HTTP/1.1 200 OK\r\n%sConnection: close\r\n\r\n",
                                  cases[i].headers);
      message = send (server, &error);
      g_assert_no_error (error);
      record->etag = g_strdup ("\"old\"");
      record->last_modified = g_strdup ("old");
      freshet_http_describe (message, record);
      g_assert_cmpstr (record->etag, ==, cases[i].etag);
      g_assert_cmpstr (record->last_modified, ==, cases[i].last_modified);
    }
}

/* RFC 9110 section 10.2.3. */
static void
test_the_server_says_how_long_to_wait (void)
{
  static const struct
  {
    const char *value;
    gint64 seconds;
  } cases[] = {
    { "0", 0 },
    { "120", 120 },
    { "2147483647", G_MAXINT32 },
    { "-1", -1 },
    { "1.5", -1 },
    { "soon", -1 },
    { "99999999999999999999", -1 },
    { "Mon, 01 Jan 2024 00:00:00 GMT", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (SoupMessage) message = NULL;

      freshet_test_server_answer (server,
                                  "HTTP/1.1 503 Busy\r\nRetry-After: %s\r\n"
                                  "Connection: close\r\n\r\n",
                                  cases[i].value);
      message = send (server, NULL);
      g_assert_cmpint (freshet_http_get_retry_after (message), ==, cases[i].seconds);
    }
}

static void
test_a_date_to_wait_for_is_in_the_future (void)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) date = g_date_time_add_seconds (now, 100);
  g_autofree char *value = soup_date_time_to_string (date, SOUP_DATE_HTTP);
  g_autoptr (SoupMessage) message = NULL;

  freshet_test_server_answer (server,
                              "HTTP/1.1 503 Busy\r\nRetry-After: %s\r\nConnection: close\r\n\r\n",
                              value);
  message = send (server, NULL);
  g_assert_cmpint (freshet_http_get_retry_after (message), <=, 100);
  g_assert_cmpint (freshet_http_get_retry_after (message), >, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/http/judge/the-whole", test_the_whole);
  g_test_add_func ("/http/judge/a-length", test_a_length);
  g_test_add_func ("/http/judge/a-range", test_a_range);
  g_test_add_func ("/http/judge/a-range-that-cannot-be-given", test_a_range_that_cannot_be_given);
  g_test_add_func ("/http/judge/a-redirect", test_a_redirect);
  g_test_add_func ("/http/judge/a-failure", test_a_failure);
  g_test_add_func ("/http/what-the-server-says-is-shown-without-control-characters",
                   test_what_the_server_says_is_shown_without_control_characters);
  g_test_add_func ("/http/what-is-no-http-is-told", test_what_is_no_http_is_told);
  g_test_add_func ("/http/an-error-is-told-in-words", test_an_error_is_told_in_words);
  g_test_add_func ("/http/a-sandbox-without-network-is-told",
                   test_a_sandbox_without_network_is_told);
  g_test_add_func ("/http/what-is-ours-is-not-translated", test_what_is_ours_is_not_translated);
  g_test_add_func ("/http/only-strong-validators-are-kept", test_only_strong_validators_are_kept);
  g_test_add_func ("/http/the-server-says-how-long-to-wait", test_the_server_says_how_long_to_wait);
  g_test_add_func ("/http/a-date-to-wait-for-is-in-the-future",
                   test_a_date_to_wait_for_is_in_the_future);

  return g_test_run ();
}
