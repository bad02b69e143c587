/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch-text.h"

#include <glib/gi18n-lib.h>

#include "freshet-figures-text.h"

/**
 * freshet_watch_text_title:
 * @condition: what the watched program is in
 *
 * Returns: it in a few words, in the user's language
 */
const char *
freshet_watch_text_title (FreshetWatchCondition condition)
{
  switch (condition)
    {
    case FRESHET_WATCH_CONDITION_ANSWERING:
      return _ ("Freshet Answers");
    case FRESHET_WATCH_CONDITION_SILENT:
      return _ ("No Answer");
    case FRESHET_WATCH_CONDITION_NOT_RESPONDING:
      /* Translators: in the words of the desktop's own dialog for programs that hang */
      return _ ("“Freshet” Is Not Responding");
    case FRESHET_WATCH_CONDITION_STOPPED:
      return _ ("Freshet Stands Still");
    case FRESHET_WATCH_CONDITION_ENDED:
      return _ ("Freshet Has Ended");
    case FRESHET_WATCH_CONDITION_UNKNOWN:
    default:
      return _ ("Waiting for a First Beat");
    }
}

/**
 * freshet_watch_text_detail:
 * @condition: what the watched program is in
 * @last_silence: how long it was last silent for, microseconds; 0 if it never was
 *
 * Returns: (transfer full): what that means, in a sentence
 */
char *
freshet_watch_text_detail (FreshetWatchCondition condition, gint64 last_silence)
{
  g_autofree char *duration = NULL;

  switch (condition)
    {
    case FRESHET_WATCH_CONDITION_ANSWERING:
      if (last_silence == 0)
        return g_strdup (_ ("Its main thread answers within a tenth of a second."));
      duration = freshet_figures_text_freeze ((double) last_silence / 1000);
      /* Translators: %s is a time such as “12.05 s” */
      return g_strdup_printf (_ ("It is back, after a silence of %s."), duration);
    case FRESHET_WATCH_CONDITION_SILENT:
      return g_strdup (_ ("Its main thread waits or computes. No click is heard."));
    case FRESHET_WATCH_CONDITION_NOT_RESPONDING:
      return g_strdup (_ ("By now, a desktop offers to force it to quit."));
    case FRESHET_WATCH_CONDITION_STOPPED:
      return g_strdup (_ ("Not even its heartbeat comes, which has a thread of its own."));
    case FRESHET_WATCH_CONDITION_ENDED:
      return g_strdup (_ ("There is nothing left to watch."));
    case FRESHET_WATCH_CONDITION_UNKNOWN:
    default:
      return g_strdup ("");
    }
}

/**
 * freshet_watch_text_stopwatch:
 * @condition: what the watched program is in
 * @silence: for how long it has been silent, microseconds
 *
 * Returns: (transfer full): “3.40 s”, or a dash where there is nothing to be measured
 */
char *
freshet_watch_text_stopwatch (FreshetWatchCondition condition, gint64 silence)
{
  if (condition == FRESHET_WATCH_CONDITION_UNKNOWN || condition == FRESHET_WATCH_CONDITION_ENDED)
    return g_strdup ("–");
  return freshet_figures_text_duration ((double) silence / G_USEC_PER_SEC);
}
