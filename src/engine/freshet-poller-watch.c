/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-poller-private.h"

#include <errno.h>
#include <sys/epoll.h>

/* For one event: what it is not waited for by then goes unheard. */
static void
arm (FreshetPollerWatch *watch)
{
  struct epoll_event event = { .events = EPOLLIN | EPOLLONESHOT, .data.fd = watch->fd };

  if (watch->fd < 0)
    return;
  if (epoll_ctl (watch->poller->epoll, EPOLL_CTL_MOD, watch->fd, &event) != 0 && errno == ENOENT)
    epoll_ctl (watch->poller->epoll, EPOLL_CTL_ADD, watch->fd, &event);
}

/* In any thread. */
static void
cancelled_cb (GCancellable *cancellable, FreshetPollerWatch *watch)
{
  FreshetPoller *self = watch->poller;

  g_atomic_int_set (&watch->is_cancelled, TRUE);
  g_atomic_int_inc (&self->n_cancelled);
  g_source_set_ready_time (&self->source->parent, 0);
}

/*
 * What a source waits for is known to its context only. There is nothing to find where one is ready by now,
 * waits for something else than bytes, or for no descriptor, as the streams of HTTP/2 do.
 */
static gboolean
find_descriptor (FreshetPoller *self, GPollableInputStream *stream, int *fd, int *timeout)
{
  g_autoptr (GSource) source = g_pollable_input_stream_create_source (stream, NULL);
  GPollFD fds[2];
  int priority;
  int n = 0;

  g_source_attach (source, self->scratch);
  g_main_context_acquire (self->scratch);
  if (!g_main_context_prepare (self->scratch, &priority))
    n = g_main_context_query (self->scratch, priority, timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (self->scratch);
  g_source_destroy (source);
  if (n != G_N_ELEMENTS (fds))
    return FALSE;
  if (fds[0].fd == self->scratch_fd)
    fds[0] = fds[1];
  *fd = fds[0].fd;
  return (fds[0].events & G_IO_IN) != 0 && (fds[0].events & G_IO_OUT) == 0;
}

/* They come in the order of their deadlines, unless the streams have different ones. */
static void
join_waiting (FreshetPollerWatch *watch)
{
  GQueue *waiting = &watch->poller->waiting;
  GList *before = g_queue_peek_tail_link (waiting);

  while (before != NULL && ((FreshetPollerWatch *) before->data)->deadline > watch->deadline)
    before = before->prev;
  watch->phase = FRESHET_POLLER_PHASE_WAITING;
  g_queue_insert_after_link (waiting, before, &watch->link);
}

/* For good: the next wait is for the same. */
static gboolean
set_up (FreshetPollerWatch *watch, GPollableInputStream *stream, GCancellable *cancellable)
{
  FreshetPoller *self = watch->poller;
  FreshetPollerWatch *other;
  int timeout = -1;
  int fd;

  if (!find_descriptor (self, stream, &fd, &timeout))
    return FALSE;
  watch->fd = fd;
  watch->timeout = timeout < 0 ? -1 : timeout * G_TIME_SPAN_MILLISECOND;
  other = g_hash_table_lookup (self->watches, GINT_TO_POINTER (fd));
  if (other != NULL)
    other->fd = -1;
  g_hash_table_insert (self->watches, GINT_TO_POINTER (fd), watch);
  if (cancellable != NULL)
    {
      watch->cancellable = g_object_ref (cancellable);
      watch->handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), watch, NULL);
    }
  watch->is_set_up = TRUE;
  return TRUE;
}

/**
 * freshet_poller_watch_new:
 * @poller: a poller
 * @func: called when what is waited for is there
 * @owner: (type GObject): for @func; kept alive while the watch waits
 *
 * Returns: (transfer full): a watch, which does not wait yet
 */
FreshetPollerWatch *
freshet_poller_watch_new (FreshetPoller *poller, FreshetPollerFunc func, gpointer owner)
{
  FreshetPollerWatch *watch = g_new0 (FreshetPollerWatch, 1);

  watch->poller = poller;
  watch->fd = -1;
  watch->func = func;
  watch->owner = owner;
  watch->link.data = watch;
  return watch;
}

/**
 * freshet_poller_watch_free:
 * @watch: (transfer full): a watch that does not wait
 */
void
freshet_poller_watch_free (FreshetPollerWatch *watch)
{
  g_return_if_fail (watch->phase == FRESHET_POLLER_PHASE_IDLE);

  g_cancellable_disconnect (watch->cancellable, watch->handler);
  g_clear_object (&watch->cancellable);
  if (watch->fd >= 0)
    {
      epoll_ctl (watch->poller->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
      g_hash_table_remove (watch->poller->watches, GINT_TO_POINTER (watch->fd));
    }
  g_free (watch);
}

/**
 * freshet_poller_watch_wait:
 * @watch: a watch that does not wait
 * @stream: what just said that it would block; always the same, and open as long as the watch is there
 * @cancellable: (nullable): ends waiting; always the same
 *
 * Waits until there is something to read, the stream's own timeout has passed, or @cancellable is
 * cancelled, and then has the function called, once.
 *
 * Returns: whether it waits; not if @stream can only be waited for with a source of its own
 */
gboolean
freshet_poller_watch_wait (FreshetPollerWatch *watch,
                           GPollableInputStream *stream,
                           GCancellable *cancellable)
{
  g_return_val_if_fail (watch->phase == FRESHET_POLLER_PHASE_IDLE, FALSE);

  if (!watch->is_set_up && !set_up (watch, stream, cancellable))
    return FALSE;
  g_object_ref (watch->owner);
  watch->timed_out = FALSE;
  watch->deadline = watch->timeout < 0 ? G_MAXINT64 : g_get_monotonic_time () + watch->timeout;
  if (g_atomic_int_get (&watch->is_cancelled))
    freshet_poller_make_due (watch);
  else
    {
      join_waiting (watch);
      arm (watch);
    }
  freshet_poller_plan_wake_up (watch->poller);
  return TRUE;
}

/**
 * freshet_poller_watch_yield:
 * @watch: a watch that does not wait
 *
 * Has the function called in the next turn of the loop, after all those that wait for their turn already.
 */
void
freshet_poller_watch_yield (FreshetPollerWatch *watch)
{
  g_return_if_fail (watch->phase == FRESHET_POLLER_PHASE_IDLE);

  g_object_ref (watch->owner);
  watch->timed_out = FALSE;
  freshet_poller_make_due (watch);
  freshet_poller_plan_wake_up (watch->poller);
}

/**
 * freshet_poller_watch_stop:
 * @watch: a watch
 *
 * Ends waiting, if it waits. The function is not called.
 */
void
freshet_poller_watch_stop (FreshetPollerWatch *watch)
{
  if (watch->phase == FRESHET_POLLER_PHASE_IDLE)
    return;
  freshet_poller_leave_queue (watch);
  g_object_unref (watch->owner);
}

/**
 * freshet_poller_watch_is_waiting:
 * @watch: a watch
 *
 * Returns: whether the function is going to be called
 */
gboolean
freshet_poller_watch_is_waiting (FreshetPollerWatch *watch)
{
  return watch->phase != FRESHET_POLLER_PHASE_IDLE;
}
