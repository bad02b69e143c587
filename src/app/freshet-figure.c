/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "freshet-download.h"
#include "freshet-figures-text.h"
#include "freshet-format.h"

typedef enum
{
  LESS_IS_BETTER,
  MORE_IS_BETTER,
  NEITHER_IS_BETTER,
} Better;

typedef struct
{
  const char *id; /* in files; as in a report, where it is in one */
  const char *name;
  const char *meaning;
  const char *formula;
  const char *absence;
  Better better;
} Description;

/* Indexed by FreshetFigure. */
static const Description descriptions[] = {
  {
      "elapsed_s",
      N_ ("Total time"),
      N_ ("How long it took until all files were there."),
      N_ ("last file in place − run begun"),
      N_ ("not measured"),
      LESS_IS_BETTER,
  },
  {
      "longest_freeze_ms",
      N_ ("Longest freeze"),
      N_ ("The longest time that the window did not answer for."),
      N_ ("max (answered − asked), asked every 10 ms"),
      N_ ("not measured"),
      LESS_IS_BETTER,
  },
  {
      "frozen_fraction",
      N_ ("Time frozen"),
      N_ ("The part of the time in which the window did not answer within 100 ms."),
      N_ ("Σ answers later than 100 ms ÷ total time"),
      N_ ("not measured"),
      LESS_IS_BETTER,
  },
  {
      "frames_missed",
      N_ ("Frames missed"),
      N_ ("Frames that the display would have shown and the window did not paint."),
      N_ ("Σ max (0, round (gap ÷ refresh) − 1)"),
      N_ ("not counted"),
      LESS_IS_BETTER,
  },
  {
      "input_delay_ms",
      N_ ("Worst input delay"),
      N_ ("The longest that a click or a key had to wait until something was to be seen of it."),
      N_ ("max (painted − happened)"),
      N_ ("no click"),
      LESS_IS_BETTER,
  },
  {
      "overlap_factor",
      N_ ("Overlap factor"),
      N_ ("How many downloads went on at once, on average: 1 is one after another."),
      N_ ("Σ time of each file ÷ total time"),
      N_ ("not measured"),
      MORE_IS_BETTER,
  },
  {
      "peak_in_flight",
      N_ ("Requests in flight"),
      N_ ("The most requests that were under way at once. More is not faster by itself, so none is "
          "the best."),
      N_ ("max (requests begun − requests ended)"),
      N_ ("not measured"),
      NEITHER_IS_BETTER,
  },
  {
      "peak_threads",
      N_ ("Threads"),
      N_ ("The most threads that the program had, those of the libraries and the demo server too."),
      N_ ("max (threads)"),
      N_ ("not measured"),
      LESS_IS_BETTER,
  },
  {
      "cpu_s",
      N_ ("CPU time"),
      N_ ("How long the processor worked for the program, painting and the demo server too."),
      N_ ("user time + system time"),
      N_ ("not measured"),
      LESS_IS_BETTER,
  },
  {
      "peak_rss_bytes",
      N_ ("Peak memory"),
      N_ ("The most memory that the program held, the window too."),
      N_ ("max (resident set size)"),
      N_ ("not measured"),
      LESS_IS_BETTER,
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (descriptions) == FRESHET_N_FIGURES);

static double
get_loop_value (FreshetFigure figure, FreshetReport *report)
{
  const FreshetLoopFigures *loop = freshet_report_get_loop (report);

  if (loop == NULL)
    return NAN;
  return figure == FRESHET_FIGURE_LONGEST_FREEZE ? loop->longest_freeze_ms : loop->frozen_fraction;
}

/* What was not painted any more had to wait at least until it was handled. */
static double
get_input_delay (FreshetReport *report)
{
  const FreshetTimeline *timeline = freshet_report_get_timeline (report);

  if (timeline == NULL || timeline->input->len == 0)
    return NAN;
  return 1000
         * MAX (freshet_timeline_get_worst_handled (timeline),
                freshet_timeline_get_worst_painted (timeline));
}

static guint
count_finished (FreshetReport *report)
{
  return freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED));
}

