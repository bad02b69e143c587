/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

static const char *const run_members[]
    = { "version", "program",        "mode",           "started",      "elapsed_s",
        "bytes",   "overlap_factor", "peak_in_flight", "cpu_s",        "peak_rss_bytes",
        "loop",    "frames",         "downloads",      "peak_threads", NULL };

static const char *const loop_members[] = {
  "longest_freeze_ms", "blocking_ms", "frozen_fraction", "busy", "input_ms", "paint_ms", NULL
};

static const char *const download_members[]
    = { "uri",      "final_uri",  "file",        "state",        "error",    "bytes",
        "total",    "attempts",   "segments",    "resumed_from", "queued_s", "started_s",
        "checksum", "finished_s", "connected_s", "first_byte_s", NULL };

static void
assert_members (JsonObject *object, const char *const *members)
{
  for (; *members != NULL; members++)
    {
      g_test_message ("%s", *members);
      g_assert_true (json_object_has_member (object, *members));
    }
}

static void
assert_run (JsonObject *run, const char *mode, guint n_downloads)
{
  JsonArray *downloads = json_object_get_array_member (run, "downloads");

  assert_members (run, run_members);
  assert_members (json_object_get_object_member (run, "loop"), loop_members);
  g_assert_cmpint (json_object_get_int_member (run, "version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (run, "mode"), ==, mode);
  g_assert_true (json_object_get_null_member (run, "frames"));
  g_assert_cmpuint (json_array_get_length (downloads), ==, n_downloads);
  for (guint i = 0; i < n_downloads; i++)
    assert_members (json_array_get_object_element (downloads, i), download_members);
}

static void
test_json_has_every_member (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *good = freshet_test_cli_uri (cli, "/file/good?size=1000");
  g_autofree char *gone = freshet_test_cli_uri (cli, "/file/gone?status=404");
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (cli,
                                                                 "get",
                                                                 "-d",
                                                                 cli->directory,
                                                                 "-r",
                                                                 "report.json",
                                                                 good,
                                                                 gone,
                                                                 "ftp://u:secreto@h/a",
                                                                 NULL);
  g_autoptr (JsonNode) root = freshet_test_read_json (cli, "report.json");
  JsonObject *run = json_node_get_object (root);
  JsonObject *error;

  g_assert_cmpint (outcome->status, ==, 1);
  assert_run (run, "async", 3);
  g_assert_cmpstr (json_object_get_string_member (freshet_test_get_download (root, 0), "state"),
                   ==,
                   "finished");
  error = json_object_get_object_member (freshet_test_get_download (root, 1), "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "http-status");
  error = json_object_get_object_member (freshet_test_get_download (root, 2), "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "bad-address");
  g_assert_cmpstr (json_object_get_string_member (freshet_test_get_download (root, 2), "uri"),
                   ==,
                   "ftp://h/a");
}

static void
test_blocking_run_is_measured_as_a_freeze (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a?size=1000&delay=500ms");
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (
      cli, "get", "-d", cli->directory, "-m", "blocking", "-r", "report.json", uri, NULL);
  g_autoptr (JsonNode) root = freshet_test_read_json (cli, "report.json");
  JsonObject *run = json_node_get_object (root);

  g_assert_cmpint (outcome->status, ==, 0);
  assert_run (run, "blocking", 1);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (run, "loop"),
                                                    "longest_freeze_ms"),
                     >=,
                     450);
}

/* Returns: from where the second of two runs went on, the first of which broke off */
static goffset
get_again (const char *option)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri
      = freshet_test_cli_uri (cli, "/file/a?size=2M&seed=3&drop=1500000&drop-times=1");
  g_autoptr (FreshetTestOutcome) broken
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, "--retries=0", uri, NULL);
  g_autoptr (FreshetTestOutcome) whole = freshet_test_cli_run (
      cli, "get", "-d", cli->directory, "-r", "report.json", uri, option, NULL);
  g_autoptr (JsonNode) root = freshet_test_read_json (cli, "report.json");
  JsonObject *download = freshet_test_get_download (root, 0);
  g_autofree char *name = g_path_get_basename (json_object_get_string_member (download, "file"));

  g_assert_cmpint (broken->status, ==, 1);
  g_assert_cmpint (whole->status, ==, 0);
  freshet_test_assert_body (cli, name, 3, 2 * 1024 * 1024);
  return json_object_get_int_member (download, "resumed_from");
}

static void
test_says_where_a_download_went_on (void)
{
  g_assert_cmpint (get_again (NULL), >, 0);
  g_assert_cmpint (get_again ("--no-resume"), ==, 0);
}

static void
test_csv_has_a_line_for_each_file (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *a = freshet_test_cli_uri (cli, "/file/a?size=1000");
  g_autofree char *b = freshet_test_cli_uri (cli, "/file/b?size=1000");
  g_autofree char *path = freshet_test_cli_path (cli, "report.csv");
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, "--report=report.csv", a, b, NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "mode,uri,"));
  g_assert_true (g_str_has_prefix (lines[1], "async,http://"));
  g_assert_true (g_str_has_prefix (lines[2], "async,http://"));
}

static void
test_comparison_has_a_run_for_each_mode (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *a = freshet_test_cli_uri (cli, "/file/a?size=1000&delay=200ms");
  g_autofree char *b = freshet_test_cli_uri (cli, "/file/b?size=1000&delay=200ms");
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (
      cli, "compare", "--modes=naive,async", "--report=runs.json", a, b, NULL);
  g_autoptr (JsonNode) root = freshet_test_read_json (cli, "runs.json");
  JsonArray *runs = json_object_get_array_member (json_node_get_object (root), "runs");

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "version"), ==, 1);
  g_assert_cmpuint (json_array_get_length (runs), ==, 2);
  assert_run (json_array_get_object_element (runs, 0), "naive", 2);
  assert_run (json_array_get_object_element (runs, 1), "async", 2);
}

static void
test_report_that_cannot_be_written_is_told (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a?size=1000");
  g_autofree char *folder = freshet_test_cli_path (cli, "report.json");
  g_autofree char *inside = g_build_filename (folder, "full", NULL);
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inside, 0755), ==, 0);
  outcome = freshet_test_cli_run (cli, "get", "-d", cli->directory, "-r", "report.json", uri, NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_nonnull (strstr (outcome->err, "report.json"));
  freshet_test_assert_body (cli, "a", 0, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-report/json-has-every-member", test_json_has_every_member);
  g_test_add_func ("/cli-report/blocking-run-is-measured-as-a-freeze",
                   test_blocking_run_is_measured_as_a_freeze);
  g_test_add_func ("/cli-report/says-where-a-download-went-on", test_says_where_a_download_went_on);
  g_test_add_func ("/cli-report/csv-has-a-line-for-each-file", test_csv_has_a_line_for_each_file);
  g_test_add_func ("/cli-report/comparison-has-a-run-for-each-mode",
                   test_comparison_has_a_run_for_each_mode);
  g_test_add_func ("/cli-report/report-that-cannot-be-written-is-told",
                   test_report_that_cannot_be_written_is_told);

  return g_test_run ();
}
