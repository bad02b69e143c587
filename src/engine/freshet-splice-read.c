/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-private.h"

#include <errno.h>

/*
 * Without budget the source stays where it is in the context's list, and with it the download's
 * turn: one that used the budget up waits behind all that did not get any.
 */
static gboolean
wait_is_over (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  FreshetBudget *budget = freshet_splice_stream_get_budget (g_task_get_source_object (task));

  if (budget != NULL && !freshet_budget_is_left (budget))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&splice->wait, g_source_unref);
  freshet_splice_pump (task);
  return G_SOURCE_REMOVE;
}

static gboolean
polled_cb (gpointer owner, gboolean timed_out)
{
  if (timed_out)
    freshet_splice_end (g_task_get_task_data (owner),
                        g_error_new_literal (G_IO_ERROR,
                                             G_IO_ERROR_TIMED_OUT,
                                             g_strerror (ETIMEDOUT)));
  return wait_is_over (owner);
}

static gboolean
readable_cb (GObject *stream, gpointer user_data)
{
  return wait_is_over (user_data);
}

static gboolean
timeout_cb (gpointer user_data)
{
  return wait_is_over (user_data);
}

static void
wait_for (GTask *task, GSource *source, GSourceFunc callback)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  g_assert (splice->wait == NULL);

  g_source_set_callback (source, callback, g_object_ref (task), g_object_unref);
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "FreshetSpliceStream");
  g_source_attach (source, g_task_get_context (task));
  splice->wait = source;
}

/* With all others of the main context, where there is a poller for it. */
static gboolean
has_watch (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  FreshetPoller *poller = freshet_splice_stream_get_poller (g_task_get_source_object (task));

  if (splice->watch == NULL && poller != NULL
      && freshet_poller_get_context (poller) == g_task_get_context (task))
    splice->watch = freshet_poller_watch_new (poller, polled_cb, task);
  return splice->watch != NULL;
}

static void
wait_for_bytes (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  GPollableInputStream *source = G_POLLABLE_INPUT_STREAM (splice->source);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!has_watch (task) || !freshet_poller_watch_wait (splice->watch, source, cancellable))
    wait_for (task,
              g_pollable_input_stream_create_source (source, cancellable),
              G_SOURCE_FUNC (readable_cb));
}

static void
wait_for_turn (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  if (has_watch (task))
    freshet_poller_watch_yield (splice->watch);
  else
    wait_for (task, g_idle_source_new (), timeout_cb);
}

static void
wait_for_time (GTask *task, gint64 microseconds)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GSource *source = g_timeout_source_new ((guint) ((microseconds + 999) / 1000));

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  wait_for (task, source, timeout_cb);
}

static void
received (GTask *task, gsize n_bytes)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  splice->filling->fill += n_bytes;
  splice->n_copied += n_bytes;
  freshet_splice_stream_report (g_task_get_source_object (task), n_bytes);
}

static void
give_back (GTask *task, gsize unused)
{
  FreshetRateLimiter *limiter
      = freshet_splice_stream_get_rate_limiter (g_task_get_source_object (task));

  if (limiter != NULL)
    freshet_rate_limiter_give_back (limiter, unused);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetSplice *splice = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  splice->reading = FALSE;
  give_back (task, splice->allowed - MAX (n, 0));
  if (n > 0 && !splice->ended)
    received (task, n);
  else
    freshet_splice_end (splice, error);
  freshet_splice_pump (task);
}

/*
 * Reads what there is, without waiting.
 *
 * Returns: whether there may be more
 */
static gboolean
read_ready (GTask *task, gsize allowed)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  GPollableInputStream *source = G_POLLABLE_INPUT_STREAM (splice->source);
  g_autoptr (GError) error = NULL;
  gssize n;

  n = g_pollable_input_stream_read_nonblocking (source,
                                                splice->filling->data + splice->filling->fill,
                                                allowed,
                                                g_task_get_cancellable (task),
                                                &error);
  give_back (task, allowed - MAX (n, 0));
  if (n > 0)
    {
      received (task, n);
      return TRUE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      wait_for_bytes (task);
      return FALSE;
    }
  freshet_splice_end (splice, g_steal_pointer (&error));
  return FALSE;
}

/*
 * Takes one step of reading.
 *
 * Returns: whether to take another one now
 */
gboolean
freshet_splice_read_step (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  FreshetSpliceStream *self = g_task_get_source_object (task);
  FreshetRateLimiter *limiter = freshet_splice_stream_get_rate_limiter (self);
  FreshetBudget *budget = freshet_splice_stream_get_budget (self);
  gsize allowed = splice->filling->size - splice->filling->fill;
  GError *error = NULL;
  gint64 wait;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      freshet_splice_end (splice, error);
      return FALSE;
    }
  if (budget != NULL && !freshet_budget_is_left (budget))
    {
      wait_for_turn (task);
      return FALSE;
    }
  if (limiter != NULL && (allowed = freshet_rate_limiter_take (limiter, allowed, &wait)) == 0)
    {
      wait_for_time (task, wait);
      return FALSE;
    }
  if (freshet_splice_is_pollable (splice))
    return read_ready (task, allowed);

  splice->reading = TRUE;
  splice->allowed = allowed;
  g_input_stream_read_async (splice->source,
                             splice->filling->data + splice->filling->fill,
                             allowed,
                             g_task_get_priority (task),
                             g_task_get_cancellable (task),
                             read_cb,
                             g_object_ref (task));
  return FALSE;
}

gboolean
freshet_splice_is_pollable (const FreshetSplice *splice)
{
  return G_IS_POLLABLE_INPUT_STREAM (splice->source)
         && g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (splice->source));
}
