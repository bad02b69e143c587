/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <glib-object.h>
#include <sanitizer/tsan_interface.h>

/* ThreadSanitizer knows the locks of libpthread. GLib's are futexes of its own, in a library that was
 * not built for it, so that each field they guard would look unguarded: suppressing that would be
 * suppressing everything. It does not see either that the last reference is dropped after all others.
 * In a build with -Db_sanitize=thread the tests get these functions in front of GLib's, which do the
 * same and tell who waited for whom. */

/* GIO unloads its module for TLS, and what that is linked with. What tests/tsan.supp names must stay. */
__attribute__ ((constructor)) static void
keep_libraries (void)
{
  dlopen ("libgnutls.so.30", RTLD_LAZY | RTLD_NODELETE);
}

/* Whoever comes first looks a function up; all of them find the same. */
#define LOOK_UP(func)                                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (real_##func == NULL)                                                                       \
      real_##func = dlsym (RTLD_NEXT, #func);                                                      \
  }                                                                                                \
  G_STMT_END

#define UNCHECKED __attribute__ ((no_sanitize ("thread")))

static void (*real_g_mutex_lock) (GMutex *);
static void (*real_g_mutex_unlock) (GMutex *);
static gboolean (*real_g_mutex_trylock) (GMutex *);
static void (*real_g_cond_wait) (GCond *, GMutex *);
static gboolean (*real_g_cond_wait_until) (GCond *, GMutex *, gint64);
static void (*real_g_atomic_rc_box_release_full) (gpointer, GDestroyNotify);
static void (*real_g_object_unref) (gpointer);

UNCHECKED void
g_mutex_lock (GMutex *mutex)
{
  LOOK_UP (g_mutex_lock);
  real_g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

UNCHECKED gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked;

  LOOK_UP (g_mutex_trylock);
  locked = real_g_mutex_trylock (mutex);
  if (locked)
    __tsan_acquire (mutex);
  return locked;
}

UNCHECKED void
g_mutex_unlock (GMutex *mutex)
{
  LOOK_UP (g_mutex_unlock);
  __tsan_release (mutex);
  real_g_mutex_unlock (mutex);
}

UNCHECKED void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  LOOK_UP (g_cond_wait);
  __tsan_release (mutex);
  real_g_cond_wait (cond, mutex);
  __tsan_acquire (mutex);
}

UNCHECKED gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  LOOK_UP (g_cond_wait_until);
  __tsan_release (mutex);
  signalled = real_g_cond_wait_until (cond, mutex, end_time);
  __tsan_acquire (mutex);
  return signalled;
}

UNCHECKED void
g_atomic_rc_box_release_full (gpointer block, GDestroyNotify clear)
{
  LOOK_UP (g_atomic_rc_box_release_full);
  __tsan_release (block);
  __tsan_acquire (block);
  real_g_atomic_rc_box_release_full (block, clear);
}

UNCHECKED void
g_object_unref (gpointer object)
{
  LOOK_UP (g_object_unref);
  __tsan_release (object);
  __tsan_acquire (object);
  real_g_object_unref (object);
}

/* What goes to a queue, a pool or an idle source is handed over with it. Within GLib these use locks
 * that are not seen either. */

static void (*real_g_async_queue_push) (GAsyncQueue *, gpointer);
static gpointer (*real_g_async_queue_pop) (GAsyncQueue *);
static gpointer (*real_g_async_queue_try_pop) (GAsyncQueue *);
static GThreadPool *(*real_g_thread_pool_new) (GFunc, gpointer, int, gboolean, GError **);
static gboolean (*real_g_thread_pool_push) (GThreadPool *, gpointer, GError **);
static guint (*real_g_source_attach) (GSource *, GMainContext *);

UNCHECKED void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  LOOK_UP (g_async_queue_push);
  __tsan_release (data);
  real_g_async_queue_push (queue, data);
}

UNCHECKED gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data;

  LOOK_UP (g_async_queue_pop);
  data = real_g_async_queue_pop (queue);
  __tsan_acquire (data);
  return data;
}

UNCHECKED gpointer
g_async_queue_try_pop (GAsyncQueue *queue)
{
  gpointer data;

  LOOK_UP (g_async_queue_try_pop);
  data = real_g_async_queue_try_pop (queue);
  if (data != NULL)
    __tsan_acquire (data);
  return data;
}

typedef struct
{
  GFunc func;
  gpointer user_data;
} Pool;

UNCHECKED static void
pool_cb (gpointer data, gpointer user_data)
{
  const Pool *pool = user_data;

  __tsan_acquire (data);
  pool->func (data, pool->user_data);
}

/* Pools live as long as the test: what is allocated for them does, too. */
UNCHECKED GThreadPool *
g_thread_pool_new (
    GFunc func, gpointer user_data, int max_threads, gboolean exclusive, GError **error)
{
  Pool *pool = g_new (Pool, 1);

  LOOK_UP (g_thread_pool_new);
  pool->func = func;
  pool->user_data = user_data;
  return real_g_thread_pool_new (pool_cb, pool, max_threads, exclusive, error);
}

UNCHECKED gboolean
g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  LOOK_UP (g_thread_pool_push);
  __tsan_release (data);
  return real_g_thread_pool_push (pool, data, error);
}

UNCHECKED static gboolean
idle_prepare (GSource *source, int *timeout)
{
  return g_idle_funcs.prepare (source, timeout);
}

UNCHECKED static gboolean
idle_check (GSource *source)
{
  return g_idle_funcs.check (source);
}

UNCHECKED static gboolean
idle_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  __tsan_acquire (source);
  return g_idle_funcs.dispatch (source, callback, user_data);
}

static GSourceFuncs idle_funcs = { idle_prepare, idle_check, idle_dispatch };

UNCHECKED guint
g_source_attach (GSource *source, GMainContext *context)
{
  LOOK_UP (g_source_attach);
  if (source->source_funcs == &g_idle_funcs)
    source->source_funcs = &idle_funcs;
  __tsan_release (source);
  return real_g_source_attach (source, context);
}
