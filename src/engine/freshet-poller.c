/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-poller-private.h"

#include <glib-unix.h>
#include <sys/epoll.h>
#include <unistd.h>

#define N_EVENTS 128

static GQueue *
get_queue (FreshetPollerWatch *watch)
{
  return watch->phase == FRESHET_POLLER_PHASE_DUE ? &watch->poller->due : &watch->poller->waiting;
}

void
freshet_poller_leave_queue (FreshetPollerWatch *watch)
{
  if (watch->phase != FRESHET_POLLER_PHASE_IDLE)
    g_queue_unlink (get_queue (watch), &watch->link);
  watch->phase = FRESHET_POLLER_PHASE_IDLE;
}

void
freshet_poller_make_due (FreshetPollerWatch *watch)
{
  freshet_poller_leave_queue (watch);
  watch->phase = FRESHET_POLLER_PHASE_DUE;
  g_queue_push_tail_link (&watch->poller->due, &watch->link);
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

          if (watch != NULL && watch->phase == FRESHET_POLLER_PHASE_WAITING)
            freshet_poller_make_due (watch);
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
      freshet_poller_make_due (watch);
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
        freshet_poller_make_due (watch);
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

      freshet_poller_leave_queue (watch);
      if (watch->func (owner, watch->timed_out) == G_SOURCE_CONTINUE)
        {
          watch->phase = FRESHET_POLLER_PHASE_DUE;
          g_queue_push_head_link (&self->due, &watch->link);
          return;
        }
      /* The watch may go with its owner. */
      g_object_unref (owner);
    }
}

/* Returns: when it is to be woken up, -1 for never */
static gint64
get_next_time (FreshetPoller *self)
{
  const FreshetPollerWatch *next = g_queue_peek_head (&self->waiting);

  if (self->due.length > 0)
    return 0;
  return next != NULL && next->deadline != G_MAXINT64 ? next->deadline : -1;
}

/* Waking up for nothing once in a while is cheaper than planning anew for each that waits. */
void
freshet_poller_plan_wake_up (FreshetPoller *self)
{
  gint64 planned = g_source_get_ready_time (&self->source->parent);
  gint64 wanted = get_next_time (self);

  if (wanted >= 0 && (planned < 0 || planned > wanted))
    g_source_set_ready_time (&self->source->parent, wanted);
  /* That may have overwritten what another thread had just planned. */
  if (g_atomic_int_get (&self->n_cancelled) > 0)
    g_source_set_ready_time (&self->source->parent, 0);
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  FreshetPoller *self = ((FreshetPollerSource *) source)->poller;
  gint64 now = g_source_get_time (source);
  gint64 planned;

  collect_ready (self);
  collect_cancelled (self);
  collect_late (self, now);
  call_due (self);
  /* What is planned is left as it is until it is over: a change costs a system call. */
  planned = g_source_get_ready_time (source);
  if (planned >= 0 && planned <= now)
    g_source_set_ready_time (source, get_next_time (self));
  freshet_poller_plan_wake_up (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

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

  self->source = (FreshetPollerSource *) g_source_new (&source_funcs, sizeof (FreshetPollerSource));
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
