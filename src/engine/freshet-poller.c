/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-poller.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/epoll.h>
#include <unistd.h>

#define N_EVENTS 128

typedef enum
{
  PHASE_IDLE,
  PHASE_WAITING,
  PHASE_DUE,
} Phase;

typedef struct
{
  GSource parent;
  FreshetPoller *poller;
} PollerSource;

struct _FreshetPoller
{
  GMainContext *context;
  PollerSource *source;
  int epoll;
  GHashTable *watches; /* by their descriptor */
  GQueue waiting;      /* in the order of their deadlines */
  GQueue due;
  int n_cancelled; /* atomic */

  /* In which a source is asked what it waits for. */
  GMainContext *scratch;
  int scratch_fd;
};

struct _FreshetPollerWatch
{
  FreshetPoller *poller;
  int fd; /* -1 before it is known, and once somebody else has the same: then this one was closed */
  gboolean is_set_up;
  gint64 timeout;
  FreshetPollerFunc func;
  gpointer owner; /* a reference while it waits */

  GCancellable *cancellable;
  gulong handler;
  int is_cancelled; /* atomic */

  Phase phase;
  GList link; /* in the poller's queue of that phase */
  gint64 deadline;
  gboolean timed_out;
};

static GQueue *
get_queue (FreshetPollerWatch *watch)
{
  return watch->phase == PHASE_DUE ? &watch->poller->due : &watch->poller->waiting;
}

static void
leave_queue (FreshetPollerWatch *watch)
{
  if (watch->phase != PHASE_IDLE)
    g_queue_unlink (get_queue (watch), &watch->link);
  watch->phase = PHASE_IDLE;
}

static void
make_due (FreshetPollerWatch *watch)
{
  leave_queue (watch);
  watch->phase = PHASE_DUE;
  g_queue_push_tail_link (&watch->poller->due, &watch->link);
}

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

static void
collect_ready (FreshetPoller *self)
{
  struct epoll_event events[N_EVENTS];
  int n;

  do
    {
      n = epoll_wait (self->epoll, events, N_EVENTS, 0);
      for (int i = 0; i < n; i++)
        {
          FreshetPollerWatch *watch
              = g_hash_table_lookup (self->watches, GINT_TO_POINTER (events[i].data.fd));

          if (watch != NULL && watch->phase == PHASE_WAITING)
            make_due (watch);
        }
    }
  while (n == N_EVENTS);
}

static void
collect_late (FreshetPoller *self, gint64 now)
{
  GList *link;

  while ((link = g_queue_peek_head_link (&self->waiting)) != NULL)
    {
      FreshetPollerWatch *watch = link->data;

      if (watch->deadline > now)
        return;
      watch->timed_out = TRUE;
      make_due (watch);
    }
}

static void
collect_cancelled (FreshetPoller *self)
{
  GList *next;

  if (g_atomic_int_exchange (&self->n_cancelled, 0) == 0)
    return;
  for (GList *link = g_queue_peek_head_link (&self->waiting); link != NULL; link = next)
    {
      FreshetPollerWatch *watch = link->data;

      next = link->next;
      if (g_atomic_int_get (&watch->is_cancelled))
        make_due (watch);
    }
}

static void
call_due (FreshetPoller *self)
{
  GList *link;

  while ((link = g_queue_peek_head_link (&self->due)) != NULL)
    {
      FreshetPollerWatch *watch = link->data;
      gpointer owner = watch->owner;

      leave_queue (watch);
      if (watch->func (owner, watch->timed_out) == G_SOURCE_CONTINUE)
        {
          watch->phase = PHASE_DUE;
          g_queue_push_head_link (&self->due, &watch->link);
          return;
        }
      /* The watch may go with its owner. */
      g_object_unref (owner);
    }
}

