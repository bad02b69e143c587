/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-hangup.h"

#include <errno.h>
#include <sys/socket.h>

typedef struct
{
  FreshetDemoHangupFunc func;
  gpointer data;
} Watch;

static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Watch *watch = user_data;
  char byte;
  gssize n = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  /* The next request is there already: the end can only be seen behind it. */
  if (n > 0)
    return G_SOURCE_REMOVE;
  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;

  watch->func (watch->data);
  return G_SOURCE_REMOVE;
}

/**
 * freshet_demo_hangup_watch:
 * @socket: a socket from which nobody reads
 * @func: what to call when the other side has closed or broken the connection
 * @data: what to give to it
 *
 * Libsoup does not look at the connection of a message that is paused.
 *
 * Returns: (transfer full): a source on the thread's main context, to be destroyed
 */
GSource *
freshet_demo_hangup_watch (GSocket *socket, FreshetDemoHangupFunc func, gpointer data)
{
  GSource *source = g_socket_create_source (socket, G_IO_IN, NULL);
  Watch *watch = g_new (Watch, 1);

  *watch = (Watch){ .func = func, .data = data };
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), watch, g_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}
