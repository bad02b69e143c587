/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report.h"

#include "freshet-test-report.h"
#include "freshet-error.h"

#define CSV_HEADER                                                                                 \
  "mode,uri,final_uri,file,state,error_code,error_message,bytes,total,resumed_from,attempts,"      \
  "segments,queued_s,started_s,connected_s,first_byte_s,finished_s,checksum"

static char *
csv_of (FreshetReport *report)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  g_ptr_array_add (reports, report);
  return freshet_report_list_to_string (reports, FALSE, TRUE);
}

static void
test_csv_row (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();
  g_autofree char *csv = csv_of (report);

  g_assert_cmpstr (csv,
                   ==,
                   CSV_HEADER "\r\n"
                              "async,http://example.org/a.iso,http://mirror.example.org/a.iso,"
                              "/tmp/a.iso,finished,,,8388608,8388608,0,1,1,0,0.02,0.021,0.12,2.04,"
                              "sha256:00ff\r\n");
}

static void
test_csv_unknown_is_empty (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_THREADS);
  FreshetReportDownload *download = freshet_report_download_new ();
  g_autofree char *csv = NULL;

  download->uri = g_strdup ("http://example.org/");
  download->state = g_strdup ("waiting");
  freshet_report_add_download (report, download);
  csv = csv_of (report);

  g_assert_cmpstr (csv,
                   ==,
                   CSV_HEADER "\r\nthreads,http://example.org/,,,waiting,,,0,,0,0,1,,,,,,\r\n");
}

static void
test_csv_quotes (void)
{
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
  FreshetReportDownload *download = freshet_report_download_new ();
  g_autofree char *csv = NULL;

  download->uri = g_strdup ("http://example.org/a,b");
  download->file = g_strdup ("/tmp/\"a\"");
  download->state = g_strdup ("failed");
  download->error = g_error_new (FRESHET_ERROR, FRESHET_ERROR_TLS, "one\r\ntwo");
  freshet_report_add_download (report, download);
  csv = csv_of (report);

  g_assert_cmpstr (csv,
                   ==,
                   CSV_HEADER "\r\nasync,\"http://example.org/a,b\",,\"/tmp/\"\"a\"\"\",failed,tls,"
                              "\"one\r\ntwo\",0,,0,0,1,,,,,,\r\n");
}

static void
test_csv_formulas (void)
{
  const struct
  {
    const char *file;
    const char *field;
  } cases[] = {
    { "=1+1", ",'=1+1," },         { "+1", ",'+1," },     { "-1", ",'-1," },
    { "@SUM(A1)", ",'@SUM(A1)," }, { "\t=1", ",'\t=1," }, { "=1,\"2\"", ",\"'=1,\"\"2\"\"\"," },
    { "\r=1", ",\"'\r=1\"," },     { "a=1", ",a=1," },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);
      FreshetReportDownload *download = freshet_report_download_new ();
      g_autofree char *csv = NULL;

      download->file = g_strdup (cases[i].file);
      freshet_report_add_download (report, download);
      csv = csv_of (report);
      if (strstr (csv, cases[i].field) == NULL)
        g_error ("“%s” is not guarded in “%s”", cases[i].file, csv);
    }
}

static void
test_csv_many (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_BLOCKING));
  freshet_report_add_download (reports->pdata[0], freshet_test_report_download (0, 1));
  g_ptr_array_add (reports, freshet_test_report_new_full ());
  csv = freshet_report_list_to_string (reports, TRUE, TRUE);
  lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, CSV_HEADER);
  g_assert_true (g_str_has_prefix (lines[1], "blocking,"));
  g_assert_true (g_str_has_prefix (lines[2], "async,"));
  g_assert_cmpstr (lines[3], ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/report/csv/row", test_csv_row);
  g_test_add_func ("/report/csv/unknown-is-empty", test_csv_unknown_is_empty);
  g_test_add_func ("/report/csv/rfc-4180-quotes", test_csv_quotes);
  g_test_add_func ("/report/csv/no-text-is-a-formula", test_csv_formulas);
  g_test_add_func ("/report/csv/many-are-one-table", test_csv_many);

  return g_test_run ();
}
