/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report.h"

#include "freshet-error.h"
#include "freshet-test-report.h"

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *reports = freshet_report_list_parse (text, -1, &error);

  g_assert_no_error (error);
  return reports;
}

/* Writes a report, reads it, and writes what was read. */
static void
assert_survives (GPtrArray *reports, gboolean many)
{
  g_autofree char *written = freshet_report_list_to_string (reports, many, FALSE);
  g_autoptr (GPtrArray) read = parse (written);
  g_autofree char *again = freshet_report_list_to_string (read, many, FALSE);

  g_assert_cmpuint (read->len, ==, reports->len);
  g_assert_cmpstr (again, ==, written);
}

static void
test_full (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  FreshetReportDownload *failed = freshet_test_report_download (0.1, 0.2);

  failed->error = g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_NO_SPACE, "No “space”");
  g_ptr_array_add (reports, freshet_test_report_new_full ());
  freshet_report_add_download (reports->pdata[0], failed);

  assert_survives (reports, FALSE);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  FreshetReportDownload *unknown = freshet_report_download_new ();

  unknown->uri = g_strdup ("http://example.org/");
  unknown->state = g_strdup ("waiting");
  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_THREADS));
  freshet_report_add_download (reports->pdata[0], unknown);

  assert_survives (reports, FALSE);
}

static void
test_many (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_BLOCKING));
  g_ptr_array_add (reports, freshet_test_report_new_full ());
  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_NAIVE));

  assert_survives (reports, TRUE);
}

static void
test_edited (void)
{
  g_autoptr (GPtrArray) reports = parse (
      "{\"version\": 1, \"mode\": \"async\", \"started\": \"2026-01-31T12:00:00Z\","
      " \"elapsed_s\": \"long\", \"cpu_s\": [], \"peak_rss_bytes\": -7, \"peak_threads\": true,"
      " \"peak_in_flight\": -3, \"loop\": 5, \"frames\": {\"shown\": -1, \"missed\": \"x\"},"
      " \"downloads\": [7, {\"bytes\": -5, \"started_s\": null, \"error\": {\"code\": 5}}],"
      " \"timeline\": {\"shortest_s\": -1, \"slices_s\": [1, 2, 3], \"paint_waits_s\": {},"
      " \"frames_s\": [1, \"x\", null], \"input_s\": [1, 2]}}");
  FreshetReport *report = reports->pdata[0];
  FreshetTimeline *timeline = freshet_report_get_timeline (report);
  const FreshetReportDownload *download = freshet_report_get_downloads (report)->pdata[0];

  g_assert_cmpfloat (freshet_report_get_elapsed (report), ==, 0);
  g_assert_cmpfloat (freshet_report_get_cpu (report), ==, 0);
  g_assert_cmpint (freshet_report_get_peak_rss (report), ==, -1);
  g_assert_cmpint (freshet_report_get_peak_threads (report), ==, -1);
  g_assert_cmpuint (freshet_report_get_peak_in_flight (report), ==, 0);
  g_assert_null (freshet_report_get_loop (report));
  g_assert_cmpuint (freshet_report_get_frames (report)->shown, ==, 0);
  g_assert_cmpuint (freshet_report_get_downloads (report)->len, ==, 1);
  g_assert_cmpint (download->bytes, ==, 0);
  g_assert_cmpfloat (download->started_s, ==, -1);
  g_assert_cmpstr (download->uri, ==, "");
  g_assert_null (download->error);
  g_assert_cmpuint (timeline->slices->len, ==, 1);
  g_assert_cmpuint (timeline->waits->len, ==, 0);
  g_assert_cmpuint (timeline->frames->len, ==, 3);
  g_assert_cmpuint (timeline->input->len, ==, 0);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "7",
    "{}",
    "{\"runs\": []}",
    "{\"runs\": [{}]}",
    "{\"version\": 2, \"mode\": \"async\", \"started\": \"2026-01-31T12:00:00Z\"}",
    "{\"version\": 1, \"mode\": \"magic\", \"started\": \"2026-01-31T12:00:00Z\"}",
    "{\"version\": 1, \"mode\": \"async\", \"started\": \"yesterday\"}",
    "{\"version\": 1, \"mode\": \"async\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (freshet_report_list_parse (texts[i], -1, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/report/parse/a-full-report-survives", test_full);
  g_test_add_func ("/report/parse/what-is-not-known-stays-so", test_empty);
  g_test_add_func ("/report/parse/the-runs-of-a-comparison-survive", test_many);
  g_test_add_func ("/report/parse/what-makes-no-sense-is-not-known", test_edited);
  g_test_add_func ("/report/parse/what-is-no-report-is-refused", test_refused);

  return g_test_run ();
}
