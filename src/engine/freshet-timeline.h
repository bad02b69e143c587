/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "freshet-spans.h"

G_BEGIN_DECLS

/**
 * FRESHET_TIMELINE_SHORTEST:
 *
 * What is shorter than this is not noted in a timeline, in microseconds: a quarter of a frame.
 */
#define FRESHET_TIMELINE_SHORTEST (4 * G_TIME_SPAN_MILLISECOND)

/**
 * FRESHET_TIMELINE_MOST:
 *
 * How much of one kind a timeline holds at most.
 */
#define FRESHET_TIMELINE_MOST 8192

/**
 * FreshetTimelineSpan:
 * @start_s: when it began
 * @length_s: how long it lasted
 */
typedef struct
{
  double start_s;
  double length_s;
} FreshetTimelineSpan;

/**
 * FreshetTimelineInput:
 * @happened_s: when a button or a key was pressed
 * @handled_s: when the program got to know
 * @painted_s: when it had painted what came of it, -1 if it had not
 */
typedef struct
{
  double happened_s;
  double handled_s;
  double painted_s;
} FreshetTimelineInput;

/**
 * FreshetTimeline:
 * @origin: when the run began, microseconds of `g_get_monotonic_time ()`; 0 for one from a file
 * @shortest_s: slices and waits that are shorter are not among them
 * @slices: (element-type FreshetTimelineSpan): when the main loop was inside of its handlers
 * @waits: (element-type FreshetTimelineSpan): when painting would have had to wait
 * @frames: (element-type double) (nullable): when frames were painted, %NULL if nobody looked
 * @input: (element-type FreshetTimelineInput): what was clicked and typed
 *
 * What a main loop did during a run, as it can be drawn. Times are seconds from the start of the run.
 */
typedef struct
{
  gint64 origin;
  double shortest_s;
  GArray *slices;
  GArray *waits;
  GArray *frames;
  GArray *input;
} FreshetTimeline;

FreshetTimeline *freshet_timeline_new (gint64 origin);
void freshet_timeline_free (FreshetTimeline *timeline);

void freshet_timeline_set_slices (FreshetTimeline *timeline, const FreshetSpans *slices);
void freshet_timeline_set_waits (FreshetTimeline *timeline, const FreshetSpans *waits);
void freshet_timeline_set_frames (FreshetTimeline *timeline, const gint64 *times, guint n_times);
void freshet_timeline_add_input (FreshetTimeline *timeline,
                                 gint64 happened,
                                 gint64 handled,
                                 gint64 painted);

double freshet_timeline_get_worst_handled (const FreshetTimeline *timeline);
double freshet_timeline_get_worst_painted (const FreshetTimeline *timeline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTimeline, freshet_timeline_free)

G_END_DECLS
