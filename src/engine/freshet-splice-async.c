/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-private.h"

static void
splice_free (gpointer data)
{
  FreshetSplice *splice = data;

  g_clear_pointer (&splice->watch, freshet_poller_watch_free);
  g_clear_object (&splice->source);
  g_clear_pointer (&splice->filling, freshet_buffer_release);
  g_clear_error (&splice->error);
  g_free (splice);
}

/* A splice ends once; the first error is the one that is told. */
void
freshet_splice_end (FreshetSplice *splice, GError *error)
{
  splice->ended = TRUE;
  if (splice->error == NULL)
    splice->error = error;
  else
    g_clear_error (&error);
  if (splice->wait != NULL)
    {
      g_source_destroy (splice->wait);
      g_clear_pointer (&splice->wait, g_source_unref);
    }
  if (splice->watch != NULL)
    freshet_poller_watch_stop (splice->watch);
}

static gboolean
is_waiting (const FreshetSplice *splice)
{
  return splice->wait != NULL
         || (splice->watch != NULL && freshet_poller_watch_is_waiting (splice->watch));
}

/* Goes on with whatever can go on: the only place where a splice takes its next step. */
void
freshet_splice_pump (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  while (!splice->ended && !splice->reading && !is_waiting (splice))
    {
      freshet_splice_acquire_buffer (task);
      if (splice->filling->fill == splice->filling->size)
        {
          if (splice->writing != NULL)
            return;
          freshet_splice_write_out (task);
          continue;
        }
      if (!freshet_splice_read_step (task))
        break;
    }

  if (splice->reading)
    return;
  if (freshet_splice_is_worth_writing (task))
    freshet_splice_write_out (task);
  if (splice->ended && splice->writing == NULL)
    freshet_splice_close (task);
}

void
freshet_splice_async (GOutputStream *stream,
                      GInputStream *source,
                      GOutputStreamSpliceFlags flags,
                      int io_priority,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  FreshetSplice *splice = g_new0 (FreshetSplice, 1);

  splice->source = g_object_ref (source);
  splice->flags = flags;
  splice->next_size = FRESHET_BUFFER_MIN;
  splice->written_at = g_get_monotonic_time ();
  g_task_set_source_tag (task, freshet_splice_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, splice, splice_free);
  freshet_splice_pump (task);
}
