/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-trimmer.h"

#include "freshet-buffer-pool.h"

/* A memory monitor, which says what the test wants. */
#define TEST_TYPE_MEMORY (test_memory_get_type ())
G_DECLARE_FINAL_TYPE (TestMemory, test_memory, TEST, MEMORY, GObject)

struct _TestMemory
{
  GObject parent_instance;
};

static void
initable_init (GInitableIface *iface)
{
}

static void
monitor_init (GMemoryMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMemory,
                               test_memory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_MEMORY_MONITOR, monitor_init))

static void
test_memory_class_init (TestMemoryClass *klass)
{
}

static void
test_memory_init (TestMemory *self)
{
}

static void
warn (TestMemory *memory)
{
  g_signal_emit_by_name (memory, "low-memory-warning", G_MEMORY_MONITOR_WARNING_LEVEL_LOW);
}

static void
trimmed_cb (FreshetTrimmer *trimmer, guint64 freed, gint64 *sum)
{
  *sum = MAX (*sum, 0) + (gint64) freed;
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_assert_not_reached ();
}

static void
test_what_is_kept_for_speed_is_given_back (void)
{
  g_autoptr (TestMemory) memory = g_object_new (TEST_TYPE_MEMORY, NULL);
  FreshetTrimmer *trimmer = freshet_trimmer_new ();
  guint timeout = g_timeout_add_seconds (20, timeout_cb, NULL);
  gint64 freed = -1;

  freshet_trimmer_set_monitor (trimmer, G_MEMORY_MONITOR (memory));
  g_signal_connect (trimmer, "trimmed", G_CALLBACK (trimmed_cb), &freed);
  freshet_buffer_release (freshet_buffer_acquire (FRESHET_BUFFER_MAX));
  warn (memory);
  while (freed < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (freed, ==, FRESHET_BUFFER_MAX);
  g_assert_cmpuint (freshet_buffer_pool_trim (), ==, 0);

  g_source_remove (timeout);
  g_assert_finalize_object (trimmer);
  /* It does not listen any more. */
  warn (memory);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/trimmer/what-is-kept-for-speed-is-given-back",
                   test_what_is_kept_for_speed_is_given_back);

  return g_test_run ();
}
