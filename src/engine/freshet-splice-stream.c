/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-stream-private.h"

/**
 * FreshetSpliceStream:
 *
 * A filter that splices better than GIO's stock streams do. Both of its ways, asynchronous and
 * blocking, use large buffers, tell of progress, hold a rate and feed a digest. The asynchronous
 * one honours the I/O priority, reads on while the last buffer is written, and stays within a budget
 * of time an iteration.
 *
 * What was read before an error, or before it was cancelled, is still written.
 */
struct _FreshetSpliceStream
{
  GFilterOutputStream parent_instance;

  FreshetSpliceProgressFunc progress_func;
  gpointer progress_data;
  FreshetRateLimiter *limiter;
  FreshetBudget *budget;
  FreshetPoller *poller;
  GChecksum *checksum;
  goffset length;
  gboolean stock;
};

G_DEFINE_FINAL_TYPE (FreshetSpliceStream, freshet_splice_stream, G_TYPE_FILTER_OUTPUT_STREAM)

/*
 * Closing with a cancelled cancellable is GIO's way to give an output up: a file that replaces
 * another one leaves the old one in place.
 */
static gssize
freshet_splice_stream_splice (GOutputStream *stream,
                              GInputStream *source,
                              GOutputStreamSpliceFlags flags,
                              GCancellable *cancellable,
                              GError **error)
{
  gssize result;

  result = freshet_splice_blocking (FRESHET_SPLICE_STREAM (stream), source, cancellable, error);

  if (flags & G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE)
    g_input_stream_close (source, NULL, NULL);
  if (flags & G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET)
    {
      g_autoptr (GCancellable) give_up = g_cancellable_new ();
      gboolean closed;

      if (result < 0)
        g_cancellable_cancel (give_up);
      /* The caller holds the stream's pending flag for the splice; closing wants it for itself. */
      g_output_stream_clear_pending (stream);
      closed = g_output_stream_close (stream, give_up, result < 0 ? NULL : error);
      g_output_stream_set_pending (stream, NULL);
      if (!closed)
        result = -1;
    }
  return result;
}

/* What GIO's own splice calls, in a worker thread: the rate is held by not writing on. */
static gssize
freshet_splice_stream_write (GOutputStream *stream,
                             const void *buffer,
                             gsize count,
                             GCancellable *cancellable,
                             GError **error)
{
  FreshetSpliceStream *self = FRESHET_SPLICE_STREAM (stream);
  GOutputStream *base = g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (stream));
  gsize allowed;
  gssize n;

  if (!freshet_splice_stream_wait_for_rate (self, count, &allowed, cancellable, error))
    return -1;
  n = g_output_stream_write (base, buffer, allowed, cancellable, error);
  freshet_splice_stream_give_rate_back (self, allowed - MAX (n, 0));
  if (n > 0)
    {
      freshet_splice_stream_report (self, n);
      if (self->checksum != NULL)
        g_checksum_update (self->checksum, buffer, n);
    }
  return n;
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
freshet_splice_stream_close_async (GOutputStream *stream,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GFilterOutputStream *filter = G_FILTER_OUTPUT_STREAM (stream);
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, freshet_splice_stream_close_async);
  /* The base stream tells what being cancelled means for it. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_filter_output_stream_get_close_base_stream (filter))
    g_output_stream_close_async (g_filter_output_stream_get_base_stream (filter),
                                 io_priority,
                                 cancellable,
                                 closed_cb,
                                 g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
freshet_splice_stream_close_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* With GIO's own splice, which reads at another priority than it is told and hops for each 8 KiB. */
static void
freshet_splice_stream_splice_async (GOutputStream *stream,
                                    GInputStream *source,
                                    GOutputStreamSpliceFlags flags,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GOutputStreamClass *stock = g_type_class_peek (G_TYPE_OUTPUT_STREAM);

  if (FRESHET_SPLICE_STREAM (stream)->stock)
    stock->splice_async (stream, source, flags, io_priority, cancellable, callback, user_data);
  else
    freshet_splice_async (stream, source, flags, io_priority, cancellable, callback, user_data);
}

static gssize
freshet_splice_stream_splice_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

/* The parent would close the base stream as if all had come. */
static void
freshet_splice_stream_dispose (GObject *object)
{
  GOutputStream *stream = G_OUTPUT_STREAM (object);

  if (!g_output_stream_is_closed (stream))
    {
      g_autoptr (GCancellable) give_up = g_cancellable_new ();

      g_cancellable_cancel (give_up);
      g_output_stream_close (stream, give_up, NULL);
    }

  G_OBJECT_CLASS (freshet_splice_stream_parent_class)->dispose (object);
}

static void
freshet_splice_stream_finalize (GObject *object)
{
  FreshetSpliceStream *self = FRESHET_SPLICE_STREAM (object);

  g_clear_pointer (&self->limiter, freshet_rate_limiter_unref);

  G_OBJECT_CLASS (freshet_splice_stream_parent_class)->finalize (object);
}

