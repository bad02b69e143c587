/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-streams.h"

#include "freshet-body.h"

/* How often a stream that waits looks whether it still has to. */
#define LOOK_MS 1

static void pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FreshetTestSource,
                               freshet_test_source,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, pollable_init))

static gboolean
has_to_wait (FreshetTestSource *self)
{
  if (self->wait_at < 0 || self->position < self->wait_at)
    return FALSE;
  g_atomic_int_set (&self->has_waited, TRUE);
  return TRUE;
}

/* Takes the bytes that there are, at most up to where the next thing happens. */
static gssize
take (FreshetTestSource *self, void *buffer, gsize count, GError **error)
{
  goffset end = self->size;

  self->n_reads++;
  if (self->cost > 0)
    g_usleep (self->cost);
  if (self->fail_at >= 0 && self->position >= self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "Broken");
      return -1;
    }
  if (self->fail_at >= 0)
    end = MIN (end, self->fail_at);
  if (self->wait_at >= 0)
    end = MIN (end, self->wait_at);
  count = (gsize) MIN ((goffset) count, end - self->position);
  if (self->step > 0)
    count = MIN (count, self->step);
  freshet_body_fill (FRESHET_TEST_SEED, self->position, buffer, count);
  self->position += (goffset) count;
  return (gssize) count;
}

static gssize
freshet_test_source_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  FreshetTestSource *self = FRESHET_TEST_SOURCE (stream);

  while (has_to_wait (self) && !g_cancellable_is_cancelled (cancellable))
    g_usleep (LOOK_MS * 1000);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  return take (self, buffer, count, error);
}

typedef struct
{
  char *buffer;
  gsize count;
} Read;

static gboolean
read_later_cb (gpointer user_data)
{
  GTask *task = user_data;
  FreshetTestSource *self = g_task_get_source_object (task);
  const Read *data = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n;

  if (has_to_wait (self) && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return G_SOURCE_CONTINUE;
  self->reading = NULL;
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  n = take (self, data->buffer, data->count, &error);
  if (n >= 0)
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

static void
freshet_test_source_read_async (GInputStream *stream,
                                void *buffer,
                                gsize count,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  FreshetTestSource *self = FRESHET_TEST_SOURCE (stream);
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  g_autoptr (GSource) source
      = has_to_wait (self) ? g_timeout_source_new (LOOK_MS) : g_idle_source_new ();
  Read *data = g_new (Read, 1);

  data->buffer = buffer;
  data->count = count;
  self->reading = buffer;
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, data, g_free);
  g_task_attach_source (task, source, read_later_cb);
}

static gssize
freshet_test_source_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static gboolean
freshet_test_source_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  FRESHET_TEST_SOURCE (stream)->closed = TRUE;
  return TRUE;
}

static gboolean
freshet_test_source_can_poll (GPollableInputStream *stream)
{
  return FRESHET_TEST_SOURCE (stream)->pollable;
}

static gboolean
freshet_test_source_is_readable (GPollableInputStream *stream)
{
  return !has_to_wait (FRESHET_TEST_SOURCE (stream));
}

static gssize
freshet_test_source_read_nonblocking (GPollableInputStream *stream,
                                      void *buffer,
                                      gsize count,
                                      GError **error)
{
  FreshetTestSource *self = FRESHET_TEST_SOURCE (stream);

  if (has_to_wait (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "Nothing there");
      return -1;
    }
  return take (self, buffer, count, error);
}

typedef struct
{
  GSource source;
  FreshetTestSource *stream;
} Readiness;

static gboolean
readiness_prepare (GSource *source, int *timeout)
{
  *timeout = LOOK_MS;
  return !has_to_wait (((Readiness *) source)->stream);
}

static gboolean
readiness_check (GSource *source)
{
  return !has_to_wait (((Readiness *) source)->stream);
}

static gboolean
readiness_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static void
readiness_finalize (GSource *source)
{
  g_object_unref (((Readiness *) source)->stream);
}

/* What a closure is called with: GIO gives this source one that does nothing. */
static gboolean
readiness_closure_cb (gpointer closure)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs readiness_funcs = {
  readiness_prepare, readiness_check, readiness_dispatch, readiness_finalize, readiness_closure_cb,
};

static GSource *
freshet_test_source_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) ready = g_source_new (&readiness_funcs, sizeof (Readiness));

  ((Readiness *) ready)->stream = FRESHET_TEST_SOURCE (g_object_ref (stream));
  return g_pollable_source_new_full (stream, ready, cancellable);
}

