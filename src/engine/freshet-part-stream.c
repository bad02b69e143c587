/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-stream.h"

#include <errno.h>

#include "freshet-disk.h"
#include "freshet-publish.h"

/**
 * FreshetPartStream:
 *
 * Writes a file in GIO's way of replacing one: what is written becomes the file only when the stream
 * is closed, and closing it with a cancelled cancellable gives up: what becomes of the part then is its
 * [enum@FreshetPartFate].
 *
 * A stream into the middle of another one's part, freshet_part_stream_new_at(), only writes: what
 * becomes of the part is the other one's.
 *
 * Its asynchronous calls do their work in the threads of freshet_disk_run(), but for what fits into
 * memory.
 */
struct _FreshetPartStream
{
  GOutputStream parent_instance;

  FreshetPart *part;
  FreshetPartFate fate;

  /* In the middle of another one's part. */
  FreshetPartStream *whole;
  goffset offset;
};

static void pollable_iface_init (GPollableOutputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FreshetPartStream,
                               freshet_part_stream,
                               G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                                                      pollable_iface_init))

typedef struct
{
  const void *buffer;
  gsize count;
} Write;

static gboolean
write_part (FreshetPartStream *self, const void *buffer, gsize count, GError **error)
{
  if (self->whole == NULL)
    return freshet_part_write (self->part, buffer, count, error);
  if (!freshet_part_write_at (self->part, self->offset, buffer, count, error))
    return FALSE;
  self->offset += count;
  return TRUE;
}

static gssize
freshet_part_stream_write (GOutputStream *stream,
                           const void *buffer,
                           gsize count,
                           GCancellable *cancellable,
                           GError **error)
{
  FreshetPartStream *self = FRESHET_PART_STREAM (stream);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  return write_part (self, buffer, count, error) ? (gssize) count : -1;
}

static void
write_thread (GTask *task)
{
  FreshetPartStream *self = g_task_get_source_object (task);
  const Write *data = g_task_get_task_data (task);
  GError *error = NULL;

  if (write_part (self, data->buffer, data->count, &error))
    g_task_return_int (task, data->count);
  else
    g_task_return_error (task, error);
}

static void
freshet_part_stream_write_async (GOutputStream *stream,
                                 const void *buffer,
                                 gsize count,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  FreshetPartStream *self = FRESHET_PART_STREAM (stream);
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  Write *data = g_new (Write, 1);

  data->buffer = buffer;
  data->count = count;
  g_task_set_source_tag (task, freshet_part_stream_write_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, data, g_free);
  /* What was written was written; the caller must not write it again. */
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (freshet_part_fits_in_memory (self->part, count))
    write_thread (task);
  else
    freshet_disk_run (task, write_thread);
}

static gssize
freshet_part_stream_write_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
give_up (FreshetPartStream *self)
{
  switch (self->fate)
    {
    case FRESHET_PART_DISCARD:
      freshet_part_discard (self->part);
      break;
    case FRESHET_PART_SET_ASIDE:
      freshet_part_set_aside (self->part);
      break;
    case FRESHET_PART_KEEP:
    default:
      freshet_part_keep (self->part);
      break;
    }
}

static gboolean
freshet_part_stream_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  FreshetPartStream *self = FRESHET_PART_STREAM (stream);

  if (self->whole != NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      give_up (self);
      return FALSE;
    }
  if (freshet_part_complete (self->part, error) < 0 || !freshet_part_flush (self->part, error)
      || !freshet_part_publish (self->part, error)
      || !freshet_publish_flush_folder (freshet_part_get_directory (self->part), error))
    return FALSE;
  freshet_part_settle (self->part);
  return TRUE;
}

static void
give_up_thread (GTask *task)
{
  give_up (g_task_get_source_object (task));
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Given up");
}

static int
complete (gpointer file, GError **error)
{
  return freshet_part_complete (file, error);
}

static gboolean
publish (gpointer file, GError **error)
{
  return freshet_part_publish (file, error);
}

static const char *
get_folder (gpointer file)
{
  return freshet_part_get_directory (file);
}

static void
settle (gpointer file)
{
  freshet_part_settle (file);
}

