/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* What a key does, as an action that has accelerators, or the keys that a widget takes by itself. */
typedef struct
{
  const char *title;
  const char *action;
  const char *keys;
} Shortcut;

static const Shortcut downloads[] = {
  { NC_ ("shortcut window", "Type addresses"), "win.add", NULL },
  { NC_ ("shortcut window", "Add many addresses"), "win.add-many", NULL },
  { NC_ ("shortcut window", "Add from a file"), "win.add-file", NULL },
  { NC_ ("shortcut window", "Paste addresses"), NULL, "<Control>v" },
  { NC_ ("shortcut window", "Start everything that waits"), "win.download", NULL },
  { NC_ ("shortcut window", "Pause all"), "app.pause-all", NULL },
  { NC_ ("shortcut window", "Resume all"), "app.resume-all", NULL },
  { NC_ ("shortcut window", "Find downloads"), "win.find", NULL },
};

static const Shortcut selected[] = {
  { NC_ ("shortcut window", "Start, pause or open"), NULL, "Return" },
  { NC_ ("shortcut window", "Menu of all actions"), NULL, "<Shift>F10 Menu" },
  { NC_ ("shortcut window", "Details"), NULL, "<Alt>Return" },
  { NC_ ("shortcut window", "Copy the addresses"), NULL, "<Control>c" },
  { NC_ ("shortcut window", "Move up in the queue"), NULL, "<Alt>Up" },
  { NC_ ("shortcut window", "Move down in the queue"), NULL, "<Alt>Down" },
  { NC_ ("shortcut window", "Remove from the list"), NULL, "Delete" },
  { NC_ ("shortcut window", "Move the file to the wastebasket"), NULL, "<Shift>Delete" },
  { NC_ ("shortcut window", "Select all"), NULL, "<Control>a" },
};

static const Shortcut general[] = {
  { NC_ ("shortcut window", "Show the downloads"), "win.page::downloads", NULL },
  { NC_ ("shortcut window", "Compare the modes"), "win.page::compare", NULL },
  { NC_ ("shortcut window", "Show the code"), "win.page::code", NULL },
  { NC_ ("shortcut window", "Lesson"), "app.lesson", NULL },
  { NC_ ("shortcut window", "Next step of the lesson"), "win.next", NULL },
  { NC_ ("shortcut window", "Previous step of the lesson"), "win.previous", NULL },
  { NC_ ("shortcut window", "Larger text"), "app.larger", NULL },
  { NC_ ("shortcut window", "Smaller text"), "app.smaller", NULL },
  { NC_ ("shortcut window", "Normal text"), "app.normal-size", NULL },
  { NC_ ("shortcut window", "Main menu"), NULL, "F10" },
  { NC_ ("shortcut window", "Preferences"), "app.preferences", NULL },
  { NC_ ("shortcut window", "Keyboard shortcuts"), "win.show-help-overlay", NULL },
  { NC_ ("shortcut window", "Help"), "app.help", NULL },
  { NC_ ("shortcut window", "Close the window"), "window.close", NULL },
  { NC_ ("shortcut window", "Quit"), "app.quit", NULL },
};

/* Returns: (transfer full) (nullable): the keys; %NULL for an action that is not there in this build */
static char *
get_keys (const Shortcut *shortcut, GtkApplication *application)
{
  g_auto (GStrv) accels = NULL;

  if (shortcut->keys != NULL)
    return g_strdup (shortcut->keys);
  accels = gtk_application_get_accels_for_action (application, shortcut->action);
  return g_strdup (accels[0]);
}

/* Returns: (transfer full): the keys in words, for a screen reader */
static char *
describe (const char *keys)
{
  g_auto (GStrv) all = g_strsplit (keys, " ", -1);
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *label = NULL;
      GdkModifierType modifiers;
      guint key;

      if (!gtk_accelerator_parse (all[i], &key, &modifiers))
        continue;
      label = gtk_accelerator_get_label (key, modifiers);
      g_strv_builder_add (labels, label);
    }
  strings = g_strv_builder_end (labels);
  return g_strjoinv (", ", strings);
}

static GtkWidget *
make_row (const char *title, const char *keys)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_shortcut_label_new (keys);
  g_autofree char *description = describe (keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description,
                                  -1);
  return row;
}

static void
add_group (AdwPreferencesPage *page,
           const char *title,
           const Shortcut *shortcuts,
           guint n_shortcuts,
           GtkApplication *application)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < n_shortcuts; i++)
    {
      g_autofree char *keys = get_keys (&shortcuts[i], application);

      if (keys != NULL)
        adw_preferences_group_add (
            group,
            make_row (g_dpgettext2 (GETTEXT_PACKAGE, "shortcut window", shortcuts[i].title), keys));
    }
  adw_preferences_page_add (page, group);
}

/**
 * freshet_shortcuts_new:
 * @application: the program, which knows the keys of its actions
 *
 * GTK's own window of shortcuts lays them out in columns, which take more room than the smallest window
 * that the program works in.
 *
 * Returns: (transfer none): a window with all that can be done by a key, not yet shown
 */
GtkWindow *
freshet_shortcuts_new (GtkApplication *application)
{
  const char *title = _ ("Keyboard Shortcuts");
  AdwPreferencesPage *page;
  GtkWindow *window;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  /* The buttons that lead to a page are called after it, also where they are not shown. */
  adw_preferences_page_set_title (page, title);
  add_group (
      page, C_ ("shortcut window", "Downloads"), downloads, G_N_ELEMENTS (downloads), application);
  add_group (page,
             C_ ("shortcut window", "Selected Downloads"),
             selected,
             G_N_ELEMENTS (selected),
             application);
  add_group (page, C_ ("shortcut window", "General"), general, G_N_ELEMENTS (general), application);
  window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW,
                         "title",
                         title,
                         "modal",
                         TRUE,
                         "destroy-with-parent",
                         TRUE,
                         "default-width",
                         480,
                         "default-height",
                         640,
                         NULL);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  return window;
}
