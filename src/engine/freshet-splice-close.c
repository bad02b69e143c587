/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-private.h"

static void
return_result (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  if (splice->error != NULL)
    g_task_return_error (task, g_steal_pointer (&splice->error));
  else
    g_task_return_int (task, splice->n_copied);
}

static void
target_closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetSplice *splice = g_task_get_task_data (task);
  GOutputStream *stream = G_OUTPUT_STREAM (object);

  g_output_stream_close_finish (stream, result, splice->error == NULL ? &splice->error : NULL);
  g_output_stream_set_pending (stream, NULL);
  return_result (task);
}

static void
close_target (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  GOutputStream *stream = g_task_get_source_object (task);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  if (!(splice->flags & G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET))
    {
      return_result (task);
      return;
    }
  if (splice->error != NULL)
    g_cancellable_cancel (give_up);
  /* The caller holds the stream's pending flag for the splice; closing wants it for itself. */
  g_output_stream_clear_pending (stream);
  g_output_stream_close_async (
      stream, g_task_get_priority (task), give_up, target_closed_cb, g_object_ref (task));
}

static void
source_closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
  close_target (task);
}

/*
 * What polls and has come to its end has nothing left to wait for: it is closed here, which saves the
 * hop to a thread that GIO would make of it.
 */
void
freshet_splice_close (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  if (!(splice->flags & G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE))
    {
      close_target (task);
      return;
    }
  if (splice->error == NULL && freshet_splice_is_pollable (splice))
    {
      g_input_stream_close (splice->source, NULL, NULL);
      close_target (task);
      return;
    }
  g_input_stream_close_async (
      splice->source, g_task_get_priority (task), NULL, source_closed_cb, g_object_ref (task));
}
