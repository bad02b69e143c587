/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

#include "freshet-application.h"
#include "freshet-lesson-text.h"
#include "freshet-window.h"

/* The smallest window that GNOME asks a program to work in. */
#define WIDTH 360
#define HEIGHT 294

/* Text that is made two fifths longer, in a window of that width, from left to right or the other
 * way round: everything has to stay in sight. */

static FreshetApplication *application;

static void G_GNUC_PRINTF (1, 2) complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
  g_test_fail ();
}

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_flag_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWindow *
get_main_window (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL;
       l = l->next)
    {
      if (FRESHET_IS_WINDOW (l->data))
        return l->data;
    }
  return NULL;
}

/* What scrolls sideways shows the rest when asked. */
static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;
      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
      if (policy != GTK_POLICY_NEVER)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_outside (GtkWidget *widget, GtkWidget *root)
{
  graphene_rect_t bounds;

  if (scrolls_sideways (widget) || !gtk_widget_compute_bounds (widget, root, &bounds))
    return FALSE;
  return bounds.origin.x < -1
         || bounds.origin.x + bounds.size.width > gtk_widget_get_width (root) + 1;
}

/* What is cut off on purpose, a file's name for one, is shown in full by a tooltip; a title gives way
 * to the buttons beside it. */
static gboolean
is_cut (GtkLabel *label)
{
  for (GtkWidget *widget = GTK_WIDGET (label); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      if (gtk_widget_get_has_tooltip (widget) || ADW_IS_WINDOW_TITLE (widget)
          || gtk_widget_has_css_class (widget, "title"))
        return FALSE;
    }
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static void
check_label (GtkLabel *label, GtkWidget *root, const char *where)
{
  int width;

  if (*gtk_label_get_text (label) == '\0')
    return;
  pango_layout_get_pixel_size (gtk_label_get_layout (label), &width, NULL);
  if (is_cut (label))
    complain ("%s: cut: “%s”", where, gtk_label_get_text (label));
  else if (gtk_widget_get_width (GTK_WIDGET (label)) + 1 < width)
    complain ("%s: squeezed: “%s”", where, gtk_label_get_text (label));
  else if (is_outside (GTK_WIDGET (label), root))
    complain ("%s: outside: “%s”", where, gtk_label_get_text (label));
}

static void
check_labels (GtkWidget *widget, GtkWidget *root, const char *where)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    check_label (GTK_LABEL (widget), root, where);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_labels (child, root, where);
}

/* The height is that at the width which it has, or at the one that it needs, where that is more: its
 * own width is without borders. */
static int
get_minimum (GtkWidget *widget, GtkOrientation orientation)
{
  int minimum, for_size = -1;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    for_size
        = MAX (gtk_widget_get_width (widget), get_minimum (widget, GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What asks for the most, and what in it does, down to the last. */
static char *
describe (GtkWidget *widget, GtkOrientation orientation)
{
  GString *text = g_string_new (NULL);

  while (widget != NULL)
    {
      GtkWidget *largest = NULL;

      g_string_append_printf (text,
                              " %s %d",
                              G_OBJECT_TYPE_NAME (widget),
                              get_minimum (widget, orientation));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          if (gtk_widget_get_mapped (child)
              && (largest == NULL
                  || get_minimum (child, orientation) > get_minimum (largest, orientation)))
            largest = child;
        }
      widget = largest;
    }
  return g_string_free (text, FALSE);
}

/* What is in a window: round it there may be borders, where no compositor draws a shadow. */
static void
check_minimum (GtkWidget *window, const char *where)
{
  /* The height is that of our own words: longer ones are more lines. */
  const int limits[] = { WIDTH, g_getenv ("PSEUDO_MO") == NULL ? HEIGHT : G_MAXINT };
  GtkWidget *content = gtk_widget_get_first_child (window);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *reason = describe (content, (GtkOrientation) i);

      if (get_minimum (content, (GtkOrientation) i) > limits[i])
        complain ("%s is too large, %u:%s", where, i, reason);
    }
}

static void
check_window (GtkWindow *window, const char *where)
{
  wait_ms (700);
  check_minimum (GTK_WIDGET (window), where);
  check_labels (GTK_WIDGET (window), GTK_WIDGET (window), where);
}

static void
activate (const char *scope, const char *action, GVariant *parameter)
{
  GActionGroup *group = g_str_equal (scope, "app") ? G_ACTION_GROUP (application)
                                                   : G_ACTION_GROUP (get_main_window ());

  g_action_group_activate_action (group, action, parameter);
}

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

/* In a window as GNOME has it, with one button to close it, and its font. (Newer versions of GTK begin
 * with one that Debian does not have; what comes in its place is wider.) */
static void
start (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);

  g_object_set (gtk_settings_get_default (),
                "gtk-decoration-layout",
                ":close",
                "gtk-font-name",
                "Cantarell 11",
                NULL);
  g_settings_set_int (settings, "window-width", WIDTH);
  g_settings_set_int (settings, "window-height", 640);
  application = freshet_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  wait_ms (500);
}

