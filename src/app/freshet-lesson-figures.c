/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-figures.h"

#include "freshet-lesson-text.h"

static void
attach (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
attach_figure (GtkGrid *grid, int row, const FreshetSceneFigure *figure)
{
  g_autofree char *first = freshet_lesson_text_figure (figure->unit, figure->first);
  g_autofree char *second = freshet_lesson_text_figure (figure->unit, figure->second);

  attach (grid, 0, row, figure->label, "dim-label");
  attach (grid, 1, row, first, "numeric");
  attach (grid, 2, row, second, "numeric");
}

/**
 * freshet_lesson_figures_new:
 * @result: what was measured in a scene
 *
 * Returns: (transfer floating): a table of it
 */
GtkWidget *
freshet_lesson_figures_new (FreshetSceneResult *result)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "lesson-card");
  for (int i = 0; i < 2; i++)
    attach (GTK_GRID (grid), i + 1, 0, result->headings[i], "heading");
  for (guint i = 0; i < result->figures->len; i++)
    attach_figure (GTK_GRID (grid),
                   (int) i + 1,
                   &g_array_index (result->figures, FreshetSceneFigure, i));
  return grid;
}
