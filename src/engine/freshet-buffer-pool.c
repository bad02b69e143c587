/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-buffer-pool.h"

/*
 * All buffers together, with those that are kept for the next, stay under this, but for the smallest, which
 * are never refused: a thousand downloads at once get small ones, a few get large ones.
 */
#define POOL_BYTES (8 * 1024 * 1024)
#define N_SIZES 7

G_STATIC_ASSERT (FRESHET_BUFFER_MIN << (N_SIZES - 1) == FRESHET_BUFFER_MAX);

static GMutex pool_mutex;
static GSList *pool_free[N_SIZES];
static gsize pool_used;
static gsize pool_kept;

static gsize
index_size (guint i)
{
  return (gsize) FRESHET_BUFFER_MIN << i;
}

static guint
size_index (gsize size)
{
  guint i = 0;

  while (i < N_SIZES - 1 && index_size (i) < size)
    i++;
  return i;
}

static FreshetBuffer *
take_kept (guint i)
{
  FreshetBuffer *buffer = pool_free[i]->data;

  pool_free[i] = g_slist_delete_link (pool_free[i], pool_free[i]);
  pool_kept -= buffer->size;
  return buffer;
}

/* Those of other sizes make room for a new one. */
static FreshetBuffer *
create (gsize size)
{
  FreshetBuffer *buffer;

  for (guint i = N_SIZES; i-- > 0 && pool_used + pool_kept > POOL_BYTES;)
    while (pool_free[i] != NULL && pool_used + pool_kept > POOL_BYTES)
      g_free (take_kept (i));
  buffer = g_malloc (sizeof (FreshetBuffer) + size);
  buffer->size = size;
  return buffer;
}

/**
 * freshet_buffer_acquire:
 * @wanted: how large it should be, bytes
 *
 * Takes a buffer. It is smaller than @wanted while much is in use. Callable from any thread.
 *
 * Returns: (transfer full): an empty buffer
 */
FreshetBuffer *
freshet_buffer_acquire (gsize wanted)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool_mutex);
  guint i = size_index (wanted);
  FreshetBuffer *buffer;

  while (i > 0 && pool_used + index_size (i) > POOL_BYTES)
    i--;
  pool_used += index_size (i);
  buffer = pool_free[i] != NULL ? take_kept (i) : create (index_size (i));
  buffer->fill = 0;
  return buffer;
}

/**
 * freshet_buffer_release:
 * @buffer: (transfer full): a buffer
 *
 * Gives a buffer back. It is kept warm for the next, as far as there is room: memory that is touched for
 * the first time costs more than what is copied into it.
 */
void
freshet_buffer_release (FreshetBuffer *buffer)
{
  g_autoptr (GMutexLocker) locker = NULL;
  guint i = size_index (buffer->size);

  locker = g_mutex_locker_new (&pool_mutex);
  pool_used -= buffer->size;
  if (pool_used + pool_kept + buffer->size > POOL_BYTES)
    {
      g_free (buffer);
      return;
    }
  pool_kept += buffer->size;
  pool_free[i] = g_slist_prepend (pool_free[i], buffer);
}

/**
 * freshet_buffer_pool_trim:
 *
 * Frees the buffers that are only kept warm for the next. Callable from any thread.
 *
 * Returns: how much that was, bytes
 */
gsize
freshet_buffer_pool_trim (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool_mutex);
  gsize freed = pool_kept;

  for (guint i = 0; i < N_SIZES; i++)
    g_slist_free_full (g_steal_pointer (&pool_free[i]), g_free);
  pool_kept = 0;
  return freed;
}