static double
from_known (gint64 number)
{
  return number >= 0 ? (double) number : NAN;
}

/* Returns: the number, in the unit of its id, or NAN if it is not known */
static double
get_value (FreshetFigure figure, FreshetReport *report)
{
  const FreshetFrames *frames = freshet_report_get_frames (report);

  switch (figure)
    {
    case FRESHET_FIGURE_TOTAL_TIME:
      return freshet_report_get_elapsed (report);
    case FRESHET_FIGURE_LONGEST_FREEZE:
    case FRESHET_FIGURE_TIME_FROZEN:
      return get_loop_value (figure, report);
    case FRESHET_FIGURE_FRAMES_MISSED:
      return frames != NULL ? (double) frames->missed : NAN;
    case FRESHET_FIGURE_INPUT_DELAY:
      return get_input_delay (report);
    case FRESHET_FIGURE_OVERLAP:
      return count_finished (report) > 0 ? freshet_report_get_overlap_factor (report) : NAN;
    case FRESHET_FIGURE_IN_FLIGHT:
      return freshet_report_get_peak_in_flight (report);
    case FRESHET_FIGURE_THREADS:
      return from_known (freshet_report_get_peak_threads (report));
    case FRESHET_FIGURE_CPU:
      return freshet_report_get_cpu (report);
    case FRESHET_FIGURE_MEMORY:
      return from_known (freshet_report_get_peak_rss (report));
    default:
      g_return_val_if_reached (NAN);
    }
}

static const Description *
describe (FreshetFigure figure)
{
  g_return_val_if_fail (figure < FRESHET_N_FIGURES, &descriptions[0]);

  return &descriptions[figure];
}

/**
 * freshet_figure_get_name:
 * @figure: a figure
 *
 * Returns: (transfer none): what it is called
 */
const char *
freshet_figure_get_name (FreshetFigure figure)
{
  return _ (describe (figure)->name);
}

/**
 * freshet_figure_get_meaning:
 * @figure: a figure
 *
 * Returns: (transfer none): what it means, in a sentence
 */
const char *
freshet_figure_get_meaning (FreshetFigure figure)
{
  return _ (describe (figure)->meaning);
}

/**
 * freshet_figure_get_formula:
 * @figure: a figure
 *
 * Returns: (transfer none): how it is reckoned
 */
const char *
freshet_figure_get_formula (FreshetFigure figure)
{
  return _ (describe (figure)->formula);
}

/**
 * freshet_figure_get_absence:
 * @figure: a figure
 *
 * Returns: (transfer none): what is said where it is not known
 */
const char *
freshet_figure_get_absence (FreshetFigure figure)
{
  return _ (describe (figure)->absence);
}

/**
 * freshet_figure_format:
 * @figure: a figure
 * @report: a run
 *
 * Returns: (transfer full) (nullable): what it was in that run; %NULL where it is not known
 */
char *
freshet_figure_format (FreshetFigure figure, FreshetReport *report)
{
  double value;

  g_return_val_if_fail (FRESHET_IS_REPORT (report), NULL);

  value = get_value (figure, report);
  if (isnan (value))
    return NULL;

  switch (figure)
    {
    case FRESHET_FIGURE_LONGEST_FREEZE:
    case FRESHET_FIGURE_INPUT_DELAY:
      return freshet_figures_text_freeze (value);
    case FRESHET_FIGURE_TIME_FROZEN:
      /* Translators: a part of the time, in per cent */
      return g_strdup_printf (_ ("%.0f %%"), 100 * value);
    case FRESHET_FIGURE_OVERLAP:
      return g_strdup_printf ("%.1f", value);
    case FRESHET_FIGURE_FRAMES_MISSED:
    case FRESHET_FIGURE_IN_FLIGHT:
    case FRESHET_FIGURE_THREADS:
      return g_strdup_printf ("%.0f", value);
    case FRESHET_FIGURE_MEMORY:
      return freshet_format_size ((goffset) value);
    case FRESHET_FIGURE_TOTAL_TIME:
    case FRESHET_FIGURE_CPU:
    default:
      return freshet_figures_text_duration (value);
    }
}

