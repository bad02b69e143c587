/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

#include "freshet-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Whatever is not there, or of another type than it should be, is what is not known: a file that
 * somebody has edited is read as far as it makes sense. */
static JsonNode *
find_value (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

static double
read_number (JsonObject *object, const char *name, double unknown)
{
  JsonNode *node = find_value (object, name);
  double number;

  if (node == NULL)
    return unknown;
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE
      && json_node_get_value_type (node) != G_TYPE_INT64)
    return unknown;
  number = json_node_get_double (node);
  return isfinite (number) ? number : unknown;
}

static gint64
read_int (JsonObject *object, const char *name, gint64 unknown)
{
  JsonNode *node = find_value (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return unknown;
  return MAX (json_node_get_int (node), -1);
}

static guint
read_count (JsonObject *object, const char *name, guint unknown)
{
  return (guint) CLAMP (read_int (object, name, unknown), 0, G_MAXINT);
}

static const char *
read_string (JsonObject *object, const char *name)
{
  JsonNode *node = find_value (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static JsonObject *
read_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
read_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static double
read_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return -1;
  return json_node_get_double (node);
}

static gint64
to_microseconds (double seconds)
{
  return (gint64) (CLAMP (seconds, 0, G_MAXINT32) * G_USEC_PER_SEC + 0.5);
}

static FreshetDelays
read_delays (JsonObject *loop, const char *name)
{
  JsonObject *object = read_object (loop, name);

  if (object == NULL)
    return (FreshetDelays){ 0 };
  return (FreshetDelays){
    .p50 = read_number (object, "p50", 0),
    .p95 = read_number (object, "p95", 0),
    .p99 = read_number (object, "p99", 0),
    .max = read_number (object, "max", 0),
  };
}

static void
read_loop (FreshetReport *report, JsonObject *run)
{
  JsonObject *object = read_object (run, "loop");
  FreshetLoopFigures loop = { 0 };

  if (object == NULL)
    return;
  loop.longest_freeze_ms = read_number (object, "longest_freeze_ms", 0);
  loop.blocking_ms = read_number (object, "blocking_ms", 0);
  loop.frozen_fraction = read_number (object, "frozen_fraction", 0);
  loop.busy = read_number (object, "busy", 0);
  loop.input = read_delays (object, "input_ms");
  loop.paint = read_delays (object, "paint_ms");
  freshet_report_set_loop (report, &loop);
}

static void
read_frames (FreshetReport *report, JsonObject *run)
{
  JsonObject *object = read_object (run, "frames");
  FreshetFrames frames;

  if (object == NULL)
    return;
  frames = (FreshetFrames){
    .shown = (guint64) MAX (0, read_int (object, "shown", 0)),
    .missed = (guint64) MAX (0, read_int (object, "missed", 0)),
    .longest_gap = to_microseconds (read_number (object, "longest_gap_ms", 0) / 1000),
  };
  freshet_report_set_frames (report, &frames);
}

static FreshetSpans *
read_spans (JsonObject *timeline, const char *name)
{
  FreshetSpans *spans
      = freshet_spans_new (MAX (1, to_microseconds (read_number (timeline, "shortest_s", 0))),
                           FRESHET_TIMELINE_MOST);
  JsonArray *array = read_array (timeline, name);
  guint n_elements = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i + 1 < n_elements; i += 2)
    freshet_spans_add (spans,
                       to_microseconds (read_element (array, i)),
                       to_microseconds (read_element (array, i + 1)));
  return spans;
}

static void
read_frame_times (FreshetTimeline *timeline, JsonArray *array)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_elements = json_array_get_length (array);

  for (guint i = 0; i < MIN (n_elements, FRESHET_TIMELINE_MOST); i++)
    {
      gint64 time = to_microseconds (read_element (array, i));

      g_array_append_val (times, time);
    }
  freshet_timeline_set_frames (timeline, (const gint64 *) (gpointer) times->data, times->len);
}

static void
read_input (FreshetTimeline *timeline, JsonArray *array)
{
  guint n_elements = json_array_get_length (array);

  for (guint i = 0; i + 2 < n_elements; i += 3)
    {
      double painted = read_element (array, i + 2);

      freshet_timeline_add_input (timeline,
                                  to_microseconds (read_element (array, i)),
                                  to_microseconds (read_element (array, i + 1)),
                                  painted >= 0 ? to_microseconds (painted) : -1);
    }
}

static void
read_timeline (FreshetReport *report, JsonObject *run)
{
  JsonObject *object = read_object (run, "timeline");
  g_autoptr (FreshetSpans) slices = NULL;
  g_autoptr (FreshetSpans) waits = NULL;
  FreshetTimeline *timeline;

  if (object == NULL)
    return;
  timeline = freshet_timeline_new (0);
  slices = read_spans (object, "slices_s");
  waits = read_spans (object, "paint_waits_s");
  freshet_timeline_set_slices (timeline, slices);
  freshet_timeline_set_waits (timeline, waits);
  if (read_array (object, "frames_s") != NULL)
    read_frame_times (timeline, read_array (object, "frames_s"));
  if (read_array (object, "input_s") != NULL)
    read_input (timeline, read_array (object, "input_s"));
  freshet_report_set_timeline (report, timeline);
}

