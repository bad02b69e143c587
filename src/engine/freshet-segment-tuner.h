/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More connections than this, for one file, are rude. */
#define FRESHET_SEGMENTS_MOST 8

/* A shorter rest is not worth another connection. */
#define FRESHET_SEGMENTS_LEAST_BYTES (8 * 1024 * 1024)

/**
 * FreshetSegmentSample:
 * @now: the time in microseconds
 * @received: how much of the file has come
 * @received_in_all: how much of all files of the run has come
 * @left: how much of the file is missing
 * @n_receiving: over how many connections it is coming
 * @changes: any number that changes when another file begins or ends to come
 * @may_grow: whether this is a time to try; it is none while another file tries
 * @most: how many connections it may have
 * @limit: bytes per second that it is limited to, 0 for no limit
 * @limit_in_all: bytes per second that all files together are limited to, 0 for no limit
 *
 * How a file is coming.
 */
typedef struct
{
  gint64 now;
  goffset received;
  goffset received_in_all;
  goffset left;
  guint n_receiving;
  guint changes;
  gboolean may_grow;
  guint most;
  goffset limit;
  goffset limit_in_all;
} FreshetSegmentSample;

/**
 * FreshetSegmentTuner:
 * @wanted: over how many connections the file is to come
 * @proven: how many of them are known to be worth it
 * @settled: whether that is the end of it
 *
 * Finds out over how many connections at once a file comes fastest, where nobody says. A plain struct;
 * the time comes with each sample.
 */
typedef struct
{
  guint wanted;
  guint proven;
  gboolean settled;

  gint64 waits_since;
  guint changes;
  double rate;
  double rate_in_all;

  gint64 opens_at;
  gint64 opened_at;
  goffset received;
  goffset received_in_all;
} FreshetSegmentTuner;

void freshet_segment_tuner_init (FreshetSegmentTuner *tuner, gint64 now);
void freshet_segment_tuner_settle (FreshetSegmentTuner *tuner, guint segments);
guint freshet_segment_tuner_add (FreshetSegmentTuner *tuner, const FreshetSegmentSample *sample);

G_END_DECLS
