/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-table.h"

#include "freshet-compare-text.h"
#include "freshet-explain.h"
#include "freshet-figure.h"
#include "freshet-palette.h"

/* Beyond the last column, where there is room. */
#define INSET 6

#define N_ROWS (FRESHET_N_FIGURES + 1) /* the first has the headings */

/**
 * FreshetCompareTable:
 *
 * The figures of some runs: a row for each figure, a column for each run. The best of a row is marked
 * by a star, and not by its colour alone. Where there is no room for a column of names, each name is
 * above its figures.
 */
struct _FreshetCompareTable
{
  GtkWidget parent_instance;

  GtkWidget *names[N_ROWS]; /* children; the headings have none */
  GPtrArray *columns;       /* owned, of owned arrays of N_ROWS children */
  gboolean is_narrow;       /* as it was given its size last */
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

static GtkWidget *
create_figure_name (FreshetFigure figure)
{
  GtkWidget *label = create_label (freshet_figure_get_name (figure), 0, "figure");
  g_autofree char *explanation = g_strdup_printf ("%s\n%s",
                                                  freshet_figure_get_meaning (figure),
                                                  freshet_figure_get_formula (figure));

  freshet_explain (label, explanation);
  return label;
}

static GtkWidget *
create_value (FreshetFigure figure, FreshetReport *report, gboolean is_best)
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
  return cell;
}

static GtkWidget *
create_heading (FreshetMode mode)
{
  GtkWidget *label = create_label (freshet_compare_text_mode (mode), 1, "mode");
  g_autofree char *explanation = freshet_compare_text_pros_and_cons (mode);

  freshet_explain (label, explanation);
  return label;
}

static int
measure_child (GtkWidget *child, GtkOrientation orientation)
{
  int natural = 0;

  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_width (GtkWidget *const *column)
{
  int width = 0;

  for (guint row = 0; row < N_ROWS; row++)
    width = MAX (width, measure_child (column[row], GTK_ORIENTATION_HORIZONTAL));
  return width;
}

static int
get_columns_width (FreshetCompareTable *self)
{
  int width = 0;

  for (guint i = 0; i < self->columns->len; i++)
    width += get_width (self->columns->pdata[i]);
  return width;
}

static int
get_wide_width (FreshetCompareTable *self)
{
  return get_width (self->names) + get_columns_width (self) + INSET;
}

/* With the name, in a row that has one above its figures. */
static int
get_height (FreshetCompareTable *self, guint row, gboolean is_wide)
{
  int name = measure_child (self->names[row], GTK_ORIENTATION_VERTICAL);
  int figures = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget **column = self->columns->pdata[i];

      figures = MAX (figures, measure_child (column[row], GTK_ORIENTATION_VERTICAL));
    }
  return is_wide ? MAX (name, figures) : name + figures;
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  GtkWidget *table = gtk_widget_get_parent (child);

  if (gtk_widget_get_direction (table) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (table) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static GtkSizeRequestMode
freshet_compare_table_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
freshet_compare_table_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  FreshetCompareTable *self = FRESHET_COMPARE_TABLE (widget);
  int wide_width = get_wide_width (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (get_width (self->names), get_columns_width (self));
      *natural = wide_width;
      return;
    }
  *minimum = 0;
  for (guint row = 0; row < N_ROWS; row++)
    *minimum += get_height (self, row, for_size < 0 ? !self->is_narrow : for_size >= wide_width);
  *natural = *minimum;
}

static gboolean
resize_cb (gpointer user_data)
{
  gtk_widget_queue_resize (user_data);
  return G_SOURCE_REMOVE;
}

/* What scrolls asks for a height without saying for which width. */
static void
set_narrow (FreshetCompareTable *self, gboolean is_narrow)
{
  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  g_idle_add_full (GDK_PRIORITY_REDRAW - 1, resize_cb, g_object_ref (self), g_object_unref);
}

/* What is left over goes to the columns of figures, in equal parts. */
static void
freshet_compare_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FreshetCompareTable *self = FRESHET_COMPARE_TABLE (widget);
  int names = get_width (self->names);
  gboolean is_wide = width >= get_wide_width (self);
  int start = is_wide ? names : 0;
  int end = is_wide ? width - INSET : width;
  int extra = MAX (0, end - start - get_columns_width (self));
  int y = 0;

  set_narrow (self, !is_wide);
  for (guint row = 0; row < N_ROWS; row++)
    {
      int row_height = get_height (self, row, is_wide);
      int name_height = measure_child (self->names[row], GTK_ORIENTATION_VERTICAL);
      int above = is_wide ? 0 : name_height;
      int x = start;

      if (self->names[row] != NULL)
        allocate (self->names[row], 0, y, is_wide ? names : width, is_wide ? row_height : above);
      for (guint i = 0; i < self->columns->len; i++)
        {
          GtkWidget **column = self->columns->pdata[i];
          int column_width = get_width (column) + extra / (int) self->columns->len;

          allocate (column[row], x, y + above, column_width, row_height - above);
          x += column_width;
        }
      y += row_height;
    }
}

