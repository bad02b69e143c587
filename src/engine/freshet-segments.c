/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-segments-private.h"

#include "freshet-disk.h"

/*
 * One file over several connections. The first connection has the answer to the whole already; each
 * further one asks for a range, and writes it in place. A connection that is done takes over half of
 * what the slowest one still has before it.
 */

/* Less than this is not worth a request of its own. */
#define MIN_SEGMENT (1024 * 1024)

static void
segments_free (gpointer data)
{
  FreshetSegments *segments = data;

  g_clear_object (&segments->body);
  g_ptr_array_unref (segments->lanes);
  g_array_unref (segments->pending);
  g_clear_error (&segments->error);
  g_free (segments);
}

static void
checked_thread (GTask *check)
{
  FreshetSegments *segments = g_task_get_task_data (check);
  FreshetTransfer *transfer = segments->transfer;
  GError *error = NULL;

  if (freshet_part_update_checksum (freshet_part_stream_get_part (transfer->part_stream),
                                    segments->digested,
                                    transfer->checksum,
                                    g_task_get_cancellable (check),
                                    &error))
    g_task_return_boolean (check, TRUE);
  else
    g_task_return_error (check, error);
}

static void
return_result (GTask *task)
{
  FreshetSegments *segments = g_task_get_task_data (task);
  FreshetPart *part = freshet_part_stream_get_part (segments->transfer->part_stream);
  goffset missing = segments->transfer->answer.total - freshet_part_get_size (part);

  if (segments->error != NULL)
    g_task_return_error (task, g_steal_pointer (&segments->error));
  else
    g_task_return_int (task, segments->transfer->answer.length - missing);
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FreshetSegments *segments = g_task_get_task_data (task);

  g_task_propagate_boolean (G_TASK (result), &segments->error);
  return_result (task);
}

/*
 * The digest is of the bytes in their order. The first connection's own body came so; the rest did not.
 * Takes the reference that the lanes held.
 */
static void
finish (GTask *running)
{
  g_autoptr (GTask) task = running;
  FreshetSegments *segments = g_task_get_task_data (task);
  FreshetTransfer *transfer = segments->transfer;
  g_autoptr (GTask) check = NULL;

  freshet_segments_stop_tuning (segments);
  if (segments->error != NULL || transfer->checksum == NULL
      || segments->digested >= transfer->answer.total)
    {
      return_result (task);
      return;
    }
  check = g_task_new (NULL, g_task_get_cancellable (task), checked_cb, g_object_ref (task));
  g_task_set_task_data (check, segments, NULL);
  g_task_set_priority (check, g_task_get_priority (task));
  freshet_disk_run (check, checked_thread);
}

/* Finds work for a lane: what was left over, or half of what the slowest has before it. */
gboolean
freshet_segments_take_range (FreshetSegments *segments, FreshetRange *range)
{
  FreshetLane *slowest = NULL;

  if (segments->pending->len > 0)
    {
      *range = g_array_index (segments->pending, FreshetRange, 0);
      g_array_remove_index (segments->pending, 0);
      return TRUE;
    }
  for (guint i = 0; i < segments->lanes->len && !segments->balked; i++)
    if (slowest == NULL
        || freshet_lane_get_rest (segments->lanes->pdata[i]) > freshet_lane_get_rest (slowest))
      slowest = segments->lanes->pdata[i];
  if (slowest == NULL || freshet_lane_get_rest (slowest) < 2 * MIN_SEGMENT)
    return FALSE;
  range->end = slowest->range.end;
  range->start = slowest->position + freshet_lane_get_rest (slowest) / 2;
  slowest->range.end = range->start;
  return TRUE;
}

/* What was given back while it came to its end needs nothing more, as long as there are others. */
static gboolean
is_too_many (FreshetSegments *segments, FreshetLane *lane)
{
  return lane->given_back && segments->n_running > 1;
}

