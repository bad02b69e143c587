/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-table.h"

#include "freshet-compare-text.h"
#include "freshet-figure.h"

/**
 * FreshetCompareTable:
 *
 * The figures of some runs: a row for each figure, a column for each run. The best of a row is marked
 * by a star, and not by its colour alone.
 */
struct _FreshetCompareTable
{
  GtkWidget parent_instance;

  GtkGrid *grid; /* owned */
};

G_DEFINE_FINAL_TYPE (FreshetCompareTable, freshet_compare_table, GTK_TYPE_WIDGET)

static GtkWidget *
create_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_figure_name (FreshetCompareTable *self, FreshetFigure figure, int row)
{
  GtkWidget *label = create_label (freshet_figure_get_name (figure), 0, "figure");
  g_autofree char *explanation = g_strdup_printf ("%s\n%s",
                                                  freshet_figure_get_meaning (figure),
                                                  freshet_figure_get_formula (figure));

  gtk_widget_set_tooltip_text (label, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation,
                                  -1);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
}

static void
add_value (FreshetCompareTable *self,
           FreshetFigure figure,
           FreshetReport *report,
           gboolean is_best,
           int column,
           int row)
{
  g_autofree char *value = freshet_figure_format (figure, report);
  const char *shown = value != NULL ? value : freshet_figure_get_absence (figure);
  g_autofree char *spoken
      = freshet_compare_text_cell (freshet_figure_get_name (figure),
                                   freshet_compare_text_mode (freshet_report_get_mode (report)),
                                   shown,
                                   is_best);
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *star = gtk_image_new_from_icon_name ("starred-symbolic");
  GtkWidget *label = create_label (shown, 1, value != NULL ? "numeric" : "absent");

  gtk_widget_set_hexpand (star, TRUE);
  gtk_widget_set_halign (star, GTK_ALIGN_END);
  gtk_widget_set_opacity (star, is_best ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (star), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
  gtk_box_append (GTK_BOX (cell), star);
  gtk_box_append (GTK_BOX (cell), label);
  gtk_widget_add_css_class (cell, is_best ? "best" : "value");
  gtk_grid_attach (self->grid, cell, column, row, 1, 1);
}

static void
add_headings (FreshetCompareTable *self, GPtrArray *reports)
{
  gtk_grid_attach (self->grid, create_label ("", 0, "mode"), 0, 0, 1, 1);
  for (guint i = 0; i < reports->len; i++)
    {
      FreshetMode mode = freshet_report_get_mode (reports->pdata[i]);
      GtkWidget *label = create_label (freshet_compare_text_mode (mode), 1, "mode");
      g_autofree char *explanation = freshet_compare_text_pros_and_cons (mode);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_tooltip_text (label, explanation);
      gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      explanation,
                                      -1);
      gtk_grid_attach (self->grid, label, (int) i + 1, 0, 1, 1);
    }
}

static void
clear (FreshetCompareTable *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
freshet_compare_table_dispose (GObject *object)
{
  FreshetCompareTable *self = FRESHET_COMPARE_TABLE (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;

  G_OBJECT_CLASS (freshet_compare_table_parent_class)->dispose (object);
}

static void
freshet_compare_table_class_init (FreshetCompareTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_compare_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_compare_table_init (FreshetCompareTable *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

/**
 * freshet_compare_table_set_reports:
 * @self: a table
 * @reports: (element-type FreshetReport): the runs
 */
void
freshet_compare_table_set_reports (FreshetCompareTable *self, GPtrArray *reports)
{
  g_return_if_fail (FRESHET_IS_COMPARE_TABLE (self));
  g_return_if_fail (reports != NULL);

  clear (self);
  add_headings (self, reports);
  for (int figure = 0; figure < FRESHET_N_FIGURES; figure++)
    {
      guint64 best = freshet_figure_find_best ((FreshetFigure) figure, reports);

      add_figure_name (self, (FreshetFigure) figure, figure + 1);
      for (guint i = 0; i < reports->len; i++)
        add_value (self,
                   (FreshetFigure) figure,
                   reports->pdata[i],
                   (best >> i & 1) != 0,
                   (int) i + 1,
                   figure + 1);
    }
}
