/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetUsage:
 * @cpu_s: user and system time of the whole process, seconds
 * @peak_rss_bytes: the most memory that was resident, or -1 where the system does not tell
 * @threads: threads now, or -1 where the system does not tell
 *
 * What the process has taken of the machine so far.
 */
typedef struct
{
  double cpu_s;
  gint64 peak_rss_bytes;
  int threads;
} FreshetUsage;

void freshet_usage_read (FreshetUsage *usage);
void freshet_usage_reset_peak (void);

G_END_DECLS
