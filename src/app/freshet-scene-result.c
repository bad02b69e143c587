/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scene.h"

static void
figure_clear (gpointer data)
{
  FreshetSceneFigure *figure = data;

  g_free (figure->label);
}

/**
 * freshet_scene_result_new:
 * @first_heading: of the first column
 * @second_heading: of the second
 *
 * Returns: (transfer full): a result without figures
 */
FreshetSceneResult *
freshet_scene_result_new (const char *first_heading, const char *second_heading)
{
  FreshetSceneResult *result = g_new0 (FreshetSceneResult, 1);

  result->headings[0] = g_strdup (first_heading);
  result->headings[1] = g_strdup (second_heading);
  result->figures = g_array_new (FALSE, FALSE, sizeof (FreshetSceneFigure));
  g_array_set_clear_func (result->figures, figure_clear);
  return result;
}

/**
 * freshet_scene_result_add:
 * @result: a result
 * @id: (transfer none): the figure's name in files, which is not copied
 * @label: its name for people
 * @unit: the unit of both
 * @first: what was measured in the first column
 * @second: what was measured in the second
 */
void
freshet_scene_result_add (FreshetSceneResult *result,
                          const char *id,
                          const char *label,
                          FreshetSceneUnit unit,
                          double first,
                          double second)
{
  FreshetSceneFigure figure = { id, g_strdup (label), unit, first, second };

  g_array_append_val (result->figures, figure);
}

/**
 * freshet_scene_result_free:
 * @result: (transfer full): a result
 */
void
freshet_scene_result_free (FreshetSceneResult *result)
{
  g_free (result->headings[0]);
  g_free (result->headings[1]);
  g_array_unref (result->figures);
  g_free (result);
}

/**
 * freshet_scene_result_find:
 * @result: a result
 * @id: a figure's name in files
 *
 * Returns: (transfer none) (nullable): that figure
 */
const FreshetSceneFigure *
freshet_scene_result_find (FreshetSceneResult *result, const char *id)
{
  for (guint i = 0; i < result->figures->len; i++)
    {
      const FreshetSceneFigure *figure = &g_array_index (result->figures, FreshetSceneFigure, i);

      if (g_str_equal (figure->id, id))
        return figure;
    }
  return NULL;
}
