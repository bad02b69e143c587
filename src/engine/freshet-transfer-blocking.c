/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-transfer-private.h"

/* Asks, as often as it takes. The thread sleeps until the server has answered. */
static FreshetNext
ask (FreshetTransfer *self, GInputStream **body, GCancellable *cancellable, GError **error)
{
  FreshetNext next = FRESHET_NEXT_SEND;

  while (next == FRESHET_NEXT_SEND)
    {
      g_autoptr (GInputStream) stream = NULL;

      stream = soup_session_send (self->session->soup,
                                  freshet_transfer_next_message (self),
                                  cancellable,
                                  error);
      next = freshet_transfer_judge (self, stream, error);
      if (next == FRESHET_NEXT_RECEIVE)
        *body = g_steal_pointer (&stream);
      else if (stream != NULL)
        g_input_stream_close (stream, NULL, NULL);
    }
  return next;
}

/* Copies the body. The thread sleeps until the last byte has come. */
static FreshetNext
receive (FreshetTransfer *self, GInputStream *body, GCancellable *cancellable, GError **error)
{
  FreshetNext next;
  gssize n_bytes;

  n_bytes = g_output_stream_splice (
      self->output, body, G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error);
  next = freshet_transfer_check (self, body, n_bytes, error);
  g_input_stream_close (body, NULL, NULL);
  return next;
}

/* Puts the file in place, or gives it up. The thread sleeps until the disk has it. */
static void
finish (FreshetTransfer *self, FreshetNext next, GError **error)
{
  g_autoptr (GCancellable) given_up = NULL;

  if (self->output == NULL)
    return;
  if (next == FRESHET_NEXT_FINISH)
    {
      g_output_stream_close (self->output, NULL, error);
      return;
    }
  given_up = freshet_transfer_give_up (self);
  g_output_stream_close (self->output, given_up, NULL);
}

/**
 * freshet_transfer_run:
 * @self: a transfer that has not run yet
 * @cancellable: (nullable): ends it from another thread; what has come is kept
 * @error: in %FRESHET_ERROR, with a message for the user; or %G_IO_ERROR_CANCELLED
 *
 * Moves the file with blocking calls. On a main thread, this is what freezes a window.
 *
 * Returns: whether the file is in place
 */
gboolean
freshet_transfer_run (FreshetTransfer *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) body = NULL;
  GError *failure = NULL;
  FreshetNext next = FRESHET_NEXT_FAIL;

  g_return_val_if_fail (FRESHET_IS_TRANSFER (self), FALSE);

  freshet_transfer_begin (self);
  if (freshet_transfer_find_part (self, cancellable, &failure))
    next = ask (self, &body, cancellable, &failure);
  if (next == FRESHET_NEXT_RECEIVE)
    next = receive (self, body, cancellable, &failure);
  finish (self, next, &failure);
  return freshet_transfer_end (self, failure, error);
}
