/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-stream-private.h"

#include "freshet-disk.h"

/* While more is coming, less than this, or than half a buffer, is not worth a hop to a worker. */
#define GATHER_BYTES (128 * 1024)
/* But it is not kept from the disk for longer than this. */
#define GATHER_US G_USEC_PER_SEC

typedef struct
{
  /* Input. */
  GInputStream *source;
  GOutputStreamSpliceFlags flags;

  /* Progress. */
  FreshetBuffer *filling;
  FreshetBuffer *writing;
  guint n_writing;
  gsize next_size;
  gint64 written_at;
  GSource *wait;
  gboolean reading;
  gsize allowed;
  gboolean has_gap;
  gboolean ended;

  /* Output. */
  gssize n_copied;
  GError *error;
} Splice;

static void pump (GTask *task);

static void
splice_free (gpointer data)
{
  Splice *splice = data;

  g_clear_object (&splice->source);
  g_clear_pointer (&splice->filling, freshet_buffer_release);
  g_clear_error (&splice->error);
  g_free (splice);
}

static void
return_result (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);

  if (splice->error != NULL)
    g_task_return_error (task, g_steal_pointer (&splice->error));
  else
    g_task_return_int (task, splice->n_copied);
}

static void
target_closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Splice *splice = g_task_get_task_data (task);
  GOutputStream *stream = G_OUTPUT_STREAM (object);

  g_output_stream_close_finish (stream, result, splice->error == NULL ? &splice->error : NULL);
  g_output_stream_set_pending (stream, NULL);
  return_result (task);
}

static void
close_target (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);
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

static gboolean
is_pollable (GInputStream *source)
{
  return G_IS_POLLABLE_INPUT_STREAM (source)
         && g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (source));
}

/*
 * What polls and has come to its end has nothing left to wait for: it is closed here, which saves the
 * hop to a thread that GIO would make of it.
 */
static void
finish (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);

  if (!(splice->flags & G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE))
    {
      close_target (task);
      return;
    }
  if (splice->error == NULL && is_pollable (splice->source))
    {
      g_input_stream_close (splice->source, NULL, NULL);
      close_target (task);
      return;
    }
  g_input_stream_close_async (
      splice->source, g_task_get_priority (task), NULL, source_closed_cb, g_object_ref (task));
}

/* A splice ends once; the first error is the one that is told. */
static void
end (Splice *splice, GError *error)
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
}

static void
part_written (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);

  if (--splice->n_writing > 0)
    return;
  g_clear_pointer (&splice->writing, freshet_buffer_release);
  splice->written_at = g_get_monotonic_time ();
  if (!splice->reading)
    pump (task);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Splice *splice = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      splice->has_gap = TRUE;
      end (splice, error);
    }
  part_written (task);
}

static void
digest_thread (GTask *digest)
{
  GTask *task = g_task_get_task_data (digest);
  Splice *splice = g_task_get_task_data (task);

  g_checksum_update (freshet_splice_stream_get_checksum (g_task_get_source_object (task)),
                     (const guchar *) splice->writing->data,
                     splice->writing->fill);
  g_task_return_boolean (digest, TRUE);
}

static void
digested_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  part_written (task);
}

/*
 * Hands the full buffer to the base stream, and to the digest beside it. That is not cancelled: GIO
 * would not tell how much was written all the same, and what was read is to be written.
 */
static void
write_out (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);
  FreshetSpliceStream *self = g_task_get_source_object (task);

  g_assert (splice->writing == NULL);

  splice->next_size = freshet_splice_stream_next_size (splice->filling);
  splice->writing = g_steal_pointer (&splice->filling);
  splice->n_writing = 1;
  if (freshet_splice_stream_get_checksum (self) != NULL)
    {
      g_autoptr (GTask) digest = g_task_new (NULL, NULL, digested_cb, g_object_ref (task));

      splice->n_writing++;
      g_task_set_priority (digest, g_task_get_priority (task));
      g_task_set_task_data (digest, g_object_ref (task), g_object_unref);
      freshet_disk_run (digest, digest_thread);
    }
  g_output_stream_write_all_async (g_filter_output_stream_get_base_stream (
                                       G_FILTER_OUTPUT_STREAM (self)),
                                   splice->writing->data,
                                   splice->writing->fill,
                                   g_task_get_priority (task),
                                   NULL,
                                   written_cb,
                                   g_object_ref (task));
}

