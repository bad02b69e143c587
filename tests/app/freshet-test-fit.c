/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-fit.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

#include "freshet-application.h"
#include "freshet-test-widgets.h"
#include "freshet-window.h"

/* The smallest window that GNOME asks a program to work in. */
#define WIDTH 360
#define HEIGHT 294

/* Shows the window in a width of 360, from left to right or the other way round (DIRECTION), in a language
 * with texts two fifths longer (PSEUDO_MO), in larger letters (TEXT_SCALE), in high contrast
 * (ADW_DEBUG_HIGH_CONTRAST), or without animations (STILL): everything has to stay in sight. */

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

static double
get_text_scale (void)
{
  const char *scale = g_getenv ("TEXT_SCALE");

  return scale != NULL ? g_ascii_strtod (scale, NULL) : 1;
}

/* Letters of twice the size may take twice the width. */
static int
get_width (void)
{
  return get_text_scale () < 2 ? WIDTH : 2 * WIDTH;
}

/* Returns: (transfer none): the main window */
GtkWindow *
freshet_test_fit_get_window (void)
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

  /* What pops up has a surface of its own, as large as it needs. */
  if (gtk_widget_get_native (widget) != gtk_widget_get_native (root) || scrolls_sideways (widget)
      || !gtk_widget_compute_bounds (widget, root, &bounds))
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
  /* The height is that of our own words: longer or larger ones are more lines. */
  const gboolean is_ours = g_getenv ("PSEUDO_MO") == NULL && get_text_scale () <= 1;
  const int limits[] = { get_width (), is_ours ? HEIGHT : G_MAXINT };
  GtkWidget *content = gtk_widget_get_first_child (window);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *reason = describe (content, (GtkOrientation) i);

      if (get_minimum (content, (GtkOrientation) i) > limits[i])
        complain ("%s is too large, %u:%s", where, i, reason);
    }
}

/* Complains of what is cut, squeezed, outside or too large in a window. */
void
freshet_test_fit_check (GtkWindow *window, const char *where)
{
  freshet_test_wait_ms (700);
  check_minimum (GTK_WIDGET (window), where);
  check_labels (GTK_WIDGET (window), GTK_WIDGET (window), where);
}

/* Activates an action of the program ("app") or of the window ("win"). */
void
freshet_test_fit_activate (const char *scope, const char *action, GVariant *parameter)
{
  GActionGroup *group = g_str_equal (scope, "app")
                            ? G_ACTION_GROUP (application)
                            : G_ACTION_GROUP (freshet_test_fit_get_window ());

  g_action_group_activate_action (group, action, parameter);
}

/* In a window as GNOME has it, with one button to close it, and its font. (Newer versions of GTK begin
 * with one that Debian does not have; what comes in its place is wider.) */
static void
start (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  gboolean has_contrast = g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL;

  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ())
                 == has_contrast);

  g_object_set (gtk_settings_get_default (),
                "gtk-decoration-layout",
                ":close",
                "gtk-font-name",
                "Cantarell 11",
                "gtk-xft-dpi",
                (int) (get_text_scale () * 96 * 1024),
                "gtk-enable-animations",
                g_getenv ("STILL") == NULL,
                NULL);
  g_settings_set_int (settings, "window-width", get_width ());
  g_settings_set_int (settings, "window-height", 640);
  application = freshet_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  freshet_test_wait_ms (500);
  g_assert_true (
      gtk_widget_has_css_class (GTK_WIDGET (freshet_test_fit_get_window ()), "high-contrast")
      == has_contrast);
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
  return get_active_window () == NULL || get_active_window () == freshet_test_fit_get_window ();
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

/* Begins the test, and shows the window. */
void
freshet_test_fit_init (int *argc, char ***argv)
{
  const char *direction;

  if (g_getenv ("PSEUDO_MO") != NULL)
    speak_pseudo (g_getenv ("PSEUDO_MO"));
  /* The folders are the display's own; in those of GTest there would be no type of picture. */
  g_test_init (argc, argv, NULL);
  gtk_disable_setlocale ();
  adw_init ();
  direction = g_getenv ("DIRECTION");
  gtk_widget_set_default_direction (g_strcmp0 (direction, "rtl") == 0 ? GTK_TEXT_DIR_RTL
                                                                      : GTK_TEXT_DIR_LTR);
  start ();
}

/* Returns: (transfer full): the dialog that opens, as narrow as the main window */
GtkWindow *
freshet_test_fit_wait_for_dialog (void)
{
  GtkWindow *dialog;

  for (guint i = 0; i < 100 && is_main_active (); i++)
    freshet_test_wait_ms (100);
  g_assert_false (is_main_active ());
  dialog = g_object_ref (get_active_window ());
  gtk_window_set_default_size (dialog, get_width (), 560);
  return dialog;
}

/* Looks at the dialog that opens, and closes it. */
void
freshet_test_fit_check_dialog (const char *where)
{
  g_autoptr (GtkWindow) dialog = freshet_test_fit_wait_for_dialog ();

  freshet_test_fit_check (dialog, where);
  freshet_test_fit_close (dialog);
}

/* Closes a dialog. */
void
freshet_test_fit_close (GtkWindow *dialog)
{
  gtk_window_close (dialog);
  for (guint i = 0; i < 100 && !is_main_active (); i++)
    freshet_test_wait_ms (100);
  g_assert_true (is_main_active ());
}
