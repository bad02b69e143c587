/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-client.h"

#include <string.h>

#define TIMEOUT_SECONDS 20
#define STEP (64 * 1024)

/**
 * freshet_test_connect:
 * @base_uri: `http://HOST:PORT`
 *
 * Returns: (transfer full): a connection on which no wait is longer than 20 seconds
 */
GSocketConnection *
freshet_test_connect (const char *base_uri)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, TIMEOUT_SECONDS);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_uri (client, base_uri, 80, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

/**
 * freshet_test_send:
 * @connection: a connection
 * @method: `GET`
 * @path: the path with its query
 * @headers: (nullable): header lines, each with its end
 *
 * Sends a request.
 */
void
freshet_test_send (GSocketConnection *connection,
                   const char *method,
                   const char *path,
                   const char *headers)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;
  g_autofree char *request = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n",
                                              method,
                                              path,
                                              headers != NULL ? headers : "");

  g_output_stream_write_all (out, request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
split_head (FreshetTestAnswer *answer)
{
  const char *data = (const char *) answer->body->data;
  const char *end
      = answer->body->len > 0 ? g_strstr_len (data, answer->body->len, "\r\n\r\n") : NULL;
  const char *status;

  if (end == NULL)
    {
      answer->head = g_strdup ("");
      return;
    }

  answer->head = g_strndup (data, (gsize) (end - data) + 2);
  g_byte_array_remove_range (answer->body, 0, (guint) (end - data) + 4);

  status = strchr (answer->head, ' ');
  if (g_str_has_prefix (answer->head, "HTTP/1.") && status != NULL)
    answer->status = (guint) g_ascii_strtoull (status + 1, NULL, 10);
}

/**
 * freshet_test_receive:
 * @connection: a connection on which a request was sent
 *
 * Returns: (transfer full): all that comes until the stream ends or breaks
 */
FreshetTestAnswer *
freshet_test_receive (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  FreshetTestAnswer *answer = g_new0 (FreshetTestAnswer, 1);
  g_autofree guint8 *buffer = g_malloc (STEP);
  gssize n;

  answer->body = g_byte_array_new ();
  while ((n = g_input_stream_read (in, buffer, STEP, NULL, &answer->error)) > 0)
    g_byte_array_append (answer->body, buffer, (guint) n);
  split_head (answer);
  return answer;
}

/**
 * freshet_test_get:
 * @base_uri: the server
 * @path: the path with its query
 * @headers: (nullable): header lines, each with its end
 *
 * Returns: (transfer full): the answer to a GET on a connection of its own
 */
FreshetTestAnswer *
freshet_test_get (const char *base_uri, const char *path, const char *headers)
{
  g_autoptr (GSocketConnection) connection = freshet_test_connect (base_uri);
  g_autofree char *lines
      = g_strconcat ("Connection: close\r\n", headers != NULL ? headers : "", NULL);

  freshet_test_send (connection, "GET", path, lines);
  return freshet_test_receive (connection);
}

/**
 * freshet_test_answer_free:
 * @answer: (transfer full): an answer
 */
void
freshet_test_answer_free (FreshetTestAnswer *answer)
{
  g_free (answer->head);
  g_byte_array_unref (answer->body);
  g_clear_error (&answer->error);
  g_free (answer);
}

/**
 * freshet_test_answer_get_header:
 * @answer: an answer
 * @name: a header's name
 *
 * Returns: (transfer full) (nullable): the value of the first header of that name
 */
char *
freshet_test_answer_get_header (FreshetTestAnswer *answer, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (answer->head, "\r\n", -1);
  gsize length = strlen (name);

  for (int i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
        return g_strdup (g_strchug (lines[i] + length + 1));
    }
  return NULL;
}

/**
 * freshet_test_answer_get_digest:
 * @answer: an answer
 *
 * Returns: (transfer full): the SHA-256 of the body as it came
 */
char *
freshet_test_answer_get_digest (FreshetTestAnswer *answer)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, answer->body->data, answer->body->len);
}

/**
 * freshet_test_answer_dechunk:
 * @answer: an answer with a chunked body, which becomes the body without its frames
 *
 * Returns: whether the body ended as it should, with an empty chunk
 */
gboolean
freshet_test_answer_dechunk (FreshetTestAnswer *answer)
{
  g_autoptr (GByteArray) chunked = g_steal_pointer (&answer->body);
  guint at = 0;

  answer->body = g_byte_array_new ();
  while (at < chunked->len)
    {
      char *end;
      guint64 size = g_ascii_strtoull ((char *) chunked->data + at, &end, 16);
      guint start = (guint) (end - (char *) chunked->data) + 2;

      if (size == 0)
        return TRUE;
      g_assert_cmpuint (start + size + 2, <=, chunked->len);
      g_byte_array_append (answer->body, chunked->data + start, (guint) size);
      at = start + (guint) size + 2;
    }
  return FALSE;
}