/*
 * Without budget the source stays where it is in the context's list, and with it the download's
 * turn: one that used the budget up waits behind all that did not get any.
 */
static gboolean
wait_is_over (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);
  FreshetBudget *budget = freshet_splice_stream_get_budget (g_task_get_source_object (task));

  if (budget != NULL && !freshet_budget_is_left (budget))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&splice->wait, g_source_unref);
  pump (task);
  return G_SOURCE_REMOVE;
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
  Splice *splice = g_task_get_task_data (task);

  g_assert (splice->wait == NULL);

  g_source_set_callback (source, callback, g_object_ref (task), g_object_unref);
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "FreshetSpliceStream");
  g_source_attach (source, g_task_get_context (task));
  splice->wait = source;
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
  Splice *splice = g_task_get_task_data (task);

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
  Splice *splice = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  splice->reading = FALSE;
  give_back (task, splice->allowed - MAX (n, 0));
  if (n > 0 && !splice->ended)
    received (task, n);
  else
    end (splice, error);
  pump (task);
}

/*
 * Reads what there is, without waiting.
 *
 * Returns: whether there may be more
 */
static gboolean
read_ready (GTask *task, gsize allowed)
{
  Splice *splice = g_task_get_task_data (task);
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
      wait_for (task,
                g_pollable_input_stream_create_source (source, g_task_get_cancellable (task)),
                G_SOURCE_FUNC (readable_cb));
      return FALSE;
    }
  end (splice, g_steal_pointer (&error));
  return FALSE;
}

/*
 * Takes one step of reading.
 *
 * Returns: whether to take another one now
 */
static gboolean
read_step (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);
  FreshetSpliceStream *self = g_task_get_source_object (task);
  FreshetRateLimiter *limiter = freshet_splice_stream_get_rate_limiter (self);
  FreshetBudget *budget = freshet_splice_stream_get_budget (self);
  gsize allowed = splice->filling->size - splice->filling->fill;
  GError *error = NULL;
  gint64 wait;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      end (splice, error);
      return FALSE;
    }
  if (budget != NULL && !freshet_budget_is_left (budget))
    {
      wait_for (task, g_idle_source_new (), timeout_cb);
      return FALSE;
    }
  if (limiter != NULL && (allowed = freshet_rate_limiter_take (limiter, allowed, &wait)) == 0)
    {
      wait_for_time (task, wait);
      return FALSE;
    }
  if (is_pollable (splice->source))
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

/* Whether what was gathered is to be written now, while more is being waited for. */
static gboolean
is_worth_writing (const Splice *splice)
{
  gsize enough;

  if (splice->writing != NULL || splice->filling == NULL || splice->filling->fill == 0)
    return FALSE;
  /* What comes after bytes that could not be written must not be written. */
  if (splice->has_gap)
    return FALSE;
  enough = MAX (MIN (GATHER_BYTES, splice->filling->size), splice->filling->size / 2);
  return splice->ended || splice->filling->fill >= enough
         || g_get_monotonic_time () - splice->written_at > GATHER_US;
}

/* Goes on with whatever can go on: the only place where a splice takes its next step. */
static void
pump (GTask *task)
{
  Splice *splice = g_task_get_task_data (task);

  while (!splice->ended && !splice->reading && splice->wait == NULL)
    {
      if (splice->filling == NULL)
        splice->filling = freshet_buffer_acquire (splice->next_size);
      if (splice->filling->fill == splice->filling->size)
        {
          if (splice->writing != NULL)
            return;
          write_out (task);
          continue;
        }
      if (!read_step (task))
        break;
    }

  if (splice->reading)
    return;
  if (is_worth_writing (splice))
    write_out (task);
  else if (splice->ended && splice->writing == NULL)
    finish (task);
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
  Splice *splice = g_new0 (Splice, 1);

  splice->source = g_object_ref (source);
  splice->flags = flags;
  splice->next_size = FRESHET_BUFFER_MIN;
  splice->written_at = g_get_monotonic_time ();
  g_task_set_source_tag (task, freshet_splice_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, splice, splice_free);
  pump (task);
}
