/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-trimmer.h"

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

#include "freshet-buffer-pool.h"

/**
 * FreshetTrimmer:
 *
 * Gives back what memory is only kept for speed, when the system says that it runs short of it.
 */
struct _FreshetTrimmer
{
  GObject parent_instance;

  GMemoryMonitor *monitor; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FreshetTrimmer, freshet_trimmer, G_TYPE_OBJECT)

enum
{
  SIGNAL_TRIMMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
trim_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gsize freed = freshet_buffer_pool_trim ();

#ifdef HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif
  g_task_return_int (task, (gssize) freed);
}

static void
trimmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetTrimmer) self = user_data;
  guint64 freed = (guint64) g_task_propagate_int (G_TASK (result), NULL);

  g_signal_emit (self, signals[SIGNAL_TRIMMED], 0, freed);
}

/* Whatever the level: all that can be given back costs nothing but a moment. The allocator's locks
 * are held for that, in a thread. (Which has no reference: the last one may not be given up there.) */
static void
low_memory_cb (FreshetTrimmer *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, trimmed_cb, g_object_ref (self));

  g_task_set_source_tag (task, low_memory_cb);
  g_task_run_in_thread (task, trim_thread);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, g_memory_monitor_dup_default (), g_object_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetTrimmer) self = user_data;
  g_autoptr (GMemoryMonitor) monitor = g_task_propagate_pointer (G_TASK (result), NULL);

  if (monitor != NULL)
    freshet_trimmer_set_monitor (self, monitor);
}

static void
freshet_trimmer_dispose (GObject *object)
{
  g_clear_object (&FRESHET_TRIMMER (object)->monitor);

  G_OBJECT_CLASS (freshet_trimmer_parent_class)->dispose (object);
}

static void
freshet_trimmer_class_init (FreshetTrimmerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_trimmer_dispose;

  /**
   * FreshetTrimmer::trimmed:
   * @self: a trimmer
   * @freed: the buffers that were freed, bytes
   *
   * Emitted in the main context after memory was given back.
   */
  signals[SIGNAL_TRIMMED] = g_signal_new ("trimmed",
                                          FRESHET_TYPE_TRIMMER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_UINT64);
}

static void
freshet_trimmer_init (FreshetTrimmer *self)
{
}

/**
 * freshet_trimmer_new:
 *
 * Returns: (transfer full): a trimmer that knows no monitor yet
 */
FreshetTrimmer *
freshet_trimmer_new (void)
{
  return g_object_new (FRESHET_TYPE_TRIMMER, NULL);
}

/**
 * freshet_trimmer_set_monitor:
 * @self: a trimmer
 * @monitor: what knows when memory is short
 *
 * To be called once.
 */
void
freshet_trimmer_set_monitor (FreshetTrimmer *self, GMemoryMonitor *monitor)
{
  g_return_if_fail (FRESHET_IS_TRIMMER (self));
  g_return_if_fail (G_IS_MEMORY_MONITOR (monitor));
  g_return_if_fail (self->monitor == NULL);

  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (
      monitor, "low-memory-warning", G_CALLBACK (low_memory_cb), self, G_CONNECT_SWAPPED);
}

/**
 * freshet_trimmer_find_monitor:
 * @self: a trimmer
 *
 * Takes the system's monitor, in a sandbox the portal's. To find it can take a while, and is done in a
 * thread; what it says later comes to the main context all the same.
 */
void
freshet_trimmer_find_monitor (FreshetTrimmer *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FRESHET_IS_TRIMMER (self));

  task = g_task_new (NULL, NULL, found_cb, g_object_ref (self));
  g_task_set_source_tag (task, freshet_trimmer_find_monitor);
  g_task_run_in_thread (task, find_thread);
}
