/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report.h"

#include "freshet-test-report.h"
#include "freshet-error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

static void
test_overlap (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);

  g_assert_cmpfloat (freshet_report_get_overlap_factor (report), ==, 0);

  freshet_report_set_elapsed (report, 2);
  freshet_report_add_download (report, freshet_test_report_download (0, 2));
  freshet_report_add_download (report, freshet_test_report_download (0, 2));
  freshet_report_add_download (report, freshet_test_report_download (1, 2));
  freshet_report_add_download (report, freshet_test_report_download (-1, 2));
  freshet_report_add_download (report, freshet_test_report_download (1, -1));

  g_assert_cmpfloat_with_epsilon (freshet_report_get_overlap_factor (report), 2.5, 1e-9);
}

static void
test_bytes (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
  FreshetReportDownload *resumed = freshet_test_report_download (0, 1);

  resumed->resumed_from = 8 * 1024 * 1024 - 100;
  freshet_report_add_download (report, resumed);
  freshet_report_add_download (report, freshet_test_report_download (0, 1));

  g_assert_cmpint (freshet_report_get_bytes (report), ==, 8 * 1024 * 1024 + 100);
}

static void
test_count_state (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
  FreshetReportDownload *failed = freshet_test_report_download (0, 1);

  g_free (failed->state);
  failed->state = g_strdup ("failed");
  freshet_report_add_download (report, freshet_test_report_download (0, 1));
  freshet_report_add_download (report, failed);
  freshet_report_add_download (report, freshet_test_report_download (0, 1));

  g_assert_cmpuint (freshet_report_count_state (report, "finished"), ==, 2);
  g_assert_cmpuint (freshet_report_count_state (report, "failed"), ==, 1);
  g_assert_cmpuint (freshet_report_count_state (report, "paused"), ==, 0);
}

static void
test_locale (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autofree char *json_before = NULL;
  g_autofree char *json = NULL;
  g_autofree char *csv_before = NULL;
  g_autofree char *csv = NULL;

  g_ptr_array_add (reports, report);
  json_before = freshet_report_list_to_string (reports, FALSE, FALSE);
  csv_before = freshet_report_list_to_string (reports, FALSE, TRUE);

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }
  json = freshet_report_list_to_string (reports, FALSE, FALSE);
  csv = freshet_report_list_to_string (reports, FALSE, TRUE);
  setlocale (LC_ALL, "C.UTF-8");

  g_assert_cmpstr (json, ==, json_before);
  g_assert_cmpstr (csv, ==, csv_before);
}

static void
test_save (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  const char *const names[] = { "report.json", "report.JSON", "report.csv" };
  g_autofree char *directory = g_dir_make_tmp (NULL, NULL);

  g_ptr_array_add (reports, report);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);
      g_autofree char *found = NULL;
      g_autofree char *wanted
          = freshet_report_list_to_string (reports, FALSE, g_str_has_suffix (path, "csv"));
      g_autoptr (GError) error = NULL;

      freshet_report_list_save (reports, FALSE, path, &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &found, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, wanted);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* Another name of the old file still shows what was in it: the new one is another file. */
static void
test_save_replaces (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (directory, "report.json", NULL);
  g_autofree char *other = g_build_filename (directory, "other", NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (reports, report);
  g_file_set_contents (path, "old", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (link (path, other), ==, 0);
  freshet_report_list_save (reports, FALSE, path, &error);
  g_assert_no_error (error);
  g_file_get_contents (other, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "old");

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_remove (other), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_save_extension (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (reports, report);
  g_assert_false (freshet_report_list_save (reports, FALSE, "report.txt", &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "report.txt"));
  g_assert_false (g_file_test ("report.txt", G_FILE_TEST_EXISTS));
}

static void
test_save_cannot_write (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (reports, report);
  g_assert_false (
      freshet_report_list_save (reports, FALSE, "/nonexistent/folder/report.json", &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/report/overlap-counts-what-started-and-finished", test_overlap);
  g_test_add_func ("/report/bytes-are-this-run's", test_bytes);
  g_test_add_func ("/report/states-are-counted", test_count_state);
  g_test_add_func ("/report/numbers-are-the-same-in-every-locale", test_locale);
  g_test_add_func ("/report/save/extension-says-the-form", test_save);
  g_test_add_func ("/report/save/old-file-stays-until-the-new-one-is-whole", test_save_replaces);
  g_test_add_func ("/report/save/other-extension-is-refused", test_save_extension);
  g_test_add_func ("/report/save/cannot-write", test_save_cannot_write);

  return g_test_run ();
}
