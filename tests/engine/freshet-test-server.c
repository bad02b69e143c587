/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-server.h"

#include <string.h>

/* No test takes longer, and no thread is waited for longer. */
#define TIMEOUT_S 30

typedef struct
{
  char *text;
  FreshetTestEnding ending;
} Answer;

struct _FreshetTestServer
{
  GSocket *socket;
  GTlsCertificate *certificate;
  char *base_uri;
  GCancellable *stop;
  GThread *thread;

  GMutex mutex;
  GPtrArray *connections;
  GPtrArray *answers;
  GPtrArray *requests;
};

typedef struct
{
  FreshetTestServer *server;
  GSocketConnection *connection;
} Exchange;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->text);
  g_free (answer);
}

/* Reads up to the empty line. */
static char *
read_request (FreshetTestServer *server, GInputStream *in)
{
  g_autoptr (GString) request = g_string_new (NULL);
  char c;

  while (strstr (request->str, "\r\n\r\n") == NULL)
    {
      if (g_input_stream_read (in, &c, 1, server->stop, NULL) <= 0)
        return NULL;
      g_string_append_c (request, c);
    }
  return g_string_free (g_steal_pointer (&request), FALSE);
}

/* The last answer is for all further requests as well. */
static const Answer *
note_request (FreshetTestServer *server, char *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);
  guint number = server->requests->len;

  g_ptr_array_add (server->requests, request);
  if (server->answers->len == 0)
    return NULL;
  return g_ptr_array_index (server->answers, MIN (number, server->answers->len - 1));
}

static GIOStream *
wrap (FreshetTestServer *server, GSocketConnection *connection)
{
  GIOStream *stream;

  if (server->certificate == NULL)
    return G_IO_STREAM (g_object_ref (connection));
  stream = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), server->stop, NULL))
    g_clear_object (&stream);
  return stream;
}

static void
wait_for_stop (FreshetTestServer *server)
{
  GPollFD fd;

  if (g_cancellable_make_pollfd (server->stop, &fd))
    {
      g_poll (&fd, 1, TIMEOUT_S * 1000);
      g_cancellable_release_fd (server->stop);
    }
}

static gpointer
serve_connection (gpointer data)
{
  g_autofree Exchange *exchange = data;
  FreshetTestServer *server = exchange->server;
  g_autoptr (GSocketConnection) connection = exchange->connection;
  g_autoptr (GIOStream) stream = wrap (server, connection);
  const Answer *answer = NULL;
  char *request = NULL;

  if (stream != NULL)
    request = read_request (server, g_io_stream_get_input_stream (stream));
  if (request != NULL)
    answer = note_request (server, request);
  if (answer != NULL)
    {
      g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                 answer->text,
                                 strlen (answer->text),
                                 NULL,
                                 server->stop,
                                 NULL);
      if (answer->ending == FRESHET_TEST_ENDING_HANG)
        wait_for_stop (server);
    }
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  return NULL;
}

static gpointer
accept_thread (gpointer data)
{
  FreshetTestServer *server = data;
  GSocket *socket;

  while ((socket = g_socket_accept (server->socket, server->stop, NULL)) != NULL)
    {
      Exchange *exchange = g_new0 (Exchange, 1);

      exchange->server = server;
      g_socket_set_timeout (socket, TIMEOUT_S);
      exchange->connection = g_socket_connection_factory_create_connection (socket);
      g_object_unref (socket);
      g_ptr_array_add (server->connections,
                       g_thread_new ("test-connection", serve_connection, exchange));
    }
  return NULL;
}

static void
listen_on_any_port (FreshetTestServer *server)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  server->socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (server->socket, any, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (server->socket, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (server->socket, &error);
  g_assert_no_error (error);
  server->base_uri
      = g_strdup_printf ("%s://127.0.0.1:%u",
                         server->certificate != NULL ? "https" : "http",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

static FreshetTestServer *
start (GTlsCertificate *certificate)
{
  FreshetTestServer *server = g_new0 (FreshetTestServer, 1);

  server->certificate = certificate;
  server->stop = g_cancellable_new ();
  server->connections = g_ptr_array_new ();
  server->answers = g_ptr_array_new_with_free_func (answer_free);
  server->requests = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&server->mutex);
  listen_on_any_port (server);
  server->thread = g_thread_new ("test-server", accept_thread, server);
  return server;
}

FreshetTestServer *
freshet_test_server_new (void)
{
  return start (NULL);
}

/**
 * freshet_test_server_new_tls:
 * @certificate: the name of one of the files in tests/engine/tls
 *
 * Returns: (transfer full): a server
 */
FreshetTestServer *
freshet_test_server_new_tls (const char *certificate)
{
  const char *path = g_test_get_filename (G_TEST_DIST, "tls", certificate, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *loaded = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return start (loaded);
}

void
freshet_test_server_free (FreshetTestServer *server)
{
  g_cancellable_cancel (server->stop);
  g_thread_join (server->thread);
  for (guint i = 0; i < server->connections->len; i++)
    g_thread_join (g_ptr_array_index (server->connections, i));
  g_ptr_array_unref (server->connections);
  g_ptr_array_unref (server->answers);
  g_ptr_array_unref (server->requests);
  g_socket_close (server->socket, NULL);
  g_object_unref (server->socket);
  g_clear_object (&server->certificate);
  g_object_unref (server->stop);
  g_mutex_clear (&server->mutex);
  g_free (server->base_uri);
  g_free (server);
}

const char *
freshet_test_server_get_base_uri (FreshetTestServer *server)
{
  return server->base_uri;
}

static void
add_answer (FreshetTestServer *server, char *text, FreshetTestEnding ending)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);
  Answer *answer = g_new0 (Answer, 1);

  answer->text = text;
  answer->ending = ending;
  g_ptr_array_add (server->answers, answer);
}

/**
 * freshet_test_server_answer:
 * @server: a server
 * @format: what it says to the next request, and then closes; byte by byte as it is
 */
void
freshet_test_server_answer (FreshetTestServer *server, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_answer (server, g_strdup_vprintf (format, args), FRESHET_TEST_ENDING_CLOSE);
  va_end (args);
}

/**
 * freshet_test_server_answer_and_hang:
 * @server: a server
 * @text: what it says to the next request, and then nothing more, without closing
 */
void
freshet_test_server_answer_and_hang (FreshetTestServer *server, const char *text)
{
  add_answer (server, g_strdup (text), FRESHET_TEST_ENDING_HANG);
}

guint
freshet_test_server_get_n_requests (FreshetTestServer *server)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  return server->requests->len;
}

/* Returns: (transfer full): the head of a request, counted from 0 */
char *
freshet_test_server_get_request (FreshetTestServer *server, guint number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);

  g_assert_cmpuint (number, <, server->requests->len);
  return g_strdup (g_ptr_array_index (server->requests, number));
}

/* Returns: (transfer full) (nullable): the value of a header of a request */
char *
freshet_test_server_get_header (FreshetTestServer *server, guint number, const char *name)
{
  g_autofree char *request = freshet_test_server_get_request (server, number);
  g_auto (GStrv) lines = g_strsplit (request, "\r\n", -1);
  g_autofree char *prefix = g_strconcat (name, ":", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], prefix, strlen (prefix)) == 0)
      return g_strdup (g_strstrip (lines[i] + strlen (prefix)));
  return NULL;
}