static void
freshet_splice_stream_class_init (FreshetSpliceStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  object_class->dispose = freshet_splice_stream_dispose;
  object_class->finalize = freshet_splice_stream_finalize;
  stream_class->write_fn = freshet_splice_stream_write;
  stream_class->splice = freshet_splice_stream_splice;
  stream_class->splice_async = freshet_splice_stream_splice_async;
  stream_class->splice_finish = freshet_splice_stream_splice_finish;
  /* It keeps nothing back. With the parent's, GIO would send each file to a thread and back to flush
   * it before it is closed. */
  stream_class->flush_async = NULL;
  stream_class->close_async = freshet_splice_stream_close_async;
  stream_class->close_finish = freshet_splice_stream_close_finish;
}

static void
freshet_splice_stream_init (FreshetSpliceStream *self)
{
  self->length = -1;
}

FreshetRateLimiter *
freshet_splice_stream_get_rate_limiter (FreshetSpliceStream *self)
{
  return self->limiter;
}

FreshetBudget *
freshet_splice_stream_get_budget (FreshetSpliceStream *self)
{
  return self->budget;
}

FreshetPoller *
freshet_splice_stream_get_poller (FreshetSpliceStream *self)
{
  return self->poller;
}

goffset
freshet_splice_stream_get_length (FreshetSpliceStream *self)
{
  return self->length;
}

GChecksum *
freshet_splice_stream_get_checksum (FreshetSpliceStream *self)
{
  return self->checksum;
}

void
freshet_splice_stream_report (FreshetSpliceStream *self, gsize n_bytes)
{
  if (self->progress_func != NULL)
    self->progress_func (n_bytes, self->progress_data);
}

/* A buffer that a source filled at once was too small for it. */
gsize
freshet_splice_stream_next_size (const FreshetBuffer *buffer)
{
  return buffer->fill == buffer->size ? MIN (buffer->size * 2, FRESHET_BUFFER_MAX) : buffer->size;
}

/**
 * freshet_splice_stream_new:
 * @base_stream: (transfer none): where the bytes go
 *
 * Returns: (transfer full): a stream that splices into @base_stream
 */
FreshetSpliceStream *
freshet_splice_stream_new (GOutputStream *base_stream)
{
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (base_stream), NULL);

  return g_object_new (FRESHET_TYPE_SPLICE_STREAM, "base-stream", base_stream, NULL);
}

/**
 * freshet_splice_stream_set_progress_func:
 * @self: a stream
 * @func: (nullable): called after each read
 * @user_data: for @func
 */
void
freshet_splice_stream_set_progress_func (FreshetSpliceStream *self,
                                         FreshetSpliceProgressFunc func,
                                         gpointer user_data)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  self->progress_func = func;
  self->progress_data = user_data;
}

/**
 * freshet_splice_stream_set_rate_limiter:
 * @self: a stream
 * @limiter: (nullable): what it takes its bytes from
 */
void
freshet_splice_stream_set_rate_limiter (FreshetSpliceStream *self, FreshetRateLimiter *limiter)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  g_clear_pointer (&self->limiter, freshet_rate_limiter_unref);
  if (limiter != NULL)
    self->limiter = freshet_rate_limiter_ref (limiter);
}

/**
 * freshet_splice_stream_set_budget:
 * @self: a stream
 * @budget: (nullable): the budget of the main context; has to live as long as @self
 *
 * Without one, a splice goes on as long as there is something to read.
 */
void
freshet_splice_stream_set_budget (FreshetSpliceStream *self, FreshetBudget *budget)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  self->budget = budget;
}

/**
 * freshet_splice_stream_set_poller:
 * @self: a stream
 * @poller: (nullable): what waits for all streams of the main context; has to live as long as @self
 *
 * Without one, a splice waits with a source of its own.
 */
void
freshet_splice_stream_set_poller (FreshetSpliceStream *self, FreshetPoller *poller)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  self->poller = poller;
}

/**
 * freshet_splice_stream_set_checksum:
 * @self: a stream
 * @checksum: (nullable): is fed all that passes; has to live as long as @self
 *
 * While a splice is under way, @checksum belongs to a worker thread.
 */
void
freshet_splice_stream_set_checksum (FreshetSpliceStream *self, GChecksum *checksum)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  self->checksum = checksum;
}

/**
 * freshet_splice_stream_set_length:
 * @self: a stream
 * @length: how much is going to come, -1 if that is not known, as it is not unless this is called
 *
 * What is short is handed to the base stream in one piece, unless it takes long to come. It is a hint:
 * what comes is spliced to its end, whatever was said.
 */
void
freshet_splice_stream_set_length (FreshetSpliceStream *self, goffset length)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  self->length = length;
}

/**
 * freshet_splice_stream_set_stock:
 * @self: a stream
 * @stock: whether the asynchronous call is GIO's own
 *
 * What the naive mode is for: to show what it does to a window.
 */
void
freshet_splice_stream_set_stock (FreshetSpliceStream *self, gboolean stock)
{
  g_return_if_fail (FRESHET_IS_SPLICE_STREAM (self));

  self->stock = stock;
}
