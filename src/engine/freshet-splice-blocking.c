/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-stream-private.h"

/* The longest that a wait for the rate limiter leaves a cancellation unanswered. */
#define LIMITER_STEP_US 20000

/**
 * freshet_splice_stream_wait_for_rate:
 * @self: a stream
 * @wanted: how much could be taken now
 * @allowed: (out): how much of it may be
 * @cancellable: (nullable): ends waiting
 * @error: why it ended
 *
 * Waits, in whatever thread this is, until the stream's rate limiter lets something pass.
 *
 * Returns: whether @allowed is set
 */
gboolean
freshet_splice_stream_wait_for_rate (FreshetSpliceStream *self,
                                     gsize wanted,
                                     gsize *allowed,
                                     GCancellable *cancellable,
                                     GError **error)
{
  FreshetRateLimiter *limiter = freshet_splice_stream_get_rate_limiter (self);
  gint64 wait = 0;

  *allowed = wanted;
  while (limiter != NULL && (*allowed = freshet_rate_limiter_take (limiter, wanted, &wait)) == 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (MIN (wait, LIMITER_STEP_US));
    }
  return TRUE;
}

/**
 * freshet_splice_stream_give_rate_back:
 * @self: a stream
 * @unused: how much of what was allowed did not pass
 */
void
freshet_splice_stream_give_rate_back (FreshetSpliceStream *self, gsize unused)
{
  FreshetRateLimiter *limiter = freshet_splice_stream_get_rate_limiter (self);

  if (limiter != NULL)
    freshet_rate_limiter_give_back (limiter, unused);
}

static gssize
read_some (FreshetSpliceStream *self,
           GInputStream *source,
           FreshetBuffer *buffer,
           GCancellable *cancellable,
           GError **error)
{
  gsize allowed;
  gssize n;

  if (!freshet_splice_stream_wait_for_rate (self, buffer->size, &allowed, cancellable, error))
    return -1;
  n = g_input_stream_read (source, buffer->data, allowed, cancellable, error);
  freshet_splice_stream_give_rate_back (self, allowed - MAX (n, 0));
  return n;
}

/**
 * freshet_splice_blocking:
 * @self: a stream
 * @source: what is read to its end
 * @cancellable: (nullable): ends reading and waiting
 * @error: why it ended early
 *
 * Reads and writes in turn, in the caller's thread. What was read is written, whatever ends it.
 *
 * Returns: how much was written, or -1
 */
gssize
freshet_splice_blocking (FreshetSpliceStream *self,
                         GInputStream *source,
                         GCancellable *cancellable,
                         GError **error)
{
  GOutputStream *base = g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (self));
  g_autoptr (FreshetBuffer) buffer = freshet_buffer_acquire (FRESHET_BUFFER_MIN);
  GChecksum *checksum = freshet_splice_stream_get_checksum (self);
  gssize n_copied = 0;
  gssize n;

  while ((n = read_some (self, source, buffer, cancellable, error)) > 0)
    {
      buffer->fill = n;
      n_copied += n;
      freshet_splice_stream_report (self, n);
      if (checksum != NULL)
        g_checksum_update (checksum, (const guchar *) buffer->data, n);
      if (!g_output_stream_write_all (base, buffer->data, n, NULL, NULL, error))
        return -1;

      if (buffer->fill == buffer->size && buffer->size < FRESHET_BUFFER_MAX)
        {
          gsize size = freshet_splice_stream_next_size (buffer);

          freshet_buffer_release (g_steal_pointer (&buffer));
          buffer = freshet_buffer_acquire (size);
        }
    }
  return n < 0 ? -1 : n_copied;
}
