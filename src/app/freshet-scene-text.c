/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scene-text.h"

#include <glib/gi18n-lib.h>

#include "freshet-figure.h"

static const struct
{
  const char *id;
  const char *meaning;
  const char *formula;
} figures[] = {
  {
      "longest_call_ms",
      N_ ("The longest time in which the main loop was busy, and nothing else had its turn."),
      N_ ("max (back in the loop − called)"),
  },
  {
      "click_ms",
      N_ ("The longest that a click or a key would have waited until the loop took it up."),
      N_ ("max (answered − asked), asked every 10 ms"),
  },
  {
      "paint_ms",
      N_ ("The longest that painting would have waited for its turn."),
      N_ ("max (answered − asked), asked every 10 ms"),
  },
  {
      "late_s",
      N_ ("The longest that a file was there already, and its handler had not come back."),
      N_ ("max (handler came back − file there)"),
  },
};

static const char *const columns[FRESHET_N_SCENES][2] = {
  [FRESHET_SCENE_COMPUTE] = {
    N_ ("Six files, and callbacks that return at once."),
    N_ ("The same files, and a callback that computes for half a second when one is there."),
  },
  [FRESHET_SCENE_STARVE] = {
    N_ ("A hundred files at once, read a little at a time, and only after painting."),
    N_ ("The same files with GIO’s own splice, whose steps come before painting."),
  },
  [FRESHET_SCENE_CROWD] = {
    N_ ("A thousand small files, with so many requests at once."),
    N_ ("A thousand small files, with so many requests at once."),
  },
  [FRESHET_SCENE_NESTED] = {
    N_ ("In which order the five files were there: 1 is the first."),
    N_ ("In which order the five handlers came back: 1 is the first."),
  },
};

static char *
explain (const char *meaning, const char *formula)
{
  return g_strconcat (meaning, "\n", formula, NULL);
}

static char *
explain_common (FreshetFigure figure)
{
  return explain (freshet_figure_get_meaning (figure), freshet_figure_get_formula (figure));
}

/**
 * freshet_scene_text_explain_figure:
 * @id: the name of a figure of a scene, in files
 *
 * Returns: (transfer full) (nullable): what it means, in a sentence, and how it is reckoned, in two
 *   lines; %NULL for a single click of many, which its columns explain
 */
char *
freshet_scene_text_explain_figure (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  if (g_str_equal (id, "total_s"))
    return explain_common (FRESHET_FIGURE_TOTAL_TIME);
  if (g_str_equal (id, "frames_missed"))
    return explain_common (FRESHET_FIGURE_FRAMES_MISSED);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      if (g_str_equal (id, figures[i].id))
        return explain (_ (figures[i].meaning), _ (figures[i].formula));
    }
  return NULL;
}

/**
 * freshet_scene_text_explain_column:
 * @kind: a scene
 * @column: which of its two columns, from 0
 *
 * Returns: (transfer none): what is in it, in a sentence
 */
const char *
freshet_scene_text_explain_column (FreshetSceneKind kind, guint column)
{
  g_return_val_if_fail (kind < FRESHET_N_SCENES, NULL);
  g_return_val_if_fail (column < G_N_ELEMENTS (columns[kind]), NULL);

  return _ (columns[kind][column]);
}
