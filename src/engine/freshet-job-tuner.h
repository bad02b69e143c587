/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of what comes as fast as it is read, more at once is not faster; each costs memory and a connection. */
#define FRESHET_JOBS_LEAST 6
/* What is waited for can be waited for together. */
#define FRESHET_JOBS_USUAL 16
#define FRESHET_JOBS_MOST 100

/**
 * FreshetJobTuner:
 *
 * How many downloads at once are good, where nobody says: more, where they take their time, and where
 * latency is high and files are small. A plain struct; times are microseconds.
 */
typedef struct
{
  gint64 latency;
  guint jobs;
  guint n_ended; /* since the last tick */
} FreshetJobTuner;

void freshet_job_tuner_init (FreshetJobTuner *tuner);
guint freshet_job_tuner_add (FreshetJobTuner *tuner, gint64 latency, gint64 duration, goffset size);
guint freshet_job_tuner_tick (FreshetJobTuner *tuner);

G_END_DECLS
