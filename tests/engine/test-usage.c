/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-usage.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BLOCK ((gsize) 64 * 1024 * 1024)

/* Takes memory, uses it and gives it back. */
static void
touch_block (void)
{
  void *block = mmap (NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (block != MAP_FAILED);
  memset (block, 1, BLOCK);
  g_assert_cmpint (munmap (block, BLOCK), ==, 0);
}

static gpointer
wait_for_release (gpointer data)
{
  GMutex *mutex = data;

  g_mutex_lock (mutex);
  g_mutex_unlock (mutex);
  return NULL;
}

static void
test_cpu (void)
{
  FreshetUsage before, now;
  gint64 deadline = g_get_monotonic_time () + 40 * G_USEC_PER_SEC;

  freshet_usage_read (&before);
  g_assert_cmpfloat (before.cpu_s, >=, 0);
  do
    freshet_usage_read (&now);
  while (now.cpu_s <= before.cpu_s + 0.05 && g_get_monotonic_time () < deadline);
  g_assert_cmpfloat (now.cpu_s, >, before.cpu_s + 0.05);
}

static void
test_threads (void)
{
  FreshetUsage before, during, after;
  GMutex mutex;
  GThread *threads[2];

  g_mutex_init (&mutex);
  g_mutex_lock (&mutex);
  /* A sanitizer may start a thread of its own along with the first one. That stays meanwhile: the system counts
   * one that has ended for a moment longer. */
  threads[0] = g_thread_new ("first", wait_for_release, &mutex);
  freshet_usage_read (&before);
  threads[1] = g_thread_new ("waits", wait_for_release, &mutex);
  freshet_usage_read (&during);
  g_mutex_unlock (&mutex);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  freshet_usage_read (&after);
  g_mutex_clear (&mutex);

  g_assert_cmpint (before.threads, >=, 1);
  g_assert_cmpint (during.threads, ==, before.threads + 1);
  g_assert_cmpint (after.threads, <=, during.threads);
}

static void
test_peak (void)
{
  FreshetUsage before, after;

  freshet_usage_read (&before);
  touch_block ();
  freshet_usage_read (&after);

  g_assert_cmpint (before.peak_rss_bytes, >, 0);
  /* The kernel counts pages in lots for each CPU. */
  g_assert_cmpint (after.peak_rss_bytes, >=, (gint64) BLOCK - 8 * 1024 * 1024);
}

static gboolean
system_allows_reset (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
  gboolean allowed = fd >= 0 && write (fd, "5", 1) == 1;

  if (fd >= 0)
    close (fd);
  return allowed;
}

static void
test_reset_peak (void)
{
  FreshetUsage before, after;

  if (!system_allows_reset ())
    {
      g_test_skip ("this system does not allow it");
      return;
    }
  touch_block ();
  freshet_usage_read (&before);
  freshet_usage_reset_peak ();
  freshet_usage_read (&after);

  g_assert_cmpint (after.peak_rss_bytes, <, before.peak_rss_bytes - (gint64) BLOCK / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/usage/cpu-grows-with-work", test_cpu);
  g_test_add_func ("/usage/threads-are-counted", test_threads);
  g_test_add_func ("/usage/peak-outlives-the-memory", test_peak);
  g_test_add_func ("/usage/peak-starts-again", test_reset_peak);

  return g_test_run ();
}
