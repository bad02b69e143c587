/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-text.h"

#include <glib/gi18n-lib.h>

#include "freshet-download.h"
#include "freshet-figures-text.h"

/* From here on, a ratio says more than a coincidence. */
#define NOTABLE_RATIO 1.05

/* What people notice as a freeze. */
#define NOTABLE_FREEZE_MS 100

/**
 * freshet_compare_text_mode:
 * @mode: a mode
 *
 * Returns: (transfer none): what it is called
 */
const char *
freshet_compare_text_mode (FreshetMode mode)
{
  switch (mode)
    {
    case FRESHET_MODE_BLOCKING:
      return _ ("Blocking");
    case FRESHET_MODE_THREADS:
      return _ ("Threads");
    case FRESHET_MODE_NAIVE:
      return _ ("Naive async");
    case FRESHET_MODE_ASYNC:
    default:
      return _ ("Asynchronous");
    }
}

static void
get_pros_and_cons (FreshetMode mode, const char **pro, const char **con)
{
  switch (mode)
    {
    case FRESHET_MODE_BLOCKING:
      *pro = _ ("The simplest code: one file after another, from top to bottom.");
      *con = _ ("The window freezes until the last file is there.");
      break;
    case FRESHET_MODE_THREADS:
      *pro = _ ("All files at once, the window stays alive, and the code stays simple.");
      *con = _ ("A thread for each file: memory, locks, and nothing may touch the window.");
      break;
    case FRESHET_MODE_NAIVE:
      *pro = _ ("All files at once on one thread, with the least code: GIO’s own splice.");
      *con = _ ("On a fast link its many small steps leave no time for painting.");
      break;
    case FRESHET_MODE_ASYNC:
    default:
      *pro = _ ("All files at once on one thread, and painting always comes first.");
      *con = _ (
          "The code is in pieces, and a callback that computes freezes the window all the same.");
      break;
    }
}

/**
 * freshet_compare_text_pros_and_cons:
 * @mode: a mode
 *
 * Returns: (transfer full): what is good about it and what is not, in two lines
 */
char *
freshet_compare_text_pros_and_cons (FreshetMode mode)
{
  const char *pro;
  const char *con;

  get_pros_and_cons (mode, &pro, &con);
  return g_strconcat (pro, "\n", con, NULL);
}

/**
 * freshet_compare_text_files:
 * @n_files: how many files will be compared
 * @is_demo: whether they are those of the demo server
 *
 * Returns: (transfer full): what will be compared
 */
char *
freshet_compare_text_files (guint n_files, gboolean is_demo)
{
  if (is_demo)
    return g_strdup_printf (ngettext ("%u file of the demo server, since the list is empty",
                                      "%u files of the demo server, since the list is empty",
                                      n_files),
                            n_files);
  return g_strdup_printf (ngettext ("The %u file of the list", "The %u files of the list", n_files),
                          n_files);
}

/**
 * freshet_compare_text_warning:
 * @freeze_guard_s: after how many seconds a freeze ends by itself
 *
 * Returns: (transfer full): what is said before the window is frozen
 */
char *
freshet_compare_text_warning (guint freeze_guard_s)
{
  return g_strdup_printf (
      ngettext ("In blocking mode nothing moves and nothing answers until all files are there. The "
                "window thaws by itself after %u second at the latest.",
                "In blocking mode nothing moves and nothing answers until all files are there. The "
                "window thaws by itself after %u seconds at the latest.",
                freeze_guard_s),
      freeze_guard_s);
}

/**
 * freshet_compare_text_running:
 * @mode: the mode that runs, or is about to
 * @i: the number of the run, from 0
 * @n_modes: how many runs there are
 *
 * Returns: (transfer full): “1 of 3: Blocking”
 */
char *
freshet_compare_text_running (FreshetMode mode, guint i, guint n_modes)
{
  /* Translators: the number of a run, how many there are, and its mode: “1 of 3: Blocking” */
  return g_strdup_printf (_ ("%u of %u: %s"), i + 1, n_modes, freshet_compare_text_mode (mode));
}

static guint
count_missing (FreshetReport *report)
{
  return freshet_report_get_downloads (report)->len
         - freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED));
}

