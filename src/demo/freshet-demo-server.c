/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-server.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "freshet-demo-auth.h"
#include "freshet-demo-router.h"
#include "freshet-error.h"

/* The default of 10 makes a client that connects a hundred times at once wait for a second. */
#define BACKLOG 4096

#define N_DEMO_FILES 6

/**
 * FreshetDemoServer:
 *
 * An HTTP server for the lesson, for tests and for trying things by hand. Its files are made up,
 * as large and as slow as their address asks for, with the faults that it asks for.
 *
 * `/file/NAME?…` is a file. Sizes are written as for freshet_size_parse(), times as for
 * freshet_duration_parse(), and a `+` stands for itself. What a fault counts, it counts for each
 * address by itself, until freshet_demo_server_reset().
 *
 * | parameter | what it does |
 * |---|---|
 * | `size=1M` | the length of the body |
 * | `rate=0` | bytes per second and connection; 0: as fast as can be |
 * | `delay=0` | the time before the answer |
 * | `seed=0` | which body |
 * | `type=…`, `name=…` | the Content-Type, the whole Content-Disposition |
 * | `length=no`, `close` | no length: chunked, or up to the end of the connection |
 * | `length=+N`, `-N`, else | a Content-Length that is off by N bytes, or any text |
 * | `ranges=no`, `bad` | a Range is ignored, or answered with a Content-Range off by one |
 * | `etag=weak`, `none`, `changing` | a weak ETag, none, or another with every request |
 * | `last-modified=no`, `now` | no Last-Modified, or the present, which is a weak validator |
 * | `gzip=yes`, `force` | gzip for who accepts it, or for all |
 * | `drop=N`, `drop-times=K` | closes after N bytes of an answer's body, in the first K answers |
 * | `reset=yes` | what is dropped is reset |
 * | `stall=N`, `stall-times=K` | sends nothing more after N bytes of an answer's body |
 * | `status=S`, `times=K` | answers the first K requests with this status |
 * | `retry-after=…` | the Retry-After of such an answer, and of a 429 |
 * | `redirect=N`, `loop`, else | N hops, endless ones, or one to that address; status 302, or S |
 * | `auth=USER:PASS`, `digest-auth=…` | Basic, Digest authentication; libsoup answers the latter, uncounted |
 * | `max-conns=N` | 429 for a client with more than N requests at once on this server |
 * | `change-after=K` | another body (of the next seed) after K requests |
 * | `header=NAME:VALUE` | a header line as it is, also one that HTTP forbids; can be repeated |
 *
 * With `length`, `drop`, `stall` and `header` the answer is written past libsoup and the connection
 * closed after it. `drop` and `stall` do not concern an
 * answer that is not longer than N.
 *
 * `/sha256/NAME?…` is the digest of the body of `/file/NAME?…` with the same size and seed, in
 * hexadecimal. `/slow-headers?…` is a file whose head comes at the rate too, of 16 bytes per second
 * if none is given. `/garbage` is 4 KiB that are no HTTP, `/empty` closes without a byte.
 */
struct _FreshetDemoServer
{
  GObject parent_instance;

  char *base_uri;
  FreshetDemoTally *tally;
  gint verbose; /* atomic */

  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server; /* on the thread only, once there is one */
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (FreshetDemoServer, freshet_demo_server, G_TYPE_OBJECT)

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  FreshetDemoServer *self = data;
  FreshetDemoExchange *exchange = freshet_demo_exchange_new (message, self->tally);

  exchange->verbose = g_atomic_int_get (&self->verbose);
  soup_server_message_pause (message);
  freshet_demo_router_handle (exchange);
}

static gpointer
serve (gpointer data)
{
  FreshetDemoServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static GSocket *
open_socket (guint port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocket) socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static gboolean
listen_on (FreshetDemoServer *self, guint port, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GSocket) socket = open_socket (port, &reason);
  g_autoptr (GSocketAddress) address = NULL;

  if (socket != NULL)
    address = g_socket_get_local_address (socket, &reason);
  if (address == NULL || !soup_server_listen_socket (self->server, socket, 0, &reason))
    {
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   /* Translators: %u is a port's number, %s the system's reason */
                   _ ("The demo server cannot use port %u: %s"),
                   port,
                   reason->message);
      return FALSE;
    }

  self->base_uri
      = g_strdup_printf ("http://127.0.0.1:%u",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  return TRUE;
}

