/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-segment-tuner.h"
#include "freshet-segments.h"

G_BEGIN_DECLS

/**
 * FreshetSegments:
 * @transfer: whose file it is
 * @body: what comes over the first connection
 * @lanes: (element-type FreshetLane): the connections, the first one first
 * @pending: (element-type FreshetRange): what no lane is at
 * @n_running: how many lanes are at something
 * @n_wanted: how many were wanted when it began, 0 for as many as are good
 * @tuner: how many of them are good, where nobody says
 * @digested: how much of the file, from its start, the transfer's checksum was fed
 * @balked: whether the server has refused a range, so that no more are tried
 * @fell_back: whether the first connection takes all of it
 * @error: (nullable): why the file is not whole
 *
 * A file that is fetched over several connections at once.
 */
typedef struct
{
  FreshetTransfer *transfer;
  GInputStream *body;
  GPtrArray *lanes;
  GArray *pending;
  guint n_running;
  guint n_wanted;
  FreshetSegmentTuner tuner;
  goffset digested;
  gboolean balked;
  gboolean fell_back;
  GError *error;
} FreshetSegments;

/**
 * FreshetLane:
 * @task: that of the whole, whose data is the #FreshetSegments; not owned
 * @message: (nullable): what it asked for, %NULL for the first connection's own body
 * @output: (nullable): what it is spliced into
 * @cancellable: (nullable): ends the lane alone; %NULL while it is at nothing
 * @cancelled_handler: the connection to the cancellable of the whole
 * @range: what it is at
 * @position: the byte that comes next
 * @is_receiving: whether bytes come
 * @given_back: whether it was ended because it did not help
 *
 * One connection, and the range that it is at.
 */
typedef struct
{
  GTask *task;
  SoupMessage *message;
  GOutputStream *output;
  GCancellable *cancellable;
  gulong cancelled_handler;
  FreshetRange range;
  goffset position;
  gboolean is_receiving;
  gboolean given_back;
} FreshetLane;

FreshetSegments *freshet_lane_get_segments (FreshetLane *lane);
gboolean freshet_lane_is_running (const FreshetLane *lane);
goffset freshet_lane_get_rest (const FreshetLane *lane);
void freshet_lane_connect (FreshetLane *lane, FreshetRange range);
void freshet_lane_disconnect (FreshetLane *lane);
void freshet_lane_receive (FreshetLane *lane, GInputStream *body, GOutputStream *output);
void freshet_lane_start (FreshetLane *lane, FreshetRange range);

/* What a lane tells of itself. */
void freshet_segments_lane_done (FreshetLane *lane);
void freshet_segments_lane_failed (FreshetLane *lane, GError *error);
void freshet_segments_fall_back (FreshetSegments *segments);
void freshet_segments_lane_receives (FreshetLane *lane);

/* Others of the whole. */
FreshetLane *freshet_segments_add_lane (GTask *task);
gboolean freshet_segments_take_range (FreshetSegments *segments, FreshetRange *range);
void freshet_segments_stop_tuning (FreshetSegments *segments);

G_END_DECLS
