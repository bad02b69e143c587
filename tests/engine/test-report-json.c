/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "freshet-report.h"

#include "freshet-test-report.h"
#include "freshet-error.h"

#include <math.h>

static JsonNode *
parse (GPtrArray *reports, gboolean many)
{
  g_autofree char *text = freshet_report_list_to_string (reports, many, FALSE);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (text, "}\n"));
  return json_parser_steal_root (parser);
}

static JsonNode *
parse_one (FreshetReport *report)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  g_ptr_array_add (reports, report);
  return parse (reports, FALSE);
}

static void
assert_keys (JsonObject *object, const char *keys)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) found = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", (const char *) l->data);
  g_assert_cmpstr (found->str, ==, keys);
}

static void
assert_double (JsonObject *object, const char *key, double value)
{
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, key), value, 1e-9);
}

static JsonObject *
first_download (JsonNode *root)
{
  JsonArray *downloads = json_object_get_array_member (json_node_get_object (root), "downloads");

  return json_array_get_object_element (downloads, 0);
}

static void
test_json_run (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (JsonNode) root = parse_one (report);
  JsonObject *run = json_node_get_object (root);

  assert_keys (run,
               "version program mode started elapsed_s bytes overlap_factor peak_in_flight cpu_s "
               "peak_rss_bytes peak_threads loop frames downloads input_delay timeline");
  g_assert_cmpint (json_object_get_int_member (run, "version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (run, "program"), ==, "freshet " VERSION);
  g_assert_cmpstr (json_object_get_string_member (run, "mode"), ==, "async");
  g_assert_cmpstr (json_object_get_string_member (run, "started"), ==, "2026-01-31T12:00:00Z");
  assert_double (run, "elapsed_s", 2.04);
  g_assert_cmpint (json_object_get_int_member (run, "bytes"), ==, 8388608);
  assert_double (run, "overlap_factor", 0.990196);
  g_assert_cmpint (json_object_get_int_member (run, "peak_in_flight"), ==, 6);
  assert_double (run, "cpu_s", 0.31);
  g_assert_cmpint (json_object_get_int_member (run, "peak_rss_bytes"), ==, 31457280);
  g_assert_cmpint (json_object_get_int_member (run, "peak_threads"), ==, 7);
}

static void
test_json_loop_and_frames (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (JsonNode) root = parse_one (report);
  JsonObject *run = json_node_get_object (root);
  JsonObject *loop = json_object_get_object_member (run, "loop");
  JsonObject *frames = json_object_get_object_member (run, "frames");
  JsonObject *paint = json_object_get_object_member (loop, "paint_ms");

  assert_keys (loop, "longest_freeze_ms blocking_ms frozen_fraction busy input_ms paint_ms");
  assert_double (loop, "longest_freeze_ms", 8.1);
  assert_double (loop, "blocking_ms", 0);
  assert_double (loop, "frozen_fraction", 0.25);
  assert_double (loop, "busy", 0.09);
  assert_keys (json_object_get_object_member (loop, "input_ms"), "p50 p95 p99 max");
  assert_keys (paint, "p50 p95 p99 max");
  assert_double (paint, "p50", 1.1);
  assert_double (paint, "p95", 1.2);
  assert_double (paint, "p99", 1.3);
  assert_double (paint, "max", 8.1);
  assert_keys (frames, "shown missed missed_ratio longest_gap_ms");
  g_assert_cmpint (json_object_get_int_member (frames, "shown"), ==, 75);
  g_assert_cmpint (json_object_get_int_member (frames, "missed"), ==, 25);
  assert_double (frames, "missed_ratio", 0.25);
  assert_double (frames, "longest_gap_ms", 33.5);
}

static void
test_json_timeline (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (JsonNode) root = parse_one (report);
  JsonObject *run = json_node_get_object (root);
  JsonObject *delay = json_object_get_object_member (run, "input_delay");
  g_autofree char *text = NULL;

  assert_keys (delay, "count worst_handled_s worst_painted_s");
  g_assert_cmpint (json_object_get_int_member (delay, "count"), ==, 2);
  assert_double (delay, "worst_handled_s", 0.25);
  assert_double (delay, "worst_painted_s", 0.0135);
  assert_keys (json_object_get_object_member (run, "timeline"),
               "shortest_s slices_s paint_waits_s frames_s input_s");

  g_ptr_array_add (reports, report);
  text = freshet_report_list_to_string (reports, FALSE, FALSE);
  g_assert_nonnull (strstr (text, "\"shortest_s\" : 0.004,"));
  g_assert_nonnull (strstr (text, "\"slices_s\" : [0.5, 0.005, 1, 0.075],\n"));
  g_assert_nonnull (strstr (text, "\"paint_waits_s\" : [0.49, 0.015],\n"));
  g_assert_nonnull (strstr (text, "\"frames_s\" : [0.0167, 0.0333],\n"));
  g_assert_nonnull (strstr (text, "\"input_s\" : [0.3, 0.31, 0.3135, 1.1, 1.35, null]\n"));
}

static void
test_json_download (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (JsonNode) root = parse_one (report);
  JsonObject *download = first_download (root);

  assert_keys (download,
               "uri final_uri file state error bytes total resumed_from attempts segments queued_s "
               "started_s connected_s first_byte_s finished_s checksum");
  g_assert_cmpstr (json_object_get_string_member (download, "uri"), ==, "http://example.org/a.iso");
  g_assert_cmpstr (json_object_get_string_member (download, "final_uri"),
                   ==,
                   "http://mirror.example.org/a.iso");
  g_assert_cmpstr (json_object_get_string_member (download, "file"), ==, "/tmp/a.iso");
  g_assert_cmpstr (json_object_get_string_member (download, "state"), ==, "finished");
  g_assert_true (json_object_get_null_member (download, "error"));
  g_assert_cmpint (json_object_get_int_member (download, "bytes"), ==, 8388608);
  g_assert_cmpint (json_object_get_int_member (download, "total"), ==, 8388608);
  g_assert_cmpint (json_object_get_int_member (download, "resumed_from"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (download, "attempts"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (download, "segments"), ==, 1);
  assert_double (download, "queued_s", 0);
  assert_double (download, "started_s", 0.02);
  assert_double (download, "connected_s", 0.021);
  assert_double (download, "first_byte_s", 0.12);
  assert_double (download, "finished_s", 2.04);
  g_assert_cmpstr (json_object_get_string_member (download, "checksum"), ==, "sha256:00ff");
}

static void
test_json_unknown_is_null (void)
{
  const char *const unknown[]
      = { "final_uri", "file",        "error",        "total",      "queued_s",
          "started_s", "connected_s", "first_byte_s", "finished_s", "checksum" };
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_THREADS);
  FreshetReportDownload *download = freshet_report_download_new ();
  g_autoptr (JsonNode) root = NULL;

  download->uri = g_strdup ("http://example.org/");
  download->state = g_strdup ("waiting");
  freshet_report_add_download (report, download);
  root = parse_one (report);

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_true (json_object_get_null_member (first_download (root), unknown[i]));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "loop"));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "frames"));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "peak_rss_bytes"));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "peak_threads"));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "input_delay"));
  g_assert_true (json_object_get_null_member (json_node_get_object (root), "timeline"));
}