static gboolean
start (FreshetDemoServer *self, guint port, GError **error)
{
  g_autoptr (SoupAuthDomain) digest = freshet_demo_auth_new_digest ();
  gboolean listening;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_auth_domain (self->server, digest);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  listening = listen_on (self, port, error);
  g_main_context_pop_thread_default (self->context);

  if (listening)
    self->thread = g_thread_new ("demo-server", serve, self);
  return listening;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
freshet_demo_server_finalize (GObject *object)
{
  FreshetDemoServer *self = FRESHET_DEMO_SERVER (object);

  if (self->thread != NULL)
    {
      g_autoptr (GSource) quit = g_idle_source_new ();

      /* From within the loop: one that does not run yet could not be told to quit. */
      g_source_set_priority (quit, G_PRIORITY_HIGH);
      g_source_set_callback (quit, quit_cb, self->loop, NULL);
      g_source_attach (quit, self->context);
      g_thread_join (self->thread);
    }

  /* With the context go its sources, and with them the transfers that wait for them. */
  g_clear_object (&self->server);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  freshet_demo_tally_free (self->tally);
  g_free (self->base_uri);
  G_OBJECT_CLASS (freshet_demo_server_parent_class)->finalize (object);
}

static void
freshet_demo_server_class_init (FreshetDemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_demo_server_finalize;
}

static void
freshet_demo_server_init (FreshetDemoServer *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->tally = freshet_demo_tally_new ();
}

/**
 * freshet_demo_server_new:
 * @port: a port, or 0 for any that is free
 * @error: return location for an error
 *
 * Starts an HTTP server on the loopback interface, on a thread of its own, so that it goes on
 * serving while the caller's main loop stands still. It serves until it is finalized, which ends
 * what is under way.
 *
 * Returns: (transfer full): the server, or %NULL with @error set if @port cannot be used
 */
FreshetDemoServer *
freshet_demo_server_new (guint port, GError **error)
{
  g_autoptr (FreshetDemoServer) self = NULL;

  g_return_val_if_fail (port <= G_MAXUINT16, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (FRESHET_TYPE_DEMO_SERVER, NULL);
  return start (self, port, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * freshet_demo_server_get_base_uri:
 * @self: a server
 *
 * Returns: (transfer none): `http://127.0.0.1:PORT`, without a slash at its end
 */
const char *
freshet_demo_server_get_base_uri (FreshetDemoServer *self)
{
  g_return_val_if_fail (FRESHET_IS_DEMO_SERVER (self), NULL);

  return self->base_uri;
}

/**
 * freshet_demo_server_reset:
 * @self: a server
 *
 * Forgets everything that was counted, so that faults that happen a number of times happen again.
 */
void
freshet_demo_server_reset (FreshetDemoServer *self)
{
  g_return_if_fail (FRESHET_IS_DEMO_SERVER (self));

  freshet_demo_tally_reset (self->tally);
}

/**
 * freshet_demo_server_set_verbose:
 * @self: a server
 * @verbose: whether to write a line to standard error for each request that ends: its method,
 *   address, status, the bytes of its body that were sent, and the milliseconds that it took
 *
 * The line has the method, the path with its query, the status and the body's bytes that were sent.
 */
void
freshet_demo_server_set_verbose (FreshetDemoServer *self, gboolean verbose)
{
  g_return_if_fail (FRESHET_IS_DEMO_SERVER (self));

  g_atomic_int_set (&self->verbose, verbose);
}

/**
 * freshet_demo_server_get_n_requests:
 * @self: a server
 *
 * Returns: how many requests there were since the start or the last reset
 */
guint64
freshet_demo_server_get_n_requests (FreshetDemoServer *self)
{
  g_return_val_if_fail (FRESHET_IS_DEMO_SERVER (self), 0);

  return freshet_demo_tally_get_n_requests (self->tally);
}

/**
 * freshet_demo_server_get_peak_connections:
 * @self: a server
 *
 * Returns: how many requests for a file there were at once, at most, since the start or the last
 *   reset
 */
guint
freshet_demo_server_get_peak_connections (FreshetDemoServer *self)
{
  g_return_val_if_fail (FRESHET_IS_DEMO_SERVER (self), 0);

  return freshet_demo_tally_get_peak (self->tally);
}

/**
 * freshet_demo_server_list_demo_uris:
 * @self: a server
 *
 * Lists the lesson's files. Each by itself takes 2 seconds: 0.2 s until the answer, and 1.8 s for
 * its 3600 KiB.
 *
 * Returns: (transfer container) (element-type GUri): six addresses, each of another file
 */
GPtrArray *
freshet_demo_server_list_demo_uris (FreshetDemoServer *self)
{
  GPtrArray *uris;

  g_return_val_if_fail (FRESHET_IS_DEMO_SERVER (self), NULL);

  uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  for (int i = 1; i <= N_DEMO_FILES; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "%s/file/file%d.bin?size=3600K&rate=2000K&delay=200ms&seed=%d", self->base_uri, i, i);

      g_ptr_array_add (uris, g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL));
    }
  return uris;
}