static GError *
read_error (JsonObject *download)
{
  JsonObject *object = read_object (download, "error");
  const char *message = object != NULL ? read_string (object, "message") : NULL;
  const char *code = object != NULL ? read_string (object, "code") : NULL;
  g_autoptr (GEnumClass) errors = g_type_class_ref (FRESHET_TYPE_ERROR);
  GEnumValue *value = code != NULL ? g_enum_get_value_by_nick (errors, code) : NULL;

  if (message == NULL)
    return NULL;
  return g_error_new_literal (FRESHET_ERROR,
                              value != NULL ? value->value : FRESHET_ERROR_FAILED,
                              message);
}

static FreshetReportDownload *
read_download (JsonObject *object)
{
  FreshetReportDownload *download = freshet_report_download_new ();
  const char *uri = read_string (object, "uri");
  const char *state = read_string (object, "state");

  download->uri = g_strdup (uri != NULL ? uri : "");
  download->final_uri = g_strdup (read_string (object, "final_uri"));
  download->file = g_strdup (read_string (object, "file"));
  download->state = g_strdup (state != NULL ? state : "");
  download->error = read_error (object);
  download->bytes = MAX (0, read_int (object, "bytes", 0));
  download->total = read_int (object, "total", -1);
  download->resumed_from = MAX (0, read_int (object, "resumed_from", 0));
  download->attempts = read_count (object, "attempts", 0);
  download->segments = read_count (object, "segments", 1);
  download->queued_s = read_number (object, "queued_s", -1);
  download->started_s = read_number (object, "started_s", -1);
  download->connected_s = read_number (object, "connected_s", -1);
  download->first_byte_s = read_number (object, "first_byte_s", -1);
  download->finished_s = read_number (object, "finished_s", -1);
  download->checksum = g_strdup (read_string (object, "checksum"));
  return download;
}

static void
read_downloads (FreshetReport *report, JsonObject *run)
{
  JsonArray *array = read_array (run, "downloads");
  guint n_elements = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n_elements; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        freshet_report_add_download (report, read_download (json_node_get_object (node)));
    }
}

/* Returns: (nullable): %NULL if that is no run, or one of a version that is not known */
static FreshetReport *
read_run (JsonNode *node)
{
  JsonObject *run = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = run != NULL ? read_string (run, "mode") : NULL;
  const char *when = run != NULL ? read_string (run, "started") : NULL;
  g_autoptr (GDateTime) started = when != NULL ? g_date_time_new_from_iso8601 (when, NULL) : NULL;
  FreshetReport *report;
  FreshetMode mode;

  if (name == NULL || started == NULL || !freshet_mode_from_string (name, &mode)
      || read_int (run, "version", 0) != FRESHET_REPORT_VERSION)
    return NULL;

  report = freshet_report_new (mode, started);
  freshet_report_set_elapsed (report, MAX (0, read_number (run, "elapsed_s", 0)));
  freshet_report_set_resources (report,
                                read_number (run, "cpu_s", 0),
                                read_int (run, "peak_rss_bytes", -1),
                                (int) CLAMP (read_int (run, "peak_threads", -1), -1, G_MAXINT),
                                read_count (run, "peak_in_flight", 0));
  read_loop (report, run);
  read_frames (report, run);
  read_downloads (report, run);
  read_timeline (report, run);
  return report;
}

static gboolean
add_run (GPtrArray *reports, JsonNode *node)
{
  FreshetReport *report = read_run (node);

  if (report != NULL)
    g_ptr_array_add (reports, report);
  return report != NULL;
}

/**
 * freshet_report_list_parse:
 * @text: JSON as [func@Report.list_to_string] makes it
 * @length: its length in bytes, or -1 if it ends in a nul byte
 * @error: return location
 *
 * Reads one report, or the runs of a comparison.
 *
 * Fails with a %JSON_PARSER_ERROR for what is no JSON, and with %FRESHET_ERROR_FAILED for what is no
 * report.
 *
 * Returns: (transfer full) (element-type FreshetReport): the reports, at least one
 */
GPtrArray *
freshet_report_list_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  JsonNode *root;
  JsonArray *runs = NULL;
  gboolean is_good;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    runs = read_array (json_node_get_object (root), "runs");
  is_good = runs != NULL || (root != NULL && add_run (reports, root));
  for (guint i = 0; runs != NULL && i < json_array_get_length (runs); i++)
    is_good &= add_run (reports, json_array_get_element (runs, i));

  if (!is_good || reports->len == 0)
    {
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   _ ("This is no report that this version of Freshet can read."));
      return NULL;
    }
  return g_steal_pointer (&reports);
}