void
freshet_segments_lane_done (FreshetLane *lane)
{
  FreshetSegments *segments = freshet_lane_get_segments (lane);
  FreshetRange range;

  if (segments->error == NULL && !is_too_many (segments, lane)
      && freshet_segments_take_range (segments, &range))
    {
      freshet_lane_start (lane, range);
      return;
    }
  if (--segments->n_running == 0)
    finish (lane->task);
}

/*
 * What a lane leaves. The first connection's body goes on to the end of the file: what follows what it is
 * at needs no other request.
 */
static void
leave (FreshetSegments *segments, FreshetLane *lane)
{
  FreshetLane *first = segments->lanes->pdata[0];
  FreshetRange rest = { lane->position, lane->range.end };

  if (lane != first && freshet_lane_is_running (first) && first->message == NULL
      && first->position < first->range.end && first->range.end == rest.start)
    first->range.end = rest.end;
  else if (!segments->fell_back || lane == first)
    g_array_append_val (segments->pending, rest);
}

/*
 * A server that does not give a range costs the lane; the others take what is left. Only when there is
 * no other does the transfer fail.
 */
void
freshet_segments_lane_failed (FreshetLane *lane, GError *error)
{
  FreshetSegments *segments = freshet_lane_get_segments (lane);

  if (!lane->given_back)
    segments->balked = TRUE;
  leave (segments, lane);
  if (segments->n_running > 1 && !g_cancellable_is_cancelled (g_task_get_cancellable (lane->task)))
    {
      g_clear_error (&error);
      freshet_lane_disconnect (lane);
      segments->n_running--;
      return;
    }
  if (segments->error == NULL)
    segments->error = error;
  else
    g_clear_error (&error);
  freshet_lane_disconnect (lane);
  freshet_segments_lane_done (lane);
}

/*
 * A server that says that it gives ranges and then does not: the first connection, whose body goes on
 * to the end of the file, takes all of it, if it still can.
 */
void
freshet_segments_fall_back (FreshetSegments *segments)
{
  FreshetLane *first = segments->lanes->pdata[0];

  segments->balked = TRUE;
  if (segments->fell_back || !freshet_lane_is_running (first) || first->message != NULL
      || g_cancellable_is_cancelled (first->cancellable))
    return;
  segments->fell_back = TRUE;
  first->range.end = segments->transfer->answer.total;
  g_array_set_size (segments->pending, 0);
  freshet_transfer_set_received (segments->transfer, first->position);
  for (guint i = 1; i < segments->lanes->len; i++)
    if (freshet_lane_is_running (segments->lanes->pdata[i]))
      g_cancellable_cancel (((FreshetLane *) segments->lanes->pdata[i])->cancellable);
}

FreshetLane *
freshet_segments_add_lane (GTask *task)
{
  FreshetSegments *segments = g_task_get_task_data (task);
  FreshetLane *lane = g_new0 (FreshetLane, 1);

  /* The task owns its lanes, and lives until the last of them has ended. */
  lane->task = task;
  g_ptr_array_add (segments->lanes, lane);
  segments->n_running++;
  return lane;
}

/* Cuts what is missing into pieces for the lanes: gaps as they are, the largest one in halves. */
static void
plan (FreshetSegments *segments, guint n_lanes)
{
  FreshetPart *part = freshet_part_stream_get_part (segments->transfer->part_stream);
  g_autoptr (FreshetRangeSet) gaps = freshet_part_get_gaps (part);

  while (gaps->len < n_lanes)
    {
      FreshetRange *largest = &g_array_index (gaps, FreshetRange, 0);
      FreshetRange half;
      guint at = 0;

      for (guint i = 1; i < gaps->len; i++)
        if (g_array_index (gaps, FreshetRange, i).end - g_array_index (gaps, FreshetRange, i).start
            > largest->end - largest->start)
          largest = &g_array_index (gaps, FreshetRange, at = i);
      if (largest->end - largest->start < 2 * MIN_SEGMENT)
        break;
      half.end = largest->end;
      half.start = largest->end = largest->start + (largest->end - largest->start) / 2;
      g_array_insert_val (gaps, at + 1, half);
    }
  g_array_append_vals (segments->pending, gaps->data, gaps->len);
}

