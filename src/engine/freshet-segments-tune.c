/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-segments-private.h"

/* Where more files than this come at once, they fill the wire without further connections. */
#define MOST_FILES 4

static guint
count_receiving (FreshetSegments *segments)
{
  guint n = 0;

  for (guint i = 0; i < segments->lanes->len; i++)
    {
      const FreshetLane *lane = segments->lanes->pdata[i];

      if (lane->is_receiving && !lane->given_back)
        n++;
    }
  return n;
}

/* One file at a time tries more connections, or it could not be told what brought how much. */
static gboolean
may_grow (FreshetTransfer *transfer)
{
  FreshetSession *session = transfer->session;

  return (session->trying == NULL || session->trying == transfer)
         && g_atomic_int_get (&session->n_receiving) <= MOST_FILES;
}

static FreshetSegmentSample
take_sample (FreshetSegments *segments, gint64 now)
{
  FreshetTransfer *transfer = segments->transfer;
  FreshetSession *session = transfer->session;
  FreshetTransferStatus status;

  freshet_transfer_get_status (transfer, &status);
  return (FreshetSegmentSample){
    .now = now,
    .received = status.received,
    .received_in_all = g_atomic_pointer_get (&session->received),
    .left = status.total - status.received,
    .n_receiving = count_receiving (segments),
    .changes = (guint) g_atomic_int_get (&session->changes),
    .may_grow = may_grow (transfer),
    .most = session->segments_most,
    .limit = freshet_rate_limiter_get_rate (transfer->limiter),
    .limit_in_all = freshet_rate_limiter_get_rate (session->limiter),
  };
}

static void
grow (GTask *task, guint wanted)
{
  FreshetSegments *segments = g_task_get_task_data (task);
  FreshetRange range;

  while (segments->n_running < wanted && freshet_segments_take_range (segments, &range))
    freshet_lane_start (freshet_segments_add_lane (task), range);
}

/* The last ones go first. What they have not fetched, others take when they are done. */
static void
give_back (FreshetSegments *segments, guint wanted)
{
  guint n_left = 0;

  for (guint i = 0; i < segments->lanes->len; i++)
    {
      FreshetLane *lane = segments->lanes->pdata[i];

      if (!freshet_lane_is_running (lane) || lane->given_back || ++n_left <= wanted)
        continue;
      lane->given_back = TRUE;
      g_cancellable_cancel (lane->cancellable);
    }
}

static void
note_trying (FreshetTransfer *transfer, gboolean is_trying)
{
  FreshetSession *session = transfer->session;

  if (is_trying)
    session->trying = transfer;
  else if (session->trying == transfer)
    session->trying = NULL;
}

void
freshet_segments_lane_receives (FreshetLane *lane)
{
  FreshetSegments *segments = freshet_lane_get_segments (lane);

  freshet_transfer_note_segments (segments->transfer, count_receiving (segments));
}

/* Brings the number of connections to what is good by @now, where nobody says how many there are to be. */
void
freshet_segments_tune (GTask *task, gint64 now)
{
  FreshetSegments *segments = g_task_get_task_data (task);
  FreshetSegmentTuner *tuner = &segments->tuner;
  FreshetSegmentSample sample;
  guint wanted;

  if (segments->n_wanted != 0)
    return;
  if (segments->balked)
    {
      freshet_segment_tuner_settle (tuner, tuner->proven);
      note_trying (segments->transfer, FALSE);
      return;
    }
  sample = take_sample (segments, now);
  wanted = freshet_segment_tuner_add (tuner, &sample);
  note_trying (segments->transfer, tuner->wanted > tuner->proven);
  if (segments->n_running < wanted)
    grow (task, wanted);
  else
    give_back (segments, wanted);
}

void
freshet_segments_stop_tuning (FreshetSegments *segments)
{
  note_trying (segments->transfer, FALSE);
  segments->transfer->segments = NULL;
}
