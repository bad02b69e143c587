/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-table.h"

#include <adwaita.h>

#include "freshet-compare-text.h"
#include "freshet-figure.h"
#include "freshet-test-report.h"

static FreshetCompareTable *
create_table (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  FreshetCompareTable *table = g_object_new (FRESHET_TYPE_COMPARE_TABLE, NULL);

  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_BLOCKING));
  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_ASYNC));
  g_object_ref_sink (table);
  freshet_compare_table_set_reports (table, reports);
  return table;
}

static int
measure (FreshetCompareTable *table, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (table), orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static void
give (FreshetCompareTable *table, int width)
{
  int height = measure (table, GTK_ORIENTATION_VERTICAL, width, NULL);

  gtk_widget_size_allocate (GTK_WIDGET (table), &(GtkAllocation){ 0, 0, width, height }, -1);
}

static graphene_rect_t
find (FreshetCompareTable *table, const char *text)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (table));
  graphene_rect_t bounds;

  while (child != NULL
         && !(GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_label (GTK_LABEL (child)), text)))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (table), &bounds));
  return bounds;
}

/* Where the first value of the row of the total time is. */
static graphene_rect_t
find_value (FreshetCompareTable *table)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (table));
  graphene_rect_t bounds;

  while (GTK_IS_LABEL (child))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (table), &bounds));
  return bounds;
}

static void
test_wide_has_names_beside_figures (void)
{
  g_autoptr (FreshetCompareTable) table = create_table ();
  graphene_rect_t name, value, heading;
  int natural;

  measure (table, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  give (table, natural + 100);
  name = find (table, freshet_figure_get_name (FRESHET_FIGURE_TOTAL_TIME));
  value = find_value (table);
  heading = find (table, freshet_compare_text_mode (FRESHET_MODE_BLOCKING));
  g_assert_cmpfloat (value.origin.y, ==, name.origin.y);
  g_assert_cmpfloat (value.origin.x, >=, name.origin.x + name.size.width);
  g_assert_cmpfloat (value.origin.x, ==, heading.origin.x);
  g_assert_cmpfloat (value.size.width, ==, heading.size.width);
}

static void
test_narrow_has_names_above_figures (void)
{
  g_autoptr (FreshetCompareTable) table = create_table ();
  graphene_rect_t name, value;
  int natural;
  int minimum = measure (table, GTK_ORIENTATION_HORIZONTAL, -1, &natural);

  g_assert_cmpint (minimum, <, natural);
  give (table, natural - 1);
  name = find (table, freshet_figure_get_name (FRESHET_FIGURE_TOTAL_TIME));
  value = find_value (table);
  g_assert_cmpfloat (value.origin.y, ==, name.origin.y + name.size.height);
  g_assert_cmpfloat (value.origin.x, ==, 0);
  g_assert_cmpfloat (name.size.width, ==, natural - 1);
}

/* As a scrolled window asks, which would cut off what is below. */
static void
test_height_without_a_width_is_that_of_now (void)
{
  g_autoptr (FreshetCompareTable) table = create_table ();
  int natural;
  int widths[2];

  widths[0] = measure (table, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  widths[1] = natural;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      give (table, widths[i]);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpint (measure (table, GTK_ORIENTATION_VERTICAL, -1, NULL),
                       ==,
                       measure (table, GTK_ORIENTATION_VERTICAL, widths[i], NULL));
    }
}

static void
test_from_right_to_left_is_mirrored (void)
{
  g_autoptr (FreshetCompareTable) table = create_table ();
  graphene_rect_t name, blocking, async;
  int natural;

  measure (table, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  gtk_widget_set_direction (GTK_WIDGET (table), GTK_TEXT_DIR_RTL);
  give (table, natural);
  name = find (table, freshet_figure_get_name (FRESHET_FIGURE_TOTAL_TIME));
  blocking = find (table, freshet_compare_text_mode (FRESHET_MODE_BLOCKING));
  async = find (table, freshet_compare_text_mode (FRESHET_MODE_ASYNC));
  g_assert_cmpfloat (name.origin.x + name.size.width, ==, natural);
  g_assert_cmpfloat (blocking.origin.x + blocking.size.width, ==, name.origin.x);
  g_assert_cmpfloat (async.origin.x + async.size.width, ==, blocking.origin.x);
}

static void
test_takes_other_runs (void)
{
  FreshetCompareTable *table = create_table ();
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *child;
  guint n_children = 0;

  g_ptr_array_add (reports, freshet_test_report_new (FRESHET_MODE_THREADS));
  freshet_compare_table_set_reports (table, reports);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (table)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_children++;
  g_assert_cmpuint (n_children, ==, 1 + 2 * FRESHET_N_FIGURES);
  find (table, freshet_compare_text_mode (FRESHET_MODE_THREADS));
  g_assert_finalize_object (table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/compare-table/wide-has-names-beside-figures",
                   test_wide_has_names_beside_figures);
  g_test_add_func ("/compare-table/narrow-has-names-above-figures",
                   test_narrow_has_names_above_figures);
  g_test_add_func ("/compare-table/height-without-a-width-is-that-of-now",
                   test_height_without_a_width_is_that_of_now);
  g_test_add_func ("/compare-table/from-right-to-left-is-mirrored",
                   test_from_right_to_left_is_mirrored);
  g_test_add_func ("/compare-table/takes-other-runs", test_takes_other_runs);
  return g_test_run ();
}