static void
pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = freshet_test_source_can_poll;
  iface->is_readable = freshet_test_source_is_readable;
  iface->read_nonblocking = freshet_test_source_read_nonblocking;
  iface->create_source = freshet_test_source_create_source;
}

static void
freshet_test_source_class_init (FreshetTestSourceClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  stream_class->read_fn = freshet_test_source_read;
  stream_class->read_async = freshet_test_source_read_async;
  stream_class->read_finish = freshet_test_source_read_finish;
  stream_class->close_fn = freshet_test_source_close;
}

static void
freshet_test_source_init (FreshetTestSource *self)
{
  self->fail_at = -1;
  self->wait_at = -1;
  self->pollable = TRUE;
}

FreshetTestSource *
freshet_test_source_new (goffset size)
{
  FreshetTestSource *self = g_object_new (FRESHET_TYPE_TEST_SOURCE, NULL);

  self->size = size;
  return self;
}

G_DEFINE_FINAL_TYPE (FreshetTestTarget, freshet_test_target, G_TYPE_OUTPUT_STREAM)

static gssize
put (FreshetTestTarget *self, const void *buffer, gsize count, GError **error)
{
  if (self->fail_at >= 0 && self->data->len >= self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full");
      return -1;
    }
  if (self->fail_at >= 0)
    count = (gsize) MIN ((goffset) count, self->fail_at - self->data->len);
  if (self->step > 0)
    count = MIN (count, self->step);
  g_byte_array_append (self->data, buffer, (guint) count);
  return (gssize) count;
}

static gssize
freshet_test_target_write (GOutputStream *stream,
                           const void *buffer,
                           gsize count,
                           GCancellable *cancellable,
                           GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  return put (FRESHET_TEST_TARGET (stream), buffer, count, error);
}

typedef struct
{
  const char *buffer;
  gsize count;
} Write;

static gboolean
write_later_cb (gpointer user_data)
{
  GTask *task = user_data;
  FreshetTestTarget *self = g_task_get_source_object (task);
  const Write *data = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n;

  if (self->hold && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return G_SOURCE_CONTINUE;
  self->writing = 0;
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  n = put (self, data->buffer, data->count, &error);
  if (n >= 0)
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

static void
freshet_test_target_write_async (GOutputStream *stream,
                                 const void *buffer,
                                 gsize count,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  FreshetTestTarget *self = FRESHET_TEST_TARGET (stream);
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  g_autoptr (GSource) source = self->hold ? g_timeout_source_new (LOOK_MS) : g_idle_source_new ();
  Write *data = g_new (Write, 1);

  g_assert_cmpuint (self->writing, ==, 0);
  data->buffer = buffer;
  data->count = count;
  self->writing = count;
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, data, g_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_attach_source (task, source, write_later_cb);
}

static gssize
freshet_test_target_write_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static gboolean
freshet_test_target_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  FreshetTestTarget *self = FRESHET_TEST_TARGET (stream);

  self->closed = TRUE;
  self->given_up = g_cancellable_is_cancelled (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->fail_close)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full");
  return !self->fail_close;
}

static void
freshet_test_target_finalize (GObject *object)
{
  g_byte_array_unref (FRESHET_TEST_TARGET (object)->data);

  G_OBJECT_CLASS (freshet_test_target_parent_class)->finalize (object);
}

static void
freshet_test_target_class_init (FreshetTestTargetClass *klass)
{
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = freshet_test_target_finalize;
  stream_class->write_fn = freshet_test_target_write;
  stream_class->write_async = freshet_test_target_write_async;
  stream_class->write_finish = freshet_test_target_write_finish;
  stream_class->close_fn = freshet_test_target_close;
}

static void
freshet_test_target_init (FreshetTestTarget *self)
{
  self->fail_at = -1;
  self->data = g_byte_array_new ();
}

FreshetTestTarget *
freshet_test_target_new (void)
{
  return g_object_new (FRESHET_TYPE_TEST_TARGET, NULL);
}

/**
 * freshet_test_target_assert_body:
 * @self: a target
 * @size: how many bytes
 *
 * Asserts that it took the first bytes of the body, no more and no less.
 */
void
freshet_test_target_assert_body (FreshetTestTarget *self, goffset size)
{
  g_autofree guint8 *expected = g_malloc ((gsize) size + 1);

  g_assert_cmpint (self->data->len, ==, size);
  freshet_body_fill (FRESHET_TEST_SEED, 0, expected, (gsize) size);
  g_assert_cmpmem (self->data->data, self->data->len, expected, (gsize) size);
}