/* Returns: milliseconds, -1 if it was not measured */
static double
get_freeze (FreshetReport *report)
{
  const FreshetLoopFigures *loop = freshet_report_get_loop (report);

  return loop != NULL ? loop->longest_freeze_ms : -1;
}

static const char *
get_mode_name (FreshetReport *report)
{
  return freshet_compare_text_mode (freshet_report_get_mode (report));
}

static gboolean
are_complete (GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    if (count_missing (reports->pdata[i]) > 0)
      return FALSE;
  return TRUE;
}

static FreshetReport *
find_slowest (GPtrArray *reports)
{
  FreshetReport *slowest = reports->pdata[0];

  for (guint i = 1; i < reports->len; i++)
    if (freshet_report_get_elapsed (reports->pdata[i]) > freshet_report_get_elapsed (slowest))
      slowest = reports->pdata[i];
  return slowest;
}

/* Of those that took about the same time, the asynchronous one: it is what the others are compared
 * with. */
static FreshetReport *
find_fastest (GPtrArray *reports)
{
  FreshetReport *fastest = reports->pdata[0];

  for (guint i = 1; i < reports->len; i++)
    if (freshet_report_get_elapsed (reports->pdata[i]) < freshet_report_get_elapsed (fastest))
      fastest = reports->pdata[i];
  for (guint i = 0; i < reports->len; i++)
    if (freshet_report_get_mode (reports->pdata[i]) == FRESHET_MODE_ASYNC
        && freshet_report_get_elapsed (reports->pdata[i])
               < freshet_report_get_elapsed (fastest) * NOTABLE_RATIO)
      return reports->pdata[i];
  return fastest;
}

static char *
compare_times (GPtrArray *reports)
{
  FreshetReport *fast = find_fastest (reports);
  FreshetReport *slow = find_slowest (reports);
  double ratio = freshet_report_get_elapsed (slow) / MAX (freshet_report_get_elapsed (fast), 1e-6);

  if (!are_complete (reports))
    return g_strdup (_ ("Not every mode fetched all files."));
  if (ratio < NOTABLE_RATIO)
    return g_strdup (_ ("All modes took the same time."));
  /* Translators: a mode, a number such as “6.0”, and another mode */
  return g_strdup_printf (_ ("%s took %.1f times as long as %s."),
                          get_mode_name (slow),
                          ratio,
                          get_mode_name (fast));
}

/* “9 ms” in one line, wherever the sentence is broken */
static char *
format_freeze (double milliseconds)
{
  g_autofree char *text = freshet_figures_text_freeze (milliseconds);
  GString *joined = g_string_new (text);

  g_string_replace (joined, " ", "\u00a0", 0);
  return g_string_free (joined, FALSE);
}

/* Returns: (nullable): nothing where one was not measured */
static char *
compare_freezes (GPtrArray *reports)
{
  g_autofree char *other_text = NULL;
  g_autofree char *worst_text = NULL;
  FreshetReport *other = find_fastest (reports);
  FreshetReport *worst = reports->pdata[0];

  for (guint i = 0; i < reports->len; i++)
    {
      if (get_freeze (reports->pdata[i]) < 0)
        return NULL;
      if (get_freeze (reports->pdata[i]) > get_freeze (worst))
        worst = reports->pdata[i];
    }

  worst_text = format_freeze (get_freeze (worst));
  if (get_freeze (worst) < NOTABLE_FREEZE_MS)
    /* Translators: %s is a time such as “9 ms” */
    return g_strdup_printf (_ ("The window never froze for longer than %s."), worst_text);
  if (other == worst)
    /* Translators: %s is a time such as “5.04 s” */
    return g_strdup_printf (_ ("The window froze for %s."), worst_text);
  other_text = format_freeze (get_freeze (other));
  /* Translators: a time such as “5.04 s” and a mode, twice */
  return g_strdup_printf (_ ("The longest freeze was %s in %s, and %s in %s."),
                          worst_text,
                          get_mode_name (worst),
                          other_text,
                          get_mode_name (other));
}

static char *
summarize (FreshetReport *report)
{
  guint n_all = freshet_report_get_downloads (report)->len;

  return freshet_figures_text_summary (n_all - count_missing (report),
                                       n_all,
                                       freshet_report_get_elapsed (report));
}

