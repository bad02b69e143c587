/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-idle.h"

#include <errno.h>
#include <sys/socket.h>

/*
 * A connection between two requests. libsoup before 3.4 forgets one that the client closes then, and
 * keeps its socket: after a thousand downloads the server would have no file descriptor left.
 */

#define SOURCE_KEY "freshet-demo-idle"

static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  char byte;
  gssize n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (socket), SOURCE_KEY, NULL);
  if (n <= 0)
    g_socket_close (socket, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * freshet_demo_idle_begin:
 * @socket: the socket of a request that is answered
 *
 * Closes the socket once the client does, unless another request comes before that.
 */
void
freshet_demo_idle_begin (GSocket *socket)
{
  g_autoptr (GSource) source = NULL;

  if (g_socket_is_closed (socket))
    return;
  freshet_demo_idle_end (socket);
  source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), NULL, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_object_set_data (G_OBJECT (socket), SOURCE_KEY, source);
}

/**
 * freshet_demo_idle_end:
 * @socket: the socket that a request came on
 *
 * Leaves the socket to the request.
 */
void
freshet_demo_idle_end (GSocket *socket)
{
  GSource *source = g_object_steal_data (G_OBJECT (socket), SOURCE_KEY);

  if (source != NULL)
    g_source_destroy (source);
}