/* Takes a reference to the task, which the lanes hold until the last of them has ended. */
static void
start (GTask *task)
{
  FreshetSegments *segments = g_task_get_task_data (task);
  FreshetTransfer *transfer = segments->transfer;
  guint n_lanes;
  gint64 now = g_get_monotonic_time ();
  FreshetRange range;
  FreshetLane *lane;

  segments->n_wanted = transfer->session->segments;
  n_lanes = MAX (1, segments->n_wanted);
  plan (segments, n_lanes);
  freshet_transfer_note_gaps (transfer);
  freshet_segment_tuner_init (&segments->tuner, now);
  transfer->segments = task;
  freshet_segments_take_range (segments, &range);
  lane = freshet_segments_add_lane (task);
  freshet_lane_connect (lane, range);
  freshet_lane_receive (lane, segments->body, transfer->output);
  while (segments->lanes->len < n_lanes && segments->pending->len > 0)
    {
      freshet_segments_take_range (segments, &range);
      freshet_lane_start (freshet_segments_add_lane (task), range);
    }
}

static void
put_on_disk_thread (GTask *put)
{
  FreshetTransfer *transfer = g_task_get_task_data (put);
  GError *error = NULL;

  if (freshet_part_put_on_disk (freshet_part_stream_get_part (transfer->part_stream), &error))
    g_task_return_boolean (put, TRUE);
  else
    g_task_return_error (put, error);
}

static void
put_on_disk_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    start (g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/* Where nobody says how many connections are good, a small file is there before that is found out. */
static gboolean
is_large_enough (FreshetTransfer *transfer)
{
  return transfer->session->segments > 1
         || (transfer->session->segments == 0
             && transfer->answer.length >= FRESHET_SEGMENTS_LEAST_BYTES);
}

/*
 * Whether a body that has begun to come may be fetched in ranges: its length is known, the server says
 * that it gives ranges, and a strong validator makes sure that all of them are of one file.
 */
gboolean
freshet_segments_are_possible (FreshetTransfer *transfer)
{
  FreshetPart *part = freshet_part_stream_get_part (transfer->part_stream);
  const FreshetPartRecord *record = freshet_part_get_record (part);
  SoupMessageHeaders *headers = soup_message_get_response_headers (transfer->message);
  const char *ranges = soup_message_headers_get_one (headers, "Accept-Ranges");
  gboolean gives_ranges = transfer->answer.goes_on || g_strcmp0 (ranges, "bytes") == 0;

  return (is_large_enough (transfer) || record->ranges->len > 1) && !transfer->session->stock_splice
         && gives_ranges && freshet_part_record_get_validator (record) != NULL
         && transfer->answer.length >= 2 * MIN_SEGMENT;
}

/*
 * Receives a file over several connections; @body is what comes over the first. Finishes like a splice
 * of @body would.
 */
void
freshet_segments_receive_async (FreshetTransfer *transfer,
                                GInputStream *body,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (transfer, cancellable, callback, user_data);
  g_autoptr (GTask) put = g_task_new (NULL, NULL, put_on_disk_cb, g_object_ref (task));
  FreshetSegments *segments = g_new0 (FreshetSegments, 1);

  segments->transfer = transfer;
  segments->body = g_object_ref (body);
  segments->digested = transfer->answer.offset;
  segments->lanes = g_ptr_array_new_with_free_func (g_free);
  segments->pending = g_array_new (FALSE, FALSE, sizeof (FreshetRange));
  g_task_set_source_tag (task, freshet_segments_receive_async);
  g_task_set_priority (task, io_priority);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, segments, segments_free);
  g_task_set_task_data (put, transfer, NULL);
  g_task_set_priority (put, io_priority);
  freshet_disk_run (put, put_on_disk_thread);
}

gssize
freshet_segments_receive_finish (FreshetTransfer *transfer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