/**
 * freshet_compare_text_verdict:
 * @reports: (element-type FreshetReport): the runs, at least one
 *
 * Returns: (transfer full): what they show, in a sentence or two
 */
char *
freshet_compare_text_verdict (GPtrArray *reports)
{
  g_autofree char *times = NULL;
  g_autofree char *freezes = NULL;

  g_return_val_if_fail (reports != NULL && reports->len > 0, NULL);

  freezes = compare_freezes (reports);
  if (reports->len == 1)
    return freezes != NULL ? g_steal_pointer (&freezes) : summarize (reports->pdata[0]);
  times = compare_times (reports);
  return g_strjoin (" ", times, freezes, NULL);
}

/* Returns: (nullable): what was wrong with the first file that failed */
static const char *
find_reason (FreshetReport *report)
{
  GPtrArray *downloads = freshet_report_get_downloads (report);

  for (guint i = 0; i < downloads->len; i++)
    {
      const FreshetReportDownload *download = downloads->pdata[i];

      if (download->error != NULL)
        return download->error->message;
    }
  return NULL;
}

/* Messages have no full stop, but some are more than one sentence. */
static char *
add_reason (const char *text, const char *reason)
{
  if (reason == NULL)
    return g_strdup (text);
  return g_strconcat (text, " ", reason, g_str_has_suffix (reason, ".") ? "" : ".", NULL);
}

/**
 * freshet_compare_text_missing:
 * @report: a run
 *
 * Returns: (transfer full) (nullable): how many of its files are not there, and why the first is
 *   not; %NULL if all are
 */
char *
freshet_compare_text_missing (FreshetReport *report)
{
  g_autofree char *failed = NULL;
  guint n_waiting;
  guint n_missing;

  g_return_val_if_fail (FRESHET_IS_REPORT (report), NULL);

  n_missing = count_missing (report);
  if (n_missing == 0)
    return NULL;
  n_waiting = freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_WAITING));
  if (n_waiting > 0)
    /* Translators: a mode, and how many files the freeze guard did not let it come to */
    return g_strdup_printf (ngettext ("%s: the freeze guard cut off %u file.",
                                      "%s: the freeze guard cut off %u files.",
                                      n_waiting),
                            get_mode_name (report),
                            n_waiting);
  /* Translators: a mode, and how many files failed in it */
  failed = g_strdup_printf (ngettext ("%s: %u file failed.", "%s: %u files failed.", n_missing),
                            get_mode_name (report),
                            n_missing);
  return add_reason (failed, find_reason (report));
}

/**
 * freshet_compare_text_cell:
 * @figure: the name of a figure
 * @mode: the name of a mode
 * @value: the figure in that mode
 * @is_best: whether it is the best of the row
 *
 * Returns: (transfer full): a cell of the table for a screen reader
 */
char *
freshet_compare_text_cell (const char *figure,
                           const char *mode,
                           const char *value,
                           gboolean is_best)
{
  if (is_best)
    /* Translators: a figure, a mode and the value: “Total time, Asynchronous: 2.04 s, the best” */
    return g_strdup_printf (_ ("%s, %s: %s, the best"), figure, mode, value);
  /* Translators: a figure, a mode and the value: “Total time, Blocking: 12.16 s” */
  return g_strdup_printf (_ ("%s, %s: %s"), figure, mode, value);
}

/**
 * freshet_compare_text_when:
 * @when: when a comparison was made
 * @now: what time it is
 *
 * Returns: (transfer full): the day and the time, “Today, 14:03”
 */
char *
freshet_compare_text_when (GDateTime *when, GDateTime *now)
{
  g_autoptr (GDateTime) local = g_date_time_to_timezone (when, g_date_time_get_timezone (now));
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *day = g_date_time_format (local, "%F");
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *day_before = g_date_time_format (yesterday, "%F");

  if (g_str_equal (day, today))
    /* Translators: a time of today, see the manual of strftime */
    return g_date_time_format (local, _ ("Today, %H:%M"));
  if (g_str_equal (day, day_before))
    /* Translators: a time of yesterday, see the manual of strftime */
    return g_date_time_format (local, _ ("Yesterday, %H:%M"));
  /* Translators: a day and a time, see the manual of strftime */
  return g_date_time_format (local, _ ("%-e %B %Y, %H:%M"));
}
