/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-splice-private.h"

#include <string.h>

#include "freshet-disk.h"

/* While more is coming, less than this, or than half a buffer, is not worth a hop to a worker. */
#define GATHER_BYTES (128 * 1024)
/* But it is not kept from the disk for longer than this. */
#define GATHER_US G_USEC_PER_SEC

static void
part_written (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  if (--splice->n_writing > 0)
    return;
  g_clear_pointer (&splice->writing, freshet_buffer_release);
  splice->written_at = g_get_monotonic_time ();
  if (!splice->reading)
    freshet_splice_pump (task);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetSplice *splice = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      splice->has_gap = TRUE;
      freshet_splice_end (splice, error);
    }
  part_written (task);
}

static void
digest_thread (GTask *digest)
{
  GTask *task = g_task_get_task_data (digest);
  FreshetSplice *splice = g_task_get_task_data (task);

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
write_in_worker (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  FreshetSpliceStream *self = g_task_get_source_object (task);

  splice->writing = g_steal_pointer (&splice->filling);
  splice->n_writing = 1;
  if (freshet_splice_stream_get_checksum (self) != NULL)
    {
      g_autoptr (GTask) digest = g_task_new (NULL, NULL, digested_cb, g_object_ref (task));

      splice->n_writing++;
      g_task_set_priority (digest, g_task_get_priority (task));
      g_task_set_task_data (digest, task, NULL);
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
 * What the base stream takes without waiting, as a part takes what stays in memory, needs no turn of the
 * loop. A digest is too much work for the main thread.
 *
 * Returns: whether it took all of it
 */
static gboolean
write_now (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  FreshetSpliceStream *self = g_task_get_source_object (task);
  GOutputStream *base = g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (self));
  FreshetBuffer *buffer = splice->filling;
  gssize n;

  if (freshet_splice_stream_get_checksum (self) != NULL || !G_IS_POLLABLE_OUTPUT_STREAM (base)
      || !g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (base)))
    return FALSE;
  n = g_pollable_output_stream_write_nonblocking (
      G_POLLABLE_OUTPUT_STREAM (base), buffer->data, buffer->fill, NULL, NULL);
  if (n <= 0)
    return FALSE;
  buffer->fill -= n;
  memmove (buffer->data, buffer->data + n, buffer->fill);
  if (buffer->fill > 0)
    return FALSE;
  g_clear_pointer (&splice->filling, freshet_buffer_release);
  splice->written_at = g_get_monotonic_time ();
  return TRUE;
}

/* How much is still to come, %G_MAXINT64 where that is not known. */
static goffset
get_rest (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  goffset length = freshet_splice_stream_get_length (g_task_get_source_object (task));

  return length < splice->n_copied ? G_MAXINT64 : length - splice->n_copied;
}

/* Makes sure that there is something to read into. */
void
freshet_splice_acquire_buffer (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);
  goffset rest = get_rest (task);
  gsize size = splice->next_size;

  if (splice->filling != NULL)
    return;
  /* What fits into one buffer is written, checked and named at once. */
  if (splice->n_copied == 0 && rest <= FRESHET_BUFFER_MAX)
    size = FRESHET_BUFFER_MAX;
  splice->filling = freshet_buffer_acquire ((gsize) MIN ((goffset) size, rest));
}

/* Writes what was gathered. */
void
freshet_splice_write_out (GTask *task)
{
  FreshetSplice *splice = g_task_get_task_data (task);

  g_assert (splice->writing == NULL);

  splice->next_size = freshet_splice_stream_next_size (splice->filling);
  if (!write_now (task))
    write_in_worker (task);
}

/* Whether what was gathered is to be written now, while more is being waited for. */
gboolean
freshet_splice_is_worth_writing (GTask *task)
{
  const FreshetSplice *splice = g_task_get_task_data (task);
  const FreshetBuffer *filling = splice->filling;
  goffset enough;

  if (splice->writing != NULL || filling == NULL || filling->fill == 0)
    return FALSE;
  /* What comes after bytes that could not be written must not be written. */
  if (splice->has_gap)
    return FALSE;
  enough = MAX (MIN (GATHER_BYTES, filling->size), filling->size / 2);
  if (get_rest (task) <= (goffset) (filling->size - filling->fill))
    enough = (goffset) filling->fill + MAX (get_rest (task), 1);
  return splice->ended || (goffset) filling->fill >= enough
         || g_get_monotonic_time () - splice->written_at > GATHER_US;
}
