/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-figures.h"

#include <adwaita.h>

/* The table that a scene of the lesson ends with. */
static GtkWidget *
create_table (void)
{
  g_autoptr (FreshetSceneResult) result = freshet_scene_result_new ("Few", "Many");
  GtkWidget *table;

  freshet_scene_result_add (result, "total_s", "Total time", FRESHET_SCENE_SECONDS, 1, 2);
  freshet_scene_result_add (
      result, "paint_ms", "Painting waited", FRESHET_SCENE_MILLISECONDS, 3, 40);
  table = freshet_lesson_figures_new (FRESHET_SCENE_CROWD, result);
  return g_object_ref_sink (table);
}

static GtkWidget *
get_label (GtkWidget *table, int column, int row)
{
  GtkWidget *label = gtk_grid_get_child_at (GTK_GRID (table), column, row);

  g_assert_true (GTK_IS_LABEL (label));
  return label;
}

static void
assert_explained (GtkWidget *label)
{
  g_assert_cmpstr (gtk_widget_get_tooltip_text (label), !=, "");
  g_assert_nonnull (gtk_widget_get_tooltip_text (label));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (label),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
test_headings_are_explained (void)
{
  GtkWidget *table = create_table ();

  for (int column = 1; column <= 2; column++)
    assert_explained (get_label (table, column, 0));
  for (int row = 1; row <= 2; row++)
    assert_explained (get_label (table, 0, row));
  g_assert_finalize_object (table);
}

static void
test_values_say_what_they_are_of (void)
{
  GtkWidget *table = create_table ();
  GtkWidget *value = get_label (table, 2, 2);

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (value)), ==, "40 ms");
  gtk_test_accessible_assert_property (value,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Painting waited, Many: 40 ms");
  g_assert_finalize_object (table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/lesson-figures/headings-are-explained", test_headings_are_explained);
  g_test_add_func ("/lesson-figures/values-say-what-they-are-of", test_values_say_what_they_are_of);
  return g_test_run ();
}