static GtkWindow *
get_active_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return window;
    }
  return NULL;
}

static gboolean
is_main_active (void)
{
  return get_active_window () == NULL || get_active_window () == get_main_window ();
}

/* The window of the dialog that an action opens, as narrow as the main one. */
static void
check_dialog (const char *scope, const char *action)
{
  g_autoptr (GtkWindow) dialog = NULL;

  activate (scope, action, NULL);
  for (guint i = 0; i < 100 && is_main_active (); i++)
    wait_ms (100);
  g_assert_false (is_main_active ());
  dialog = g_object_ref (get_active_window ());
  gtk_window_set_default_size (dialog, WIDTH, 560);
  check_window (dialog, action);
  gtk_window_close (dialog);
  for (guint i = 0; i < 100 && !is_main_active (); i++)
    wait_ms (100);
}

static void
test_pages (void)
{
  static const char *const pages[] = { "downloads", "compare", "code" };

  check_window (get_main_window (), "an empty list");
  activate ("app", "demo", NULL);
  check_window (get_main_window (), "a list");
  activate ("win", "download", NULL);
  check_window (get_main_window (), "a list that runs");
  wait_ms (2500);
  check_window (get_main_window (), "a list that is done");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      activate ("win", "page", g_variant_new_string (pages[i]));
      check_window (get_main_window (), pages[i]);
    }
  g_action_group_change_action_state (G_ACTION_GROUP (get_main_window ()),
                                      "blocking-mode",
                                      g_variant_new_boolean (TRUE));
  check_window (get_main_window (), "blocking mode");
}

static void
test_dialogs (void)
{
  check_dialog ("app", "preferences");
  check_dialog ("app", "about");
}

static void
test_comparison (void)
{
  GtkWidget *check;
  GtkWidget *button;

  activate ("win", "page", g_variant_new_string ("compare"));
  wait_ms (300);
  /* The first mode is the one that freezes. */
  check = find_by_action (GTK_WIDGET (get_main_window ()), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  button = find_by_action (GTK_WIDGET (get_main_window ()), GTK_TYPE_BUTTON, "compare.run");
  g_assert_nonnull (button);
  gtk_widget_activate (button);
  check_window (get_main_window (), "a comparison that runs");
  wait_ms (7000);
  check_window (get_main_window (), "a comparison");
}

/* Each screen of the lesson, in a window of its own. */
static void
test_lesson (void)
{
  g_autoptr (GtkWindow) lesson = NULL;

  activate ("app", "lesson", NULL);
  for (guint i = 0; i < 100 && is_main_active (); i++)
    wait_ms (100);
  g_assert_false (is_main_active ());
  lesson = g_object_ref (get_active_window ());
  gtk_window_set_default_size (lesson, WIDTH, 640);
  for (guint screen = 0; screen < FRESHET_LESSON_N_SCREENS; screen++)
    {
      check_window (lesson, freshet_lesson_text_title (screen));
      g_action_group_activate_action (G_ACTION_GROUP (lesson), "next", NULL);
    }
  gtk_window_close (lesson);
}

/* Puts the made-up language where gettext looks for it, in the folder of the display's home. */
static void
speak_pseudo (const char *path)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HOME"), "locale", NULL);
  g_autofree char *messages = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  g_autofree char *file = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);

  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  g_assert_cmpint (symlink (path, file), ==, 0);
  g_setenv ("LANGUAGE", "xx", TRUE);
  g_assert_nonnull (setlocale (LC_ALL, "es_ES.UTF-8"));
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_assert_cmpstr (_ ("Downloads"), !=, "Downloads");
}

int
main (int argc, char **argv)
{
  const char *direction;

  if (g_getenv ("PSEUDO_MO") != NULL)
    speak_pseudo (g_getenv ("PSEUDO_MO"));
  /* The folders are the display's own; in those of GTest there would be no type of picture. */
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  adw_init ();
  direction = g_getenv ("DIRECTION");
  gtk_widget_set_default_direction (g_strcmp0 (direction, "rtl") == 0 ? GTK_TEXT_DIR_RTL
                                                                      : GTK_TEXT_DIR_LTR);

  g_test_add_func ("/fit/pages", test_pages);
  g_test_add_func ("/fit/dialogs", test_dialogs);
  g_test_add_func ("/fit/comparison", test_comparison);
  g_test_add_func ("/fit/lesson", test_lesson);

  start ();
  return g_test_run ();
}