/* A line above each row. */
static void
freshet_compare_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FreshetCompareTable *self = FRESHET_COMPARE_TABLE (widget);
  GdkRGBA color = freshet_palette_look_up (widget, "borders");
  float width = (float) gtk_widget_get_width (widget);

  GTK_WIDGET_CLASS (freshet_compare_table_parent_class)->snapshot (widget, snapshot);
  for (guint row = 0; row < N_ROWS; row++)
    {
      graphene_rect_t bounds;

      if (self->names[row] != NULL && gtk_widget_compute_bounds (self->names[row], widget, &bounds))
        gtk_snapshot_append_color (snapshot,
                                   &color,
                                   &GRAPHENE_RECT_INIT (0, bounds.origin.y, width, 1));
    }
}

static void
clear (FreshetCompareTable *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  memset (self->names, 0, sizeof self->names);
  g_ptr_array_set_size (self->columns, 0);
}

static void
freshet_compare_table_dispose (GObject *object)
{
  clear (FRESHET_COMPARE_TABLE (object));

  G_OBJECT_CLASS (freshet_compare_table_parent_class)->dispose (object);
}

static void
freshet_compare_table_finalize (GObject *object)
{
  g_ptr_array_unref (FRESHET_COMPARE_TABLE (object)->columns);

  G_OBJECT_CLASS (freshet_compare_table_parent_class)->finalize (object);
}

static void
freshet_compare_table_class_init (FreshetCompareTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_compare_table_dispose;
  object_class->finalize = freshet_compare_table_finalize;
  widget_class->get_request_mode = freshet_compare_table_get_request_mode;
  widget_class->measure = freshet_compare_table_measure;
  widget_class->size_allocate = freshet_compare_table_size_allocate;
  widget_class->snapshot = freshet_compare_table_snapshot;
  gtk_widget_class_set_css_name (widget_class, "comparetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_compare_table_init (FreshetCompareTable *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_free);
}

static GtkWidget *
add (FreshetCompareTable *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

static void
add_row (FreshetCompareTable *self, FreshetFigure figure, GPtrArray *reports)
{
  guint64 best = freshet_figure_find_best (figure, reports);

  self->names[figure + 1] = add (self, create_figure_name (figure));
  for (guint i = 0; i < reports->len; i++)
    {
      GtkWidget **column = self->columns->pdata[i];

      column[figure + 1]
          = add (self, create_value (figure, reports->pdata[i], (best >> i & 1) != 0));
    }
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
  for (guint i = 0; i < reports->len; i++)
    {
      GtkWidget **column = g_new0 (GtkWidget *, N_ROWS);

      column[0] = add (self, create_heading (freshet_report_get_mode (reports->pdata[i])));
      g_ptr_array_add (self->columns, column);
    }
  for (int figure = 0; figure < FRESHET_N_FIGURES; figure++)
    add_row (self, (FreshetFigure) figure, reports);
}
