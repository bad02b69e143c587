/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* At low latency more at once is not faster; a connection to each is what it costs. */
#define FRESHET_JOBS_LEAST 16
#define FRESHET_JOBS_MOST 100

/**
 * FreshetJobTuner:
 *
 * How many downloads at once are good, where nobody says: more, where latency is high and files are
 * small. A plain struct; times are microseconds.
 */
typedef struct
{
  gint64 latency;
  guint jobs;
} FreshetJobTuner;

void freshet_job_tuner_init (FreshetJobTuner *tuner);
guint freshet_job_tuner_add (FreshetJobTuner *tuner, gint64 latency, gint64 duration);

G_END_DECLS
