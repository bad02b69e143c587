/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "freshet-address.h"
#include "freshet-download-list.h"
#include "freshet-resources.h"
#include "freshet-row.h"
#include "freshet-test-widgets.h"

static void
add_download (FreshetQueue *queue)
{
  g_autoptr (GUri) uri = freshet_address_parse ("http://127.0.0.1:9/a", NULL);
  g_autoptr (FreshetDownload) download = freshet_download_new (uri, "/nowhere");

  freshet_queue_add (queue, download);
}

static GtkGesture *
find_long_press (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_LONG_PRESS (controller))
        return GTK_GESTURE (controller);
    }
  return NULL;
}

/* Nothing here can touch a display: what is tested is what the gesture does, and that it is for fingers. */
static void
test_long_press (void)
{
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  GtkWidget *list = g_object_new (FRESHET_TYPE_DOWNLOAD_LIST, NULL);
  GtkGesture *gesture = find_long_press (list);
  GtkWidget *menu = gtk_widget_get_last_child (list);
  GtkWidget *window = adw_window_new ();
  GtkWidget *row = NULL;
  double x, y;

  add_download (queue);
  freshet_download_list_set_queue (FRESHET_DOWNLOAD_LIST (list), queue);
  adw_window_set_content (ADW_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 400 && (row == NULL || gtk_widget_get_height (row) == 0); i++)
    {
      freshet_test_wait_ms (50);
      row = freshet_test_find_child (list, FRESHET_TYPE_ROW);
    }
  g_assert_nonnull (row);

  g_assert_true (gtk_gesture_single_get_touch_only (GTK_GESTURE_SINGLE (gesture)));
  g_assert_false (gtk_widget_get_visible (menu));
  gtk_widget_translate_coordinates (row, list, 20, 20, &x, &y);
  g_signal_emit_by_name (gesture, "pressed", x, y);
  for (int i = 0; i < 400 && !gtk_widget_get_visible (menu); i++)
    freshet_test_wait_ms (50);
  g_assert_true (gtk_widget_get_visible (menu));
  g_assert_true (gtk_selection_model_is_selected (
      freshet_download_list_get_selection (FRESHET_DOWNLOAD_LIST (list)), 0));

  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  /* The folders are the display's own; in those of GTest there would be no type of picture. */
  g_test_init (&argc, &argv, NULL);
  freshet_register_resource ();
  adw_init ();

  g_test_add_func ("/list-menu/opens-by-a-long-press", test_long_press);

  return g_test_run ();
}
