/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-usage.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* The number that follows KEY in the text of /proc/self/status, or -1. */
static gint64
status_get_number (const char *status, const char *key)
{
  const char *line = strstr (status, key);
  char *end = NULL;
  gint64 number;

  if (line == NULL)
    return -1;
  line += strlen (key);
  number = g_ascii_strtoll (line, &end, 10);
  return end == line ? -1 : number;
}

static double
timeval_to_seconds (const struct timeval *time)
{
  return (double) time->tv_sec + (double) time->tv_usec / G_USEC_PER_SEC;
}

/**
 * freshet_usage_read:
 * @usage: (out caller-allocates): what the process has taken so far
 *
 * Reads what the process has taken of the machine so far. This asks the kernel and never waits for a
 * disk, so that it may be called anywhere.
 *
 * The peak of the memory is the one since the last call of [func@usage_reset_peak], where the system
 * allows that, otherwise the one since the process began.
 */
void
freshet_usage_read (FreshetUsage *usage)
{
  g_autofree char *status = NULL;
  struct rusage resources;

  g_return_if_fail (usage != NULL);

  *usage = (FreshetUsage){ .cpu_s = 0, .peak_rss_bytes = -1, .threads = -1 };

  if (getrusage (RUSAGE_SELF, &resources) == 0)
    {
      usage->cpu_s
          = timeval_to_seconds (&resources.ru_utime) + timeval_to_seconds (&resources.ru_stime);
      usage->peak_rss_bytes = (gint64) resources.ru_maxrss * 1024;
    }

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    {
      gint64 peak_kib = status_get_number (status, "\nVmHWM:");

      if (peak_kib >= 0)
        usage->peak_rss_bytes = peak_kib * 1024;
      usage->threads = (int) status_get_number (status, "\nThreads:");
    }
}

/**
 * freshet_usage_reset_peak:
 *
 * Makes the peak of the memory start again from what is resident now. Where the system does not
 * allow it, the peak stays the one since the process began.
 */
void
freshet_usage_reset_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  /* proc(5): 5 resets the peak resident set size. A refusal leaves the peak as it was. */
  if (write (fd, "5", 1) != 1)
    g_debug ("The peak of the memory cannot be reset: %s", g_strerror (errno));
  close (fd);
}
