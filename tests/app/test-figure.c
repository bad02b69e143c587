/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-figure.h"

#include <locale.h>

#include "freshet-test-report.h"

static void
assert_figure (FreshetFigure figure, FreshetReport *report, const char *expected)
{
  g_autofree char *text = freshet_figure_format (figure, report);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_formats (void)
{
  static const char *const expected[] = {
    "2.04 s", "8 ms", "25 %", "25", "250 ms", "1.0", "6", "7", "0.31 s", "31.5\u00a0MB",
  };
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();

  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, FRESHET_N_FIGURES);
  for (guint i = 0; i < FRESHET_N_FIGURES; i++)
    assert_figure ((FreshetFigure) i, report, expected[i]);
}

static void
test_unknown (void)
{
  static const FreshetFigure unknown[] = {
    FRESHET_FIGURE_LONGEST_FREEZE, FRESHET_FIGURE_TIME_FROZEN, FRESHET_FIGURE_FRAMES_MISSED,
    FRESHET_FIGURE_INPUT_DELAY,    FRESHET_FIGURE_OVERLAP,     FRESHET_FIGURE_THREADS,
    FRESHET_FIGURE_MEMORY,
  };
  g_autoptr (FreshetReport) report = freshet_test_report_new (FRESHET_MODE_ASYNC);

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    assert_figure (unknown[i], report, NULL);
  g_assert_cmpstr (freshet_figure_get_absence (FRESHET_FIGURE_FRAMES_MISSED), ==, "not counted");
  g_assert_cmpstr (freshet_figure_get_absence (FRESHET_FIGURE_INPUT_DELAY), ==, "no click");
}

static void
test_all_are_explained (void)
{
  for (guint i = 0; i < FRESHET_N_FIGURES; i++)
    {
      const char *meaning = freshet_figure_get_meaning ((FreshetFigure) i);

      g_assert_true (g_str_has_suffix (meaning, "."));
      g_assert_cmpstr (freshet_figure_get_formula ((FreshetFigure) i), !=, "");
      g_assert_cmpstr (freshet_figure_get_name ((FreshetFigure) i), !=, "");
    }
}

static void
add_run (GPtrArray *reports, double elapsed_s, int threads, guint in_flight)
{
  FreshetReport *report = freshet_test_report_new (FRESHET_MODE_ASYNC);

  freshet_report_set_elapsed (report, elapsed_s);
  freshet_report_set_resources (report, 0.5, -1, threads, in_flight);
  freshet_report_add_download (report, freshet_test_report_download (0, elapsed_s));
  g_ptr_array_add (reports, report);
}

static void
test_best (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, 12.1, 3, 1);
  add_run (reports, 2.041, 9, 6);
  add_run (reports, 2.043, -1, 6);

  /* What is written the same is equally good. */
  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_TOTAL_TIME, reports), ==, 0x6);
  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_THREADS, reports), ==, 0x1);
  /* All the same, none known, and no better and worse. */
  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_CPU, reports), ==, 0);
  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_MEMORY, reports), ==, 0);
  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_IN_FLIGHT, reports), ==, 0);
}

static void
test_more_overlap_is_better (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, 2, 1, 1);
  add_run (reports, 2, 1, 1);
  freshet_report_add_download (reports->pdata[1], freshet_test_report_download (0, 2));

  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_OVERLAP, reports), ==, 0x2);
}

static void
test_only_one_known (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  add_run (reports, 2, 5, 1);
  add_run (reports, 3, -1, 1);

  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_THREADS, reports), ==, 0);
}

/* The quickest run is one that gives everything up. */
static void
test_incomplete (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  FreshetReportDownload *failed = freshet_test_report_download (0, 0.1);

  g_free (failed->state);
  failed->state = g_strdup ("failed");
  add_run (reports, 0.1, 1, 1);
  add_run (reports, 2, 5, 1);
  add_run (reports, 3, 5, 1);
  freshet_report_add_download (reports->pdata[0], failed);

  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_TOTAL_TIME, reports), ==, 0x2);
  g_assert_cmpuint (freshet_figure_find_best (FRESHET_FIGURE_THREADS, reports), ==, 0);
}

/* In every language alike: one that writes numbers with a comma would have a column more. */
static void
test_table (void)
{
  static const char expected[]
      = "mode,files,finished,elapsed_s,longest_freeze_ms,frozen_fraction,frames_missed,"
        "input_delay_ms,overlap_factor,peak_in_flight,peak_threads,cpu_s,peak_rss_bytes\r\n"
        "async,1,1,2.04,8.1,0.25,25,250,0.9901960784,6,7,0.31,31457280\r\n"
        "blocking,1,0,15.5,,,,,,2,,0.5,\r\n";
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  FreshetReport *unknown = freshet_test_report_new (FRESHET_MODE_BLOCKING);
  FreshetReportDownload *failed = freshet_test_report_download (0, 0);
  g_autofree char *csv = NULL;

  g_free (failed->state);
  failed->state = g_strdup ("failed");
  freshet_report_set_elapsed (unknown, 15.5);
  freshet_report_set_resources (unknown, 0.5, -1, -1, 2);
  freshet_report_add_download (unknown, failed);
  g_ptr_array_add (reports, freshet_test_report_new_full ());
  g_ptr_array_add (reports, unknown);

  g_assert_nonnull (setlocale (LC_ALL, "es_ES.UTF-8"));
  csv = freshet_figure_list_to_csv (reports);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (csv, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/figure/each-has-its-format", test_formats);
  g_test_add_func ("/figure/what-is-not-known-is-not-0", test_unknown);
  g_test_add_func ("/figure/each-is-explained", test_all_are_explained);
  g_test_add_func ("/figure/the-best-are-found", test_best);
  g_test_add_func ("/figure/more-overlap-is-better", test_more_overlap_is_better);
  g_test_add_func ("/figure/the-only-one-known-is-not-the-best", test_only_one_known);
  g_test_add_func ("/figure/table-has-no-language-and-no-0-for-what-is-not-known", test_table);
  g_test_add_func ("/figure/a-run-that-missed-files-is-never-the-best", test_incomplete);

  return g_test_run ();
}
