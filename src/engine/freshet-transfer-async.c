/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-transfer-private.h"

#include "freshet-disk.h"
#include "freshet-late-cancellable.h"
#include "freshet-segments.h"

static void ask (GTask *task);

static void
end (GTask *task, GError *failure)
{
  FreshetTransfer *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (self->soup != NULL)
    freshet_session_give_back_soup (self->session, g_steal_pointer (&self->soup));
  if (freshet_transfer_end (self, failure, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* An error that was there before closing is in the task's data; it is the one that counts. */
static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *failure = g_steal_pointer ((GError **) g_task_get_task_data (task));
  GError *error = NULL;

  g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error);
  if (failure == NULL)
    failure = g_steal_pointer (&error);
  g_clear_error (&error);
  end (task, failure);
}

/* Puts the file in place, or gives it up. A worker waits for the disk, and calls back. */
static void
finish (GTask *task, FreshetNext next, GError *failure)
{
  FreshetTransfer *self = g_task_get_source_object (task);
  g_autoptr (GCancellable) given_up = NULL;

  if (self->output == NULL)
    {
      end (task, failure);
      return;
    }
  if (next != FRESHET_NEXT_FINISH)
    given_up = freshet_transfer_give_up (self);
  *(GError **) g_task_get_task_data (task) = failure;
  g_output_stream_close_async (
      self->output, g_task_get_priority (task), given_up, closed_cb, g_object_ref (task));
}

/* What has come to its end has nothing left to wait for, and needs no thread to be closed in. */
static void
close_body (GTask *task, FreshetNext next)
{
  FreshetTransfer *self = g_task_get_source_object (task);

  if (next == FRESHET_NEXT_FINISH)
    g_input_stream_close (self->body, NULL, NULL);
  else
    g_input_stream_close_async (self->body, g_task_get_priority (task), NULL, NULL, NULL);
  g_clear_object (&self->body);
}

static void
received (GTask *task, gssize n_bytes, GError *failure)
{
  FreshetTransfer *self = g_task_get_source_object (task);
  FreshetNext next;

  next = freshet_transfer_check (self, self->body, n_bytes, &failure);
  close_body (task, next);
  finish (task, next, failure);
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *failure = NULL;
  gssize n_bytes;

  n_bytes = g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &failure);
  received (task, n_bytes, failure);
}

static void
received_segments_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *failure = NULL;
  gssize n_bytes;

  n_bytes = freshet_segments_receive_finish (FRESHET_TRANSFER (object), result, &failure);
  received (task, n_bytes, failure);
}

/* Copies the body. The loop calls back when the last byte has come. */
static void
receive (GTask *task, GInputStream *body)
{
  FreshetTransfer *self = g_task_get_source_object (task);

  g_set_object (&self->body, body);
  if (freshet_segments_are_possible (self))
    freshet_segments_receive_async (self,
                                    body,
                                    g_task_get_priority (task),
                                    g_task_get_cancellable (task),
                                    received_segments_cb,
                                    g_object_ref (task));
  else
    g_output_stream_splice_async (self->output,
                                  body,
                                  G_OUTPUT_STREAM_SPLICE_NONE,
                                  g_task_get_priority (task),
                                  g_task_get_cancellable (task),
                                  spliced_cb,
                                  g_object_ref (task));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetTransfer *self = g_task_get_source_object (task);
  g_autoptr (GInputStream) body = NULL;
  GError *failure = NULL;
  FreshetNext next;

  body = soup_session_send_finish (SOUP_SESSION (object), result, &failure);
  next = freshet_transfer_judge (self, body, &failure);
  if (next == FRESHET_NEXT_RECEIVE)
    {
      receive (task, body);
      return;
    }
  if (body != NULL)
    g_input_stream_close_async (body, g_task_get_priority (task), NULL, NULL, NULL);
  if (next == FRESHET_NEXT_SEND)
    ask (task);
  else
    finish (task, next, failure);
}

/* Asks, as often as it takes. The loop calls back when the server has answered. */
static void
ask (GTask *task)
{
  FreshetTransfer *self = g_task_get_source_object (task);
  int priority = g_task_get_priority (task);
  g_autoptr (GCancellable) cancellable
      = freshet_late_cancellable_new (g_task_get_cancellable (task), priority);

  if (self->soup == NULL)
    self->soup = freshet_session_take_soup (self->session);
  soup_session_send_async (self->soup,
                           freshet_transfer_next_message (self),
                           FRESHET_ASK_PRIORITY (priority),
                           cancellable,
                           answered_cb,
                           g_object_ref (task));
}

static void
find_thread (GTask *find)
{
  GError *error = NULL;

  if (freshet_transfer_find_part (g_task_get_task_data (find),
                                  g_task_get_cancellable (find),
                                  &error))
    g_task_return_boolean (find, TRUE);
  else
    g_task_return_error (find, error);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *failure = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &failure))
    ask (task);
  else
    end (task, failure);
}

static void
error_slot_free (gpointer data)
{
  GError **slot = data;

  g_clear_error (slot);
  g_free (slot);
}

/**
 * freshet_transfer_tune:
 * @self: a transfer
 * @now: the time, of `g_get_monotonic_time ()`
 *
 * To be called several times a second while freshet_transfer_run_async() is under way, in its thread, by
 * whoever wants the file to come over more connections where that is faster.
 */
void
freshet_transfer_tune (FreshetTransfer *self, gint64 now)
{
  g_return_if_fail (FRESHET_IS_TRANSFER (self));

  if (self->segments != NULL)
    freshet_segments_tune (self->segments, now);
}

/**
 * freshet_transfer_run_async:
 * @self: a transfer that has not run yet
 * @cancellable: (nullable): ends it; what has come is kept
 * @callback: called when the file is in place, or is not
 * @user_data: for @callback
 *
 * Moves the file on the thread-default main context, at the session's priority. Nothing in it waits:
 * the network is waited for by the loop, the disk by workers.
 */
void
freshet_transfer_run_async (FreshetTransfer *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FRESHET_IS_TRANSFER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_transfer_run_async);
  g_task_set_priority (task, self->session->io_priority);
  /* A file that was in place when it was cancelled is in place. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (GError *, 1), error_slot_free);

  freshet_transfer_begin (self);
  if (freshet_transfer_needs_disk (self))
    {
      g_autoptr (GTask) find = g_task_new (NULL, cancellable, found_cb, g_object_ref (task));

      g_task_set_task_data (find, self, NULL);
      g_task_set_priority (find, self->session->io_priority);
      freshet_disk_run (find, find_thread);
    }
  else
    ask (task);
}

/**
 * freshet_transfer_run_finish:
 * @self: a transfer
 * @result: what the callback got
 * @error: see [method@Transfer.run]
 *
 * Returns: whether the file is in place
 */
gboolean
freshet_transfer_run_finish (FreshetTransfer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
