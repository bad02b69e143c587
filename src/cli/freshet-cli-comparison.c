/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-comparison.h"

#include <glib/gi18n-lib.h>

#include "freshet-cli-text.h"
#include "freshet-download.h"
#include "freshet-format.h"

/* From here on, a ratio says more than a coincidence. */
#define NOTABLE_RATIO 1.05

/* Short enough for all of them to stand in 80 columns, in any language. */
static const char *const headings[] = {
  /* Translators: the headings of a table, to be short. How the files were downloaded. */
  N_ ("Mode"),
  /* Translators: the time of the whole run. */
  N_ ("Time"),
  /* Translators: the longest time that the program did not answer for. */
  N_ ("Freeze"),
  /* Translators: the part of the time that the program did not answer in. */
  N_ ("Frozen"),
  /* Translators: how many downloads went on at once, on average. */
  N_ ("Overlap"),
  /* Translators: the most requests that were under way at once. */
  N_ ("At once"),
  N_ ("Threads"),
  /* Translators: the time that the processor worked for the program. */
  N_ ("CPU"),
  N_ ("Memory"),
};

static const char *
get_mode_name (FreshetReport *report)
{
  return freshet_mode_to_string (freshet_report_get_mode (report));
}

static char *
format_seconds (double seconds)
{
  g_autofree char *number = freshet_format_seconds (seconds);

  /* Translators: a number of seconds, such as 2.04. */
  return g_strdup_printf (_ ("%s s"), number);
}

/* Takes @figure, and says that there is none where it was not measured. */
static void
add_cell (GPtrArray *cells, char *figure)
{
  g_ptr_array_add (cells, figure != NULL ? figure : g_strdup ("–"));
}

/* Translators: a part of the time, in per cent. */
static char *
format_share (double share)
{
  return g_strdup_printf (_ ("%.0f %%"), 100 * share);
}

static void
add_row (GPtrArray *cells, FreshetReport *report)
{
  const FreshetLoopFigures *loop = freshet_report_get_loop (report);
  gint64 memory = freshet_report_get_peak_rss (report);
  int threads = freshet_report_get_peak_threads (report);

  add_cell (cells, g_strdup (get_mode_name (report)));
  add_cell (cells, format_seconds (freshet_report_get_elapsed (report)));
  add_cell (cells, loop != NULL ? freshet_format_milliseconds (loop->longest_freeze_ms) : NULL);
  add_cell (cells, loop != NULL ? format_share (loop->frozen_fraction) : NULL);
  add_cell (cells, g_strdup_printf ("%.1f", freshet_report_get_overlap_factor (report)));
  add_cell (cells, g_strdup_printf ("%u", freshet_report_get_peak_in_flight (report)));
  add_cell (cells, threads >= 0 ? g_strdup_printf ("%d", threads) : NULL);
  add_cell (cells, format_seconds (freshet_report_get_cpu (report)));
  add_cell (cells, memory >= 0 ? freshet_format_size (memory) : NULL);
}

/**
 * freshet_cli_comparison_count_missing:
 * @report: a run
 *
 * Returns: how many of its files are not there
 */
guint
freshet_cli_comparison_count_missing (FreshetReport *report)
{
  return freshet_report_get_downloads (report)->len
         - freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED));
}

/**
 * freshet_cli_comparison_format_table:
 * @reports: (element-type FreshetReport): runs whose loops were measured
 *
 * Returns: (transfer full): a line of headings, and one for each run
 */
char *
freshet_cli_comparison_format_table (GPtrArray *reports)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_ptr_array_add (cells, g_strdup (_ (headings[i])));
  for (guint i = 0; i < reports->len; i++)
    add_row (cells, reports->pdata[i]);
  g_ptr_array_add (cells, NULL);

  return freshet_cli_text_table ((const char *const *) cells->pdata, G_N_ELEMENTS (headings));
}

/**
 * freshet_cli_comparison_format_conclusion:
 * @reports: (element-type FreshetReport): runs whose loops were measured
 *
 * Returns: (transfer full) (nullable): what the runs show, if they can be compared
 */
char *
freshet_cli_comparison_format_conclusion (GPtrArray *reports)
{
  const FreshetLoopFigures *loop_fast;
  const FreshetLoopFigures *loop_slow;
  g_autofree char *freeze_fast = NULL;
  g_autofree char *freeze_slow = NULL;
  FreshetReport *fast = reports->pdata[0];
  FreshetReport *slow = reports->pdata[0];
  double ratio;

  if (reports->len < 2)
    return NULL;
  for (guint i = 0; i < reports->len; i++)
    {
      FreshetReport *report = reports->pdata[i];

      if (freshet_cli_comparison_count_missing (report) > 0)
        return NULL;
      if (freshet_report_get_elapsed (report) < freshet_report_get_elapsed (fast))
        fast = report;
      if (freshet_report_get_elapsed (report) > freshet_report_get_elapsed (slow))
        slow = report;
    }

  ratio = freshet_report_get_elapsed (slow) / freshet_report_get_elapsed (fast);
  if (ratio < NOTABLE_RATIO)
    return g_strdup (_ ("All modes took the same time."));

  loop_fast = freshet_report_get_loop (fast);
  loop_slow = freshet_report_get_loop (slow);
  if (loop_fast == NULL || loop_slow == NULL)
    return NULL;

  freeze_fast = freshet_format_milliseconds (loop_fast->longest_freeze_ms);
  freeze_slow = freshet_format_milliseconds (loop_slow->longest_freeze_ms);
  /* Translators: two modes, how much longer the first took, and the longest freeze of each. */
  return g_strdup_printf (_ ("%s took %.1f times as long as %s. Longest freeze: %s and %s."),
                          get_mode_name (slow),
                          ratio,
                          get_mode_name (fast),
                          freeze_slow,
                          freeze_fast);
}
