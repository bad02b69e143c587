/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-text.h"
#include "freshet-test-fit.h"
#include "freshet-test-widgets.h"

/* The pages of the window. */

static GtkWidget *
find_by_action (GtkWidget *widget, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (name == NULL
          || g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), name) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_action (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_pages (void)
{
  static const char *const pages[] = { "downloads", "compare", "code" };

  freshet_test_fit_check (freshet_test_fit_get_window (), "an empty list");
  freshet_test_fit_activate ("app", "demo", NULL);
  freshet_test_fit_check (freshet_test_fit_get_window (), "a list");
  freshet_test_fit_activate ("win", "download", NULL);
  freshet_test_fit_check (freshet_test_fit_get_window (), "a list that runs");
  freshet_test_wait_ms (2500);
  freshet_test_fit_check (freshet_test_fit_get_window (), "a list that is done");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      freshet_test_fit_activate ("win", "page", g_variant_new_string (pages[i]));
      freshet_test_fit_check (freshet_test_fit_get_window (), pages[i]);
    }
  g_action_group_change_action_state (G_ACTION_GROUP (freshet_test_fit_get_window ()),
                                      "blocking-mode",
                                      g_variant_new_boolean (TRUE));
  freshet_test_fit_check (freshet_test_fit_get_window (), "blocking mode");
}

static void
test_comparison (void)
{
  GtkWidget *check;
  GtkWidget *button;

  freshet_test_fit_activate ("win", "page", g_variant_new_string ("compare"));
  freshet_test_wait_ms (300);
  /* The first mode is the one that freezes. */
  check = find_by_action (GTK_WIDGET (freshet_test_fit_get_window ()), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  button = find_by_action (GTK_WIDGET (freshet_test_fit_get_window ()),
                           GTK_TYPE_BUTTON,
                           "compare.run");
  g_assert_nonnull (button);
  gtk_widget_activate (button);
  freshet_test_fit_check (freshet_test_fit_get_window (), "a comparison that runs");
  freshet_test_wait_ms (7000);
  freshet_test_fit_check (freshet_test_fit_get_window (), "a comparison");
}

/* Each screen of the lesson, in a window of its own. */
static void
test_lesson (void)
{
  g_autoptr (GtkWindow) lesson = NULL;

  freshet_test_fit_activate ("app", "lesson", NULL);
  lesson = freshet_test_fit_wait_for_dialog ();
  for (guint screen = 0; screen < FRESHET_LESSON_N_SCREENS; screen++)
    {
      freshet_test_fit_check (lesson, freshet_lesson_text_title (screen));
      g_action_group_activate_action (G_ACTION_GROUP (lesson), "next", NULL);
    }
  freshet_test_fit_close (lesson);
}

int
main (int argc, char **argv)
{
  freshet_test_fit_init (&argc, &argv);

  g_test_add_func ("/fit/pages", test_pages);
  g_test_add_func ("/fit/comparison", test_comparison);
  g_test_add_func ("/fit/lesson", test_lesson);

  return g_test_run ();
}