/* A run that did not fetch all files was not as good as one that did, whatever it took. */
static gboolean
is_comparable (FreshetReport *report)
{
  return count_finished (report) == freshet_report_get_downloads (report)->len;
}

/* Returns: the index of the best, or -1 if no two are known */
static int
find_one_best (FreshetFigure figure, GPtrArray *reports)
{
  double sign = describe (figure)->better == LESS_IS_BETTER ? 1 : -1;
  double best_value = INFINITY;
  guint n_known = 0;
  int best = -1;

  for (guint i = 0; i < reports->len; i++)
    {
      double value = sign * get_value (figure, reports->pdata[i]);

      if (isnan (value) || !is_comparable (reports->pdata[i]))
        continue;
      n_known++;
      if (value < best_value)
        {
          best_value = value;
          best = (int) i;
        }
    }
  return n_known >= 2 ? best : -1;
}

/**
 * freshet_figure_find_best:
 * @figure: a figure
 * @reports: (element-type FreshetReport): runs, at most 64
 *
 * Finds the best of the runs that fetched all files. What is written the same is equally good. Where
 * all are equally good, or only one is known, none is the best.
 *
 * Returns: a bit for each of @reports that is the best, the lowest for the first
 */
guint64
freshet_figure_find_best (FreshetFigure figure, GPtrArray *reports)
{
  g_autofree char *best_text = NULL;
  guint n_known = 0;
  guint n_best = 0;
  guint64 bits = 0;
  int best;

  g_return_val_if_fail (reports != NULL && reports->len <= 64, 0);

  best = describe (figure)->better != NEITHER_IS_BETTER ? find_one_best (figure, reports) : -1;
  if (best < 0)
    return 0;

  best_text = freshet_figure_format (figure, reports->pdata[best]);
  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *text = freshet_figure_format (figure, reports->pdata[i]);

      if (text == NULL || !is_comparable (reports->pdata[i]))
        continue;
      n_known++;
      if (!g_str_equal (text, best_text))
        continue;
      bits |= G_GUINT64_CONSTANT (1) << i;
      n_best++;
    }
  return n_best < n_known ? bits : 0;
}

static void
append_run (GString *csv, FreshetReport *report)
{
  g_string_append_printf (csv,
                          "%s,%u,%u",
                          freshet_mode_to_string (freshet_report_get_mode (report)),
                          freshet_report_get_downloads (report)->len,
                          count_finished (report));
  for (guint i = 0; i < FRESHET_N_FIGURES; i++)
    {
      double value = get_value ((FreshetFigure) i, report);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_c (csv, ',');
      if (!isnan (value))
        g_string_append (csv, g_ascii_formatd (number, sizeof number, "%.10g", value));
    }
  g_string_append (csv, "\r\n");
}

/**
 * freshet_figure_list_to_csv:
 * @reports: (element-type FreshetReport): runs
 *
 * Writes the table of figures down, as of RFC 4180: a line for each run, with how many files there were
 * and how many came. Nothing in it depends on the language. What is not known is empty.
 *
 * Returns: (transfer full): the table, with a heading
 */
char *
freshet_figure_list_to_csv (GPtrArray *reports)
{
  g_autoptr (GString) csv = g_string_new ("mode,files,finished");

  g_return_val_if_fail (reports != NULL, NULL);

  for (guint i = 0; i < FRESHET_N_FIGURES; i++)
    g_string_append_printf (csv, ",%s", descriptions[i].id);
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < reports->len; i++)
    append_run (csv, reports->pdata[i]);
  return g_string_free (g_steal_pointer (&csv), FALSE);
}
