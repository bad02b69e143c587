/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-figures.h"

#include "freshet-compare-text.h"
#include "freshet-explain.h"
#include "freshet-lesson-text.h"
#include "freshet-scene-text.h"

static GtkWidget *
attach (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

static void
attach_heading (GtkGrid *grid, FreshetSceneKind kind, FreshetSceneResult *result, guint column)
{
  GtkWidget *label = attach (grid, (int) column + 1, 0, result->headings[column], "heading");

  freshet_explain (label, freshet_scene_text_explain_column (kind, column));
}

/* A screen reader gets to it without its row and its column. */
static void
attach_value (GtkGrid *grid,
              int row,
              const FreshetSceneFigure *figure,
              FreshetSceneResult *result,
              guint column)
{
  g_autofree char *value
      = freshet_lesson_text_figure (figure->unit, column == 0 ? figure->first : figure->second);
  g_autofree char *spoken
      = freshet_compare_text_cell (figure->label, result->headings[column], value, FALSE);
  GtkWidget *label = attach (grid, (int) column + 1, row, value, "numeric");

  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}

static void
attach_figure (GtkGrid *grid, int row, const FreshetSceneFigure *figure, FreshetSceneResult *result)
{
  g_autofree char *explanation = freshet_scene_text_explain_figure (figure->id);
  GtkWidget *name = attach (grid, 0, row, figure->label, "dim-label");

  if (explanation != NULL)
    freshet_explain (name, explanation);
  for (guint column = 0; column < G_N_ELEMENTS (result->headings); column++)
    attach_value (grid, row, figure, result, column);
}

/**
 * freshet_lesson_figures_new:
 * @kind: which scene was played
 * @result: what was measured in it
 *
 * Returns: (transfer floating): a table of it, with its headings explained
 */
GtkWidget *
freshet_lesson_figures_new (FreshetSceneKind kind, FreshetSceneResult *result)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "lesson-card");
  for (guint column = 0; column < G_N_ELEMENTS (result->headings); column++)
    attach_heading (GTK_GRID (grid), kind, result, column);
  for (guint i = 0; i < result->figures->len; i++)
    attach_figure (GTK_GRID (grid),
                   (int) i + 1,
                   &g_array_index (result->figures, FreshetSceneFigure, i),
                   result);
  return grid;
}
