/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

/* ThreadSanitizer knows the locks of libpthread. GLib's are futexes of its own, in a library that was
 * not built for it, so that each field they guard would look unguarded: suppressing that would be
 * suppressing everything. In a build with -Db_sanitize=thread the tests get these functions in
 * front of GLib's, which do the same and tell who waited for whom. */

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