static void
test_json_error (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
  FreshetReportDownload *download = freshet_test_report_download (0, 1);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *error;

  download->error = g_error_new (FRESHET_ERROR, FRESHET_ERROR_CHECKSUM_MISMATCH, "Not “the” file");
  freshet_report_add_download (report, download);
  root = parse_one (report);

  error = json_object_get_object_member (first_download (root), "error");
  assert_keys (error, "code message");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "checksum-mismatch");
  g_assert_cmpstr (json_object_get_string_member (error, "message"), ==, "Not “the” file");
}

static void
test_json_text_is_escaped (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
  FreshetReportDownload *download = freshet_test_report_download (0, 1);
  g_autoptr (JsonNode) root = NULL;

  g_free (download->file);
  download->file = g_strdup ("/tmp/a \"1.50\" \\ \n\t\x01 \xff.iso");
  freshet_report_add_download (report, download);
  root = parse_one (report);

  g_assert_cmpstr (json_object_get_string_member (first_download (root), "file"),
                   ==,
                   "/tmp/a \"1.50\" \\ \n\t\x01 \xef\xbf\xbd.iso");
}

static void
test_json_numbers_are_short (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autofree char *text = NULL;

  freshet_report_set_elapsed (report, 2.0400000001);
  g_ptr_array_add (reports, report);
  text = freshet_report_list_to_string (reports, FALSE, FALSE);

  g_assert_nonnull (strstr (text, "\"elapsed_s\" : 2.04,"));
  g_assert_nonnull (strstr (text, "\"longest_freeze_ms\" : 8.1,"));
}

static void
test_json_not_a_number_is_null (void)
{
  const FreshetLoopFigures loop = { .busy = NAN, .longest_freeze_ms = INFINITY };
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  freshet_report_set_loop (report, &loop);
  root = parse_one (report);

  object = json_object_get_object_member (json_node_get_object (root), "loop");
  g_assert_true (json_object_get_null_member (object, "busy"));
  g_assert_true (json_object_get_null_member (object, "longest_freeze_ms"));
}

static void
test_json_many (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *runs;

  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_BLOCKING));
  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_ASYNC));
  root = parse (reports, TRUE);

  assert_keys (json_node_get_object (root), "version runs");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "version"), ==, 1);
  runs = json_object_get_array_member (json_node_get_object (root), "runs");
  g_assert_cmpuint (json_array_get_length (runs), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (runs, 0), "mode"),
                   ==,
                   "blocking");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (runs, 1), "mode"),
                   ==,
                   "async");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/report/json/run-has-the-contract's-keys", test_json_run);
  g_test_add_func ("/report/json/loop-and-frames", test_json_loop_and_frames);
  g_test_add_func ("/report/json/timeline-is-in-short-lists", test_json_timeline);
  g_test_add_func ("/report/json/download-has-the-contract's-keys", test_json_download);
  g_test_add_func ("/report/json/unknown-is-null", test_json_unknown_is_null);
  g_test_add_func ("/report/json/error-has-code-and-message", test_json_error);
  g_test_add_func ("/report/json/text-is-escaped", test_json_text_is_escaped);
  g_test_add_func ("/report/json/numbers-are-short", test_json_numbers_are_short);
  g_test_add_func ("/report/json/what-is-no-number-is-null", test_json_not_a_number_is_null);
  g_test_add_func ("/report/json/many-are-runs", test_json_many);

  return g_test_run ();
}
