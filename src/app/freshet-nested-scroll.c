/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-nested-scroll.h"

/* What scrolls, on a page that scrolls: GTK 4.8 lets nothing of the wheel through to the page, not even
 * where there is nothing to be scrolled up or down. */

static gboolean
can_move (GtkAdjustment *adjustment, double by)
{
  double value = gtk_adjustment_get_value (adjustment);

  return by < 0 ? value > gtk_adjustment_get_lower (adjustment)
                : value + gtk_adjustment_get_page_size (adjustment)
                      < gtk_adjustment_get_upper (adjustment);
}

/* Its own controller, which comes after ours, sees no more of the wheel than it has a use for. */
static void
set_takes_wheel (GtkWidget *window, GtkEventController *ours, gboolean takes_wheel)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) item = g_list_model_get_item (controllers, i);
      GtkEventControllerScrollFlags flags;

      if (item == ours || !GTK_IS_EVENT_CONTROLLER_SCROLL (item))
        continue;
      flags = gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (item))
              & ~GTK_EVENT_CONTROLLER_SCROLL_VERTICAL;
      if (takes_wheel)
        flags |= GTK_EVENT_CONTROLLER_SCROLL_VERTICAL;
      gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (item), flags);
    }
}

static gboolean
scroll_cb (GtkEventController *controller, double dx, double dy, GtkScrolledWindow *window)
{
  GtkAdjustment *horizontal = gtk_scrolled_window_get_hadjustment (window);
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (window);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if ((state & GDK_SHIFT_MASK) != 0)
    {
      gtk_adjustment_set_value (horizontal,
                                gtk_adjustment_get_value (horizontal)
                                    + dy * gtk_adjustment_get_step_increment (horizontal));
      return GDK_EVENT_STOP;
    }
  set_takes_wheel (GTK_WIDGET (window), controller, can_move (vertical, dy));
  return GDK_EVENT_PROPAGATE;
}

/**
 * freshet_nested_scroll_prepare:
 * @window: what scrolls, in something that scrolls up and down
 *
 * Leaves the wheel to what @window lies in wherever @window itself has no further to go. With Shift held
 * it scrolls @window sideways, as elsewhere. To be called once.
 */
void
freshet_nested_scroll_prepare (GtkScrolledWindow *window)
{
  GtkEventController *wheel;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (window));

  wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (scroll_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), wheel);
}
