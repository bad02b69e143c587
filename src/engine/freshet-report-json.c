/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

#include "freshet-error.h"

#include <math.h>

/**
 * freshet_report_round:
 * @number: seconds, milliseconds or a ratio
 *
 * Returns: the number to six places: a microsecond is the finest that is measured
 */
double
freshet_report_round (double number)
{
  /* A number that large has no sixth place, and a million times as much may be no number. */
  if (fabs (number) >= 1e15)
    return number;
  return round (number * 1e6) / 1e6;
}

/**
 * freshet_report_format_number:
 * @number: a number that is finite
 *
 * Returns: (transfer full): the number to six places, in the form that JSON, spreadsheets and other
 *   programs read, whatever the locale
 */
char *
freshet_report_format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", freshet_report_round (number)));
}

static void
add_member (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (number))
    json_builder_add_double_value (builder, freshet_report_round (number));
  else
    json_builder_add_null_value (builder);
}

static void
add_int_member (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

/* A number that is -1 when it is not known. */
static void
add_known_int_member (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  if (number >= 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

static void
add_time_member (JsonBuilder *builder, const char *name, double seconds)
{
  add_member (builder, name, seconds >= 0 ? seconds : NAN);
}

/* A path may hold bytes that are not UTF-8, which JSON cannot. */
static void
add_string_member (JsonBuilder *builder, const char *name, const char *string)
{
  g_autofree char *valid = string != NULL ? g_utf8_make_valid (string, -1) : NULL;

  json_builder_set_member_name (builder, name);
  if (valid != NULL)
    json_builder_add_string_value (builder, valid);
  else
    json_builder_add_null_value (builder);
}

static void
add_delays_member (JsonBuilder *builder, const char *name, const FreshetDelays *delays)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_member (builder, "p50", delays->p50);
  add_member (builder, "p95", delays->p95);
  add_member (builder, "p99", delays->p99);
  add_member (builder, "max", delays->max);
  json_builder_end_object (builder);
}

static void
add_loop_member (JsonBuilder *builder, const FreshetLoopFigures *loop)
{
  json_builder_set_member_name (builder, "loop");
  if (loop == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_member (builder, "longest_freeze_ms", loop->longest_freeze_ms);
  add_member (builder, "blocking_ms", loop->blocking_ms);
  add_member (builder, "frozen_fraction", loop->frozen_fraction);
  add_member (builder, "busy", loop->busy);
  add_delays_member (builder, "input_ms", &loop->input);
  add_delays_member (builder, "paint_ms", &loop->paint);
  json_builder_end_object (builder);
}

static void
add_frames_member (JsonBuilder *builder, const FreshetFrames *frames)
{
  json_builder_set_member_name (builder, "frames");
  if (frames == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_int_member (builder, "shown", (gint64) frames->shown);
  add_int_member (builder, "missed", (gint64) frames->missed);
  add_member (builder,
              "missed_ratio",
              (double) frames->missed / (double) MAX (1, frames->shown + frames->missed));
  add_member (builder, "longest_gap_ms", (double) frames->longest_gap / 1000);
  json_builder_end_object (builder);
}

static void
add_input_delay_member (JsonBuilder *builder, const FreshetTimeline *timeline)
{
  json_builder_set_member_name (builder, "input_delay");
  if (timeline == NULL || timeline->input->len == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_int_member (builder, "count", timeline->input->len);
  add_time_member (builder, "worst_handled_s", freshet_timeline_get_worst_handled (timeline));
  add_time_member (builder, "worst_painted_s", freshet_timeline_get_worst_painted (timeline));
  json_builder_end_object (builder);
}

static void
add_error_member (JsonBuilder *builder, const GError *error)
{
  json_builder_set_member_name (builder, "error");
  if (error == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_string_member (builder, "code", freshet_error_code (error));
  add_string_member (builder, "message", error->message);
  json_builder_end_object (builder);
}

static void
add_download (JsonBuilder *builder, const FreshetReportDownload *download)
{
  json_builder_begin_object (builder);
  add_string_member (builder, "uri", download->uri);
  add_string_member (builder, "final_uri", download->final_uri);
  add_string_member (builder, "file", download->file);
  add_string_member (builder, "state", download->state);
  add_error_member (builder, download->error);
  add_int_member (builder, "bytes", download->bytes);
  add_known_int_member (builder, "total", download->total);
  add_int_member (builder, "resumed_from", download->resumed_from);
  add_int_member (builder, "attempts", download->attempts);
  add_int_member (builder, "segments", download->segments);
  add_time_member (builder, "queued_s", download->queued_s);
  add_time_member (builder, "started_s", download->started_s);
  add_time_member (builder, "connected_s", download->connected_s);
  add_time_member (builder, "first_byte_s", download->first_byte_s);
  add_time_member (builder, "finished_s", download->finished_s);
  add_string_member (builder, "checksum", download->checksum);
  json_builder_end_object (builder);
}

static void
add_run_members (JsonBuilder *builder, FreshetReport *report)
{
  g_autofree char *started
      = g_date_time_format (freshet_report_get_started (report), "%C%y-%m-%dT%H:%M:%SZ");

  add_int_member (builder, "version", FRESHET_REPORT_VERSION);
  add_string_member (builder, "program", "freshet " VERSION);
  add_string_member (builder, "mode", freshet_mode_to_string (freshet_report_get_mode (report)));
  add_string_member (builder, "started", started);
  add_member (builder, "elapsed_s", freshet_report_get_elapsed (report));
  add_int_member (builder, "bytes", freshet_report_get_bytes (report));
  add_member (builder, "overlap_factor", freshet_report_get_overlap_factor (report));
  add_int_member (builder, "peak_in_flight", freshet_report_get_peak_in_flight (report));
  add_member (builder, "cpu_s", freshet_report_get_cpu (report));
  add_known_int_member (builder, "peak_rss_bytes", freshet_report_get_peak_rss (report));
  add_known_int_member (builder, "peak_threads", freshet_report_get_peak_threads (report));
  add_loop_member (builder, freshet_report_get_loop (report));
  add_frames_member (builder, freshet_report_get_frames (report));
}

/* Returns: (transfer full): the report as a JSON object, `version` 1; what is not known is null */
static JsonNode *
report_to_json (FreshetReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GPtrArray *downloads;

  downloads = freshet_report_get_downloads (self);

  json_builder_begin_object (builder);
  add_run_members (builder, self);
  json_builder_set_member_name (builder, "downloads");
  json_builder_begin_array (builder);
  for (guint i = 0; i < downloads->len; i++)
    add_download (builder, g_ptr_array_index (downloads, i));
  json_builder_end_array (builder);
  add_input_delay_member (builder, freshet_report_get_timeline (self));
  freshet_report_add_timeline_member (builder, freshet_report_get_timeline (self));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
list_to_json (GPtrArray *reports)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int_member (builder, "version", FRESHET_REPORT_VERSION);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reports->len; i++)
    json_builder_add_value (builder, report_to_json (g_ptr_array_index (reports, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * freshet_report_list_to_json_text:
 * @reports: (element-type FreshetReport): the reports
 * @many: whether they are to be the runs of one comparison
 *
 * Returns: (transfer full): JSON, with a new line at its end
 */
char *
freshet_report_list_to_json_text (GPtrArray *reports, gboolean many)
{
  g_autoptr (JsonNode) root
      = many ? list_to_json (reports) : report_to_json (g_ptr_array_index (reports, 0));

  return freshet_report_json_to_text (root);
}