static void
plan_wake_up (FreshetPoller *self)
{
  FreshetPollerWatch *next = g_queue_peek_head (&self->waiting);
  gint64 planned = g_source_get_ready_time (&self->source->parent);
  gint64 wanted = next != NULL ? next->deadline : G_MAXINT64;

  if (self->due.length > 0)
    wanted = 0;
  /* Waking up for nothing once in a while is cheaper than planning anew for each that waits. */
  if (planned < 0 ? wanted != G_MAXINT64 : planned > wanted)
    g_source_set_ready_time (&self->source->parent, wanted);
  /* That may have overwritten what another thread had just planned. */
  if (g_atomic_int_get (&self->n_cancelled) > 0)
    g_source_set_ready_time (&self->source->parent, 0);
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  FreshetPoller *self = ((PollerSource *) source)->poller;

  g_source_set_ready_time (source, -1);
  collect_ready (self);
  collect_cancelled (self);
  collect_late (self, g_source_get_time (source));
  call_due (self);
  plan_wake_up (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

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

static void
find_scratch_fd (FreshetPoller *self)
{
  GPollFD fd = { -1, 0, 0 };
  int timeout;

  g_main_context_acquire (self->scratch);
  g_main_context_query (self->scratch, G_MAXINT, &timeout, &fd, 1);
  g_main_context_release (self->scratch);
  self->scratch_fd = fd.fd;
}

/**
 * freshet_poller_new:
 * @context: where the streams are waited for
 * @priority: the priority of that
 *
 * Returns: (transfer full) (nullable): a poller, for the context's thread only; %NULL where the system
 *   has no descriptor left for it
 */
FreshetPoller *
freshet_poller_new (GMainContext *context, int priority)
{
  FreshetPoller *self;
  int epoll = epoll_create1 (EPOLL_CLOEXEC);

  if (epoll < 0)
    return NULL;
  self = g_new0 (FreshetPoller, 1);
  self->context = g_main_context_ref (context);
  self->epoll = epoll;
  self->watches = g_hash_table_new (NULL, NULL);
  self->scratch = g_main_context_new ();
  find_scratch_fd (self);

  self->source = (PollerSource *) g_source_new (&source_funcs, sizeof (PollerSource));
  self->source->poller = self;
  g_source_set_static_name (&self->source->parent, "FreshetPoller");
  g_source_set_priority (&self->source->parent, priority);
  /* Nothing in it minds, and it spares GLib taking the descriptor out of its list at each turn. */
  g_source_set_can_recurse (&self->source->parent, TRUE);
  g_source_add_unix_fd (&self->source->parent, epoll, G_IO_IN);
  g_source_attach (&self->source->parent, context);
  return self;
}

/**
 * freshet_poller_free:
 * @poller: (transfer full): a poller that has no watch any more
 */
void
freshet_poller_free (FreshetPoller *poller)
{
  g_return_if_fail (poller->waiting.length == 0 && poller->due.length == 0);

  g_source_destroy (&poller->source->parent);
  g_source_unref (&poller->source->parent);
  g_main_context_unref (poller->scratch);
  g_main_context_unref (poller->context);
  g_hash_table_unref (poller->watches);
  close (poller->epoll);
  g_free (poller);
}

/**
 * freshet_poller_get_context:
 * @poller: a poller
 *
 * Returns: (transfer none): the context that it belongs to
 */
GMainContext *
freshet_poller_get_context (FreshetPoller *poller)
{
  return poller->context;
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
  g_return_if_fail (watch->phase == PHASE_IDLE);

  g_cancellable_disconnect (watch->cancellable, watch->handler);
  g_clear_object (&watch->cancellable);
  if (watch->fd >= 0)
    {
      epoll_ctl (watch->poller->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
      g_hash_table_remove (watch->poller->watches, GINT_TO_POINTER (watch->fd));
    }
  g_free (watch);
}

/* They come in the order of their deadlines, unless the streams have different ones. */
static void
join_waiting (FreshetPollerWatch *watch)
{
  GQueue *waiting = &watch->poller->waiting;
  GList *before = g_queue_peek_tail_link (waiting);

  while (before != NULL && ((FreshetPollerWatch *) before->data)->deadline > watch->deadline)
    before = before->prev;
  watch->phase = PHASE_WAITING;
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
  g_return_val_if_fail (watch->phase == PHASE_IDLE, FALSE);

  if (!watch->is_set_up && !set_up (watch, stream, cancellable))
    return FALSE;
  g_object_ref (watch->owner);
  watch->timed_out = FALSE;
  watch->deadline = watch->timeout < 0 ? G_MAXINT64 : g_get_monotonic_time () + watch->timeout;
  if (g_atomic_int_get (&watch->is_cancelled))
    make_due (watch);
  else
    {
      join_waiting (watch);
      arm (watch);
    }
  plan_wake_up (watch->poller);
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
  g_return_if_fail (watch->phase == PHASE_IDLE);

  g_object_ref (watch->owner);
  watch->timed_out = FALSE;
  make_due (watch);
  plan_wake_up (watch->poller);
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
  if (watch->phase == PHASE_IDLE)
    return;
  leave_queue (watch);
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
  return watch->phase != PHASE_IDLE;
}