static void
freshet_part_stream_close_async (GOutputStream *stream,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  static const FreshetCommitFuncs commit = { complete, publish, get_folder, settle };
  FreshetPartStream *self = FRESHET_PART_STREAM (stream);
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, freshet_part_stream_close_async);
  g_task_set_priority (task, io_priority);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self->part, NULL);
  if (self->whole != NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_cancellable_is_cancelled (cancellable))
    freshet_disk_run (task, give_up_thread);
  else
    freshet_disk_commit (task, &commit);
}

static gboolean
freshet_part_stream_close_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Nobody waits for memory: what does not fit into it would block until it is on the disk. */
static GSource *
freshet_part_stream_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) ready = g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, ready, cancellable);
}

static gboolean
freshet_part_stream_is_writable (GPollableOutputStream *stream)
{
  return freshet_part_fits_in_memory (FRESHET_PART_STREAM (stream)->part, 1);
}

static gssize
freshet_part_stream_write_nonblocking (GPollableOutputStream *stream,
                                       const void *buffer,
                                       gsize count,
                                       GError **error)
{
  FreshetPartStream *self = FRESHET_PART_STREAM (stream);

  if (!freshet_part_fits_in_memory (self->part, count))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, g_strerror (EAGAIN));
      return -1;
    }
  return freshet_part_stream_write (G_OUTPUT_STREAM (stream), buffer, count, NULL, error);
}

static void
pollable_iface_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = freshet_part_stream_is_writable;
  iface->create_source = freshet_part_stream_create_source;
  iface->write_nonblocking = freshet_part_stream_write_nonblocking;
}

static void
freshet_part_stream_finalize (GObject *object)
{
  FreshetPartStream *self = FRESHET_PART_STREAM (object);

  /* The parent would close, and thereby publish, what was never closed. */
  G_OBJECT_CLASS (freshet_part_stream_parent_class)->finalize (object);
  if (self->whole == NULL)
    g_clear_pointer (&self->part, freshet_part_free);
  g_clear_object (&self->whole);
}

static void
freshet_part_stream_dispose (GObject *object)
{
  GOutputStream *stream = G_OUTPUT_STREAM (object);

  if (!g_output_stream_is_closed (stream))
    {
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close (stream, cancelled, NULL);
    }
  G_OBJECT_CLASS (freshet_part_stream_parent_class)->dispose (object);
}

static void
freshet_part_stream_class_init (FreshetPartStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  object_class->dispose = freshet_part_stream_dispose;
  object_class->finalize = freshet_part_stream_finalize;
  stream_class->write_fn = freshet_part_stream_write;
  stream_class->write_async = freshet_part_stream_write_async;
  stream_class->write_finish = freshet_part_stream_write_finish;
  stream_class->close_fn = freshet_part_stream_close;
  stream_class->close_async = freshet_part_stream_close_async;
  stream_class->close_finish = freshet_part_stream_close_finish;
}

static void
freshet_part_stream_init (FreshetPartStream *self)
{
}

/**
 * freshet_part_stream_new:
 * @part: (transfer full): the part that is written to, after what it holds
 *
 * Returns: (transfer full): a stream
 */
FreshetPartStream *
freshet_part_stream_new (FreshetPart *part)
{
  FreshetPartStream *self = g_object_new (FRESHET_TYPE_PART_STREAM, NULL);

  self->part = part;
  return self;
}

/**
 * freshet_part_stream_new_at:
 * @whole: the stream of a part that was put on the disk
 * @offset: where in the file
 *
 * Returns: (transfer full): a stream that writes there, beside the others
 */
FreshetPartStream *
freshet_part_stream_new_at (FreshetPartStream *whole, goffset offset)
{
  FreshetPartStream *self = g_object_new (FRESHET_TYPE_PART_STREAM, NULL);

  self->whole = g_object_ref (whole);
  self->part = whole->part;
  self->offset = offset;
  return self;
}

/**
 * freshet_part_stream_get_part:
 * @self: a stream
 *
 * Returns: (transfer none): its part; not to be used while an operation is under way
 */
FreshetPart *
freshet_part_stream_get_part (FreshetPartStream *self)
{
  g_return_val_if_fail (FRESHET_IS_PART_STREAM (self), NULL);

  return self->part;
}

/**
 * freshet_part_stream_set_fate:
 * @self: a stream
 * @fate: what becomes of the part if it is given up; it is kept unless this is called
 */
void
freshet_part_stream_set_fate (FreshetPartStream *self, FreshetPartFate fate)
{
  g_return_if_fail (FRESHET_IS_PART_STREAM (self));

  self->fate = fate;
}
