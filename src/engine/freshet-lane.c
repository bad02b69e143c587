/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-segments-private.h"

#include "freshet-content-range.h"
#include "freshet-late-cancellable.h"

FreshetSegments *
freshet_lane_get_segments (FreshetLane *lane)
{
  return g_task_get_task_data (lane->task);
}

static const FreshetPartRecord *
get_record (FreshetLane *lane)
{
  FreshetTransfer *transfer = freshet_lane_get_segments (lane)->transfer;

  return freshet_part_get_record (freshet_part_stream_get_part (transfer->part_stream));
}

void
freshet_lane_disconnect (FreshetLane *lane)
{
  g_cancellable_disconnect (g_task_get_cancellable (lane->task), lane->cancelled_handler);
  lane->cancelled_handler = 0;
  g_clear_object (&lane->cancellable);
  g_clear_object (&lane->message);
  g_clear_object (&lane->output);
  lane->is_receiving = FALSE;
}

gboolean
freshet_lane_is_running (const FreshetLane *lane)
{
  return lane->cancellable != NULL;
}

goffset
freshet_lane_get_rest (const FreshetLane *lane)
{
  return freshet_lane_is_running (lane) ? lane->range.end - lane->position : 0;
}

/* What comes after the end of the range is another lane's. */
static void
progress_cb (gsize n_bytes, gpointer user_data)
{
  FreshetLane *lane = user_data;
  goffset before = MIN (lane->position, lane->range.end);

  lane->position += n_bytes;
  if (!freshet_lane_get_segments (lane)->fell_back
      || lane == freshet_lane_get_segments (lane)->lanes->pdata[0])
    freshet_transfer_count (freshet_lane_get_segments (lane)->transfer,
                            MIN (lane->position, lane->range.end) - before);
  if (lane->position >= lane->range.end)
    g_cancellable_cancel (lane->cancellable);
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FreshetLane *lane = user_data;
  g_autoptr (GTask) task = g_object_ref (lane->task);
  GError *error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &error);
  if (lane->output == freshet_lane_get_segments (lane)->transfer->output)
    freshet_lane_get_segments (lane)->digested = lane->position;
  if (lane->position >= lane->range.end
      && (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_clear_error (&error);
      freshet_lane_disconnect (lane);
      freshet_segments_lane_done (lane);
      return;
    }
  if (error == NULL)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The range ended early");
  freshet_segments_lane_failed (lane, error);
}

/* @output is a #FreshetSpliceStream. */
void
freshet_lane_receive (FreshetLane *lane, GInputStream *body, GOutputStream *output)
{
  freshet_splice_stream_set_progress_func (FRESHET_SPLICE_STREAM (output), progress_cb, lane);
  g_set_object (&lane->output, output);
  lane->is_receiving = TRUE;
  freshet_segments_lane_receives (lane);
  g_output_stream_splice_async (lane->output,
                                body,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE,
                                g_task_get_priority (lane->task),
                                lane->cancellable,
                                spliced_cb,
                                lane);
}

static GOutputStream *
create_output (FreshetLane *lane)
{
  FreshetTransfer *transfer = freshet_lane_get_segments (lane)->transfer;
  g_autoptr (FreshetPartStream) stream
      = freshet_part_stream_new_at (transfer->part_stream, lane->position);
  FreshetSpliceStream *splice = freshet_transfer_create_splice (transfer, stream);

  /* The part is closed when all lanes have ended. */
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (splice), FALSE);
  return G_OUTPUT_STREAM (splice);
}

/* RFC 9110 section 14.4: the answer has to be exactly the range that was asked for. */
static gboolean
is_range_of_same_file (FreshetLane *lane)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (lane->message);
  const char *value = soup_message_headers_get_one (headers, "Content-Range");
  goffset first;
  goffset last;
  goffset total;

  return soup_message_get_status (lane->message) == SOUP_STATUS_PARTIAL_CONTENT && value != NULL
         && freshet_content_range_parse (value, &first, &last, &total) && first == lane->position
         && last + 1 >= lane->range.end
         && total == freshet_lane_get_segments (lane)->transfer->answer.total
         && freshet_http_is_same_file (lane->message, get_record (lane));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FreshetLane *lane = user_data;
  g_autoptr (GTask) task = g_object_ref (lane->task);
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GOutputStream) output = NULL;
  GError *error = NULL;

  body = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (body != NULL && is_range_of_same_file (lane))
    {
      output = create_output (lane);
      freshet_lane_receive (lane, body, output);
      return;
    }
  if (body != NULL)
    {
      g_input_stream_close_async (body, g_task_get_priority (task), NULL, NULL, NULL);
      if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (lane->message)))
        freshet_segments_fall_back (freshet_lane_get_segments (lane));
      error = g_error_new (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "No range was given");
    }
  freshet_segments_lane_failed (lane, error);
}

static void
cancelled_cb (GCancellable *cancellable, GCancellable *lane_cancellable)
{
  g_cancellable_cancel (lane_cancellable);
}

void
freshet_lane_connect (FreshetLane *lane, FreshetRange range)
{
  GCancellable *cancellable = g_task_get_cancellable (lane->task);

  lane->range = range;
  lane->position = range.start;
  lane->given_back = FALSE;
  lane->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    lane->cancelled_handler = g_cancellable_connect (cancellable,
                                                     G_CALLBACK (cancelled_cb),
                                                     g_object_ref (lane->cancellable),
                                                     g_object_unref);
}

void
freshet_lane_start (FreshetLane *lane, FreshetRange range)
{
  FreshetTransfer *transfer = freshet_lane_get_segments (lane)->transfer;
  int priority = g_task_get_priority (lane->task);
  g_autoptr (GCancellable) cancellable = NULL;

  freshet_lane_connect (lane, range);
  cancellable = freshet_late_cancellable_new (lane->cancellable, priority);
  lane->message = freshet_http_create_range_message (
      transfer->request, transfer->uri, !transfer->left_origin, get_record (lane), &range);
  soup_session_send_async (transfer->soup,
                           lane->message,
                           FRESHET_ASK_PRIORITY (priority),
                           cancellable,
                           answered_cb,
                           lane);
}
