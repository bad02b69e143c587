/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-buffer-pool.h"

/*
 * All buffers together stay under this, but for the smallest, which are never refused: a thousand
 * downloads at once get small ones, a few get large ones.
 */
#define POOL_BYTES (8 * 1024 * 1024)
#define N_SIZES 7

G_STATIC_ASSERT (FRESHET_BUFFER_MIN << (N_SIZES - 1) == FRESHET_BUFFER_MAX);

static GMutex pool_mutex;
static GSList *pool_free[N_SIZES];
static gsize pool_used;

static guint
size_index (gsize size)
{
  guint i = 0;

  while (i < N_SIZES - 1 && ((gsize) FRESHET_BUFFER_MIN << i) < size)
    i++;
  return i;
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
  gsize size;

  while (i > 0 && pool_used + ((gsize) FRESHET_BUFFER_MIN << i) > POOL_BYTES)
    i--;
  size = (gsize) FRESHET_BUFFER_MIN << i;
  pool_used += size;

  if (pool_free[i] == NULL)
    {
      buffer = g_malloc (sizeof (FreshetBuffer) + size);
      buffer->size = size;
    }
  else
    {
      buffer = pool_free[i]->data;
      pool_free[i] = g_slist_delete_link (pool_free[i], pool_free[i]);
    }
  buffer->fill = 0;
  return buffer;
}

/**
 * freshet_buffer_release:
 * @buffer: (transfer full): a buffer
 *
 * Gives a buffer back. One of the largest is kept warm for the next; the rest is freed.
 */
void
freshet_buffer_release (FreshetBuffer *buffer)
{
  g_autoptr (GMutexLocker) locker = NULL;
  guint i = size_index (buffer->size);

  locker = g_mutex_locker_new (&pool_mutex);
  pool_used -= buffer->size;
  if (g_slist_length (pool_free[i]) < 4)
    pool_free[i] = g_slist_prepend (pool_free[i], buffer);
  else
    g_free (buffer);
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
  gsize freed = 0;

  for (guint i = 0; i < N_SIZES; i++)
    {
      freed += g_slist_length (pool_free[i]) * ((gsize) FRESHET_BUFFER_MIN << i);
      g_slist_free_full (g_steal_pointer (&pool_free[i]), g_free);
    }
  return freed;
}
