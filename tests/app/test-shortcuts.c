/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "freshet-application.h"
#include "freshet-shortcuts.h"

/* Collects the keys in @widget as they are written in the window. */
static void
collect_keys (GtkWidget *widget, GHashTable *keys)
{
  if (GTK_IS_SHORTCUT_LABEL (widget))
    {
      const char *accelerator = gtk_shortcut_label_get_accelerator (GTK_SHORTCUT_LABEL (widget));

      g_assert_true (g_hash_table_add (keys, g_strdup (accelerator)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_keys (child, keys);
}

static void
test_every_accelerator_is_in_the_window (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkApplication *application = GTK_APPLICATION (freshet_application_new ());
  g_auto (GStrv) actions = NULL;
  GtkWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = freshet_shortcuts_new (application);
  collect_keys (GTK_WIDGET (window), keys);
  actions = gtk_application_list_action_descriptions (application);
  g_assert_cmpuint (g_strv_length (actions), >, 10);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, actions[i]);

      g_test_message ("%s: %s", actions[i], accels[0]);
      g_assert_true (g_hash_table_contains (keys, accels[0]));
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/shortcuts/every-accelerator-is-in-the-window",
                   test_every_accelerator_is_in_the_window);

  return g_test_run ();
}
