/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-wheel.h"

#include <math.h>

/* What the wheel was turned by since the last frame, of a scrolled window. */
typedef struct
{
  double turned;
  guint tick;
} Wheel;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Wheel *wheel = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  /* As far as GTK itself goes at one step of the wheel. */
  double step = pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0);

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + wheel->turned * step);
  wheel->turned = 0;
  wheel->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, Wheel *wheel)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (gtk_event_controller_scroll_get_unit (controller) != GDK_SCROLL_UNIT_WHEEL
      || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  wheel->turned += dy;
  if (wheel->tick == 0)
    wheel->tick = gtk_widget_add_tick_callback (widget, tick_cb, wheel, NULL);
  return GDK_EVENT_STOP;
}

static void
wheel_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * freshet_wheel_scroll_by_frame:
 * @scrolled_window: what is scrolled
 *
 * Scrolls once a frame, however often the wheel of a mouse is turned in between. GtkListView of GTK 4.8
 * takes rows that were not laid out yet for rows without any height: who turned the wheel twice between
 * two frames was a hundred rows further, and the more there were to fill, the later was the next frame.
 */
void
freshet_wheel_scroll_by_frame (GtkScrolledWindow *scrolled_window)
{
  GtkEventController *controller;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scrolled_window));

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (
      controller, "scroll", G_CALLBACK (scroll_cb), g_new0 (Wheel, 1), wheel_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (scrolled_window), controller);
}
