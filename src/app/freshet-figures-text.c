/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-figures-text.h"

#include <glib/gi18n-lib.h>

#include "freshet-format.h"

/**
 * freshet_figures_text_running:
 * @fps: frames in the last second
 * @longest_freeze_ms: milliseconds
 * @missed: frames that were not painted
 *
 * Returns: (transfer full): “60 fps · longest freeze 9 ms · 0 frames missed”
 */
char *
freshet_figures_text_running (guint fps, double longest_freeze_ms, guint64 missed)
{
  g_autofree char *freeze = freshet_figures_text_freeze (longest_freeze_ms);
  gulong n = (gulong) MIN (missed, G_MAXULONG);

  /* Translators: the line at the foot of the window while something is downloaded: frames a second,
   * the longest freeze such as “9 ms”, and the frames that were missed */
  return g_strdup_printf (ngettext ("%u fps · longest freeze %s · %lu frame missed",
                                    "%u fps · longest freeze %s · %lu frames missed",
                                    n),
                          fps,
                          freeze,
                          n);
}

/**
 * freshet_figures_text_last:
 * @longest_freeze_ms: milliseconds
 * @frames: (nullable): the frames that were counted, %NULL if the window could not be seen
 *
 * Returns: (transfer full): “Last run: longest freeze 9 ms · 0 frames missed”
 */
char *
freshet_figures_text_last (double longest_freeze_ms, const FreshetFrames *frames)
{
  g_autofree char *freeze = freshet_figures_text_freeze (longest_freeze_ms);
  gulong n = frames != NULL ? (gulong) MIN (frames->missed, G_MAXULONG) : 0;

  if (frames == NULL)
    /* Translators: the window could not be seen while something was downloaded; %s is the longest
     * freeze such as “9 ms” */
    return g_strdup_printf (_ ("Last run: longest freeze %s · frames not counted"), freeze);

  /* Translators: the line at the foot of the window while nothing is downloaded: the longest freeze
   * such as “9 ms”, and the frames that were missed */
  return g_strdup_printf (ngettext ("Last run: longest freeze %s · %lu frame missed",
                                    "Last run: longest freeze %s · %lu frames missed",
                                    n),
                          freeze,
                          n);
}

/**
 * freshet_figures_text_freeze:
 * @milliseconds: how long a freeze lasted
 *
 * Returns: (transfer full): “9 ms”, or “5.04 s” from one second on
 */
char *
freshet_figures_text_freeze (double milliseconds)
{
  if (milliseconds < 1000)
    return freshet_format_milliseconds (milliseconds);
  return freshet_figures_text_duration (milliseconds / 1000);
}

/**
 * freshet_figures_text_duration:
 * @seconds: how long something took
 *
 * Returns: (transfer full): “2.04 s”
 */
char *
freshet_figures_text_duration (double seconds)
{
  g_autofree char *number = freshet_format_seconds (seconds);

  /* Translators: a number of seconds, short: “2.04 s” */
  return g_strdup_printf (_ ("%s s"), number);
}

/**
 * freshet_figures_text_frozen:
 * @milliseconds: how long the window was frozen
 *
 * Returns: (transfer full): “The window was frozen for 12.05 seconds”
 */
char *
freshet_figures_text_frozen (double milliseconds)
{
  g_autofree char *seconds = freshet_format_seconds (milliseconds / 1000);

  /* Translators: %s is a number such as “12.05” */
  return g_strdup_printf (_ ("The window was frozen for %s seconds"), seconds);
}

/**
 * freshet_figures_text_missed_input:
 * @n_clicks: clicks made into a freeze
 * @n_keys: keys pressed into it
 *
 * Returns: (transfer full) (nullable): what was not carried out; %NULL if there was nothing
 */
char *
freshet_figures_text_missed_input (guint n_clicks, guint n_keys)
{
  g_autofree char *clicks = NULL;
  g_autofree char *keys = NULL;

  if (n_clicks > 0)
    clicks = g_strdup_printf (ngettext ("%u click into the freeze was dropped.",
                                        "%u clicks into the freeze were dropped.",
                                        n_clicks),
                              n_clicks);
  if (n_keys > 0)
    keys = g_strdup_printf (ngettext ("%u key pressed into the freeze was dropped.",
                                      "%u keys pressed into the freeze were dropped.",
                                      n_keys),
                            n_keys);

  if (clicks != NULL && keys != NULL)
    return g_strjoin (" ", clicks, keys, NULL);
  return clicks != NULL ? g_steal_pointer (&clicks) : g_steal_pointer (&keys);
}

/**
 * freshet_figures_text_left:
 * @n_waiting: downloads that were not reached, at least 1
 *
 * Returns: (transfer full): what the freeze guard did
 */
char *
freshet_figures_text_left (guint n_waiting)
{
  return g_strdup_printf (
      ngettext ("The freeze guard ended the run. %u download waits in the list.",
                "The freeze guard ended the run. %u downloads wait in the list.",
                n_waiting),
      n_waiting);
}

/**
 * freshet_figures_text_summary:
 * @n_finished: downloads of a run that are there
 * @n_all: downloads of the run
 * @seconds: how long it took
 *
 * Returns: (transfer full): “6 files downloaded in 2.04 s”
 */
char *
freshet_figures_text_summary (guint n_finished, guint n_all, double seconds)
{
  g_autofree char *time = freshet_figures_text_duration (seconds);

  if (n_finished == n_all)
    /* Translators: %s is a time such as “2.04 s” */
    return g_strdup_printf (ngettext ("%u file downloaded in %s",
                                      "%u files downloaded in %s",
                                      n_finished),
                            n_finished,
                            time);
  /* Translators: how many files of how many, and a time such as “2.04 s” */
  return g_strdup_printf (ngettext ("%u of %u file downloaded in %s",
                                    "%u of %u files downloaded in %s",
                                    n_all),
                          n_finished,
                          n_all,
                          time);
}

/**
 * freshet_figures_text_clicks:
 * @n_clicks: how often *Click Me* was clicked
 * @delay: how late the last was answered, microseconds, or -1 if that is not known
 *
 * Returns: (transfer full): “3 clicks, the last answered after 5 ms”; empty before the first
 */
char *
freshet_figures_text_clicks (guint n_clicks, gint64 delay)
{
  g_autofree char *time = freshet_figures_text_freeze ((double) delay / 1000);

  if (n_clicks == 0)
    return g_strdup ("");
  if (delay < 0)
    return g_strdup_printf (ngettext ("%u click", "%u clicks", n_clicks), n_clicks);
  /* Translators: how many clicks, and a time such as “5 ms” or “5.04 s” */
  return g_strdup_printf (ngettext ("%u click, answered after %s",
                                    "%u clicks, the last answered after %s",
                                    n_clicks),
                          n_clicks,
                          time);
}
