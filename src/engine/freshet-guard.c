/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-guard.h"

struct _FreshetGuard
{
  GThread *thread;
  GMutex mutex;
  GCond cond;
  gboolean dismissed;
  gint64 deadline;
  GCancellable *cancellable;
};

static gpointer
guard_thread (gpointer data)
{
  FreshetGuard *guard = data;
  gboolean in_time = TRUE;

  g_mutex_lock (&guard->mutex);
  while (!guard->dismissed && in_time)
    in_time = g_cond_wait_until (&guard->cond, &guard->mutex, guard->deadline);
  g_mutex_unlock (&guard->mutex);

  if (!in_time)
    g_cancellable_cancel (guard->cancellable);
  return NULL;
}

/**
 * freshet_guard_new:
 * @seconds: how long to wait
 * @cancellable: what to cancel then
 *
 * Returns: (transfer full): a guard, on duty until it is freed
 */
FreshetGuard *
freshet_guard_new (guint seconds, GCancellable *cancellable)
{
  FreshetGuard *guard = g_new0 (FreshetGuard, 1);

  g_mutex_init (&guard->mutex);
  g_cond_init (&guard->cond);
  guard->deadline = g_get_monotonic_time () + seconds * (gint64) G_USEC_PER_SEC;
  guard->cancellable = g_object_ref (cancellable);
  guard->thread = g_thread_new ("freshet-guard", guard_thread, guard);
  return guard;
}

/**
 * freshet_guard_free:
 * @guard: (transfer full): a guard
 */
void
freshet_guard_free (FreshetGuard *guard)
{
  g_mutex_lock (&guard->mutex);
  guard->dismissed = TRUE;
  g_cond_signal (&guard->cond);
  g_mutex_unlock (&guard->mutex);
  g_thread_join (guard->thread);

  g_object_unref (guard->cancellable);
  g_cond_clear (&guard->cond);
  g_mutex_clear (&guard->mutex);
  g_free (guard);
}
