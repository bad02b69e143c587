/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

/**
 * FreshetLaneKind:
 * @FRESHET_LANE_HEADING: the name of a mode
 * @FRESHET_LANE_FILE: one file
 * @FRESHET_LANE_LOOP: the main loop
 * @FRESHET_LANE_FRAMES: what was painted
 * @FRESHET_LANE_INPUT: what was clicked and typed
 *
 * What a lane of the waterfall shows.
 */
typedef enum
{
  FRESHET_LANE_HEADING,
  FRESHET_LANE_FILE,
  FRESHET_LANE_LOOP,
  FRESHET_LANE_FRAMES,
  FRESHET_LANE_INPUT,
} FreshetLaneKind;

/**
 * FreshetLane:
 * @kind: what it shows
 * @run: the index of the run
 * @file: the index of the file in the run
 * @y: where it begins, from the top of the first lane
 * @height: how high it is, with the space that parts it from the next
 */
typedef struct
{
  FreshetLaneKind kind;
  guint run;
  guint file;
  int y;
  int height;
} FreshetLane;

/**
 * FreshetWaterfallLayout:
 * @lanes: (element-type FreshetLane): from top to bottom
 * @height: how high all lanes are together
 * @end_s: when the last run ended: all share one axis
 *
 * Where everything is. Pixels are those of widgets.
 */
typedef struct
{
  GArray *lanes;
  int height;
  double end_s;
} FreshetWaterfallLayout;

/**
 * FreshetTimeScale:
 * @offset_s: the time at the left edge
 * @px_per_s: how wide a second is
 */
typedef struct
{
  double offset_s;
  double px_per_s;
} FreshetTimeScale;

/**
 * FreshetPhase:
 * @FRESHET_PHASE_WAITING: for its turn
 * @FRESHET_PHASE_CONNECTING: until there was a connection
 * @FRESHET_PHASE_FIRST_BYTE: until the server answered
 * @FRESHET_PHASE_BODY: until the file was in place
 *
 * What became of a file, one after another.
 */
typedef enum
{
  FRESHET_PHASE_WAITING,
  FRESHET_PHASE_CONNECTING,
  FRESHET_PHASE_FIRST_BYTE,
  FRESHET_PHASE_BODY,
} FreshetPhase;

#define FRESHET_N_PHASES (FRESHET_PHASE_BODY + 1)

/**
 * FreshetPhases:
 * @start_s: when each began; not later than the next
 * @end_s: when the last ended
 * @n: how many there were
 */
typedef struct
{
  double start_s[FRESHET_N_PHASES];
  double end_s;
  guint n;
} FreshetPhases;

/**
 * FreshetBand:
 * @FRESHET_BAND_SMOOTH: within 16 ms: no frame is late
 * @FRESHET_BAND_FRAME: from 16 ms: a frame is late
 * @FRESHET_BAND_TASK: from 50 ms: a long task
 * @FRESHET_BAND_FREEZE: from 100 ms: people notice
 *
 * How bad it is that the loop does not answer for a while.
 */
typedef enum
{
  FRESHET_BAND_SMOOTH,
  FRESHET_BAND_FRAME,
  FRESHET_BAND_TASK,
  FRESHET_BAND_FREEZE,
} FreshetBand;

/**
 * FreshetTick:
 * @x: where it begins, from the left edge
 * @width: how wide it is; 0 for a single mark
 *
 * Marks that are too close to be told apart.
 */
typedef struct
{
  double x;
  double width;
} FreshetTick;

FreshetWaterfallLayout *
freshet_waterfall_layout_new (GPtrArray *reports, GPtrArray *ghost, int line_height);
void freshet_waterfall_layout_free (FreshetWaterfallLayout *layout);
const FreshetLane *freshet_waterfall_layout_get (const FreshetWaterfallLayout *layout, guint i);
int freshet_waterfall_layout_find (const FreshetWaterfallLayout *layout, double y);
FreshetReport *freshet_waterfall_layout_find_ghost (GPtrArray *ghost, FreshetMode mode);

double freshet_time_scale_get_x (const FreshetTimeScale *scale, double time_s);
double freshet_time_scale_get_time (const FreshetTimeScale *scale, double x);
double freshet_time_scale_get_step (const FreshetTimeScale *scale, double min_px);
FreshetTimeScale freshet_time_scale_zoom (
    const FreshetTimeScale *scale, double factor, double x, double width, double end_s);
FreshetTimeScale
freshet_time_scale_pan (const FreshetTimeScale *scale, double px, double width, double end_s);

FreshetPhases freshet_phases_of (const FreshetReportDownload *download, double elapsed_s);
FreshetBand freshet_band_of (double seconds);
void
freshet_band_fill (GArray *spans, const FreshetTimeScale *scale, FreshetBand *bands, guint n_bands);

GArray *
freshet_ticks_merge (GArray *times, const FreshetTimeScale *scale, double width, double min_px);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetWaterfallLayout, freshet_waterfall_layout_free)

G_END_DECLS
