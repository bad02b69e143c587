/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-private.h"

#include "freshet-waterfall-text.h"

#define ZOOM_STEP 1.5
#define SCROLL_ZOOM_STEP 1.2
#define CURSOR_STEP_PX 12

void
freshet_waterfall_set_detail (FreshetWaterfall *self, char *detail)
{
  g_autofree char *owned = detail;

  if (g_strcmp0 (self->detail, detail) == 0)
    return;
  g_free (self->detail);
  self->detail = g_steal_pointer (&owned);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  self->detail != NULL ? self->detail : "",
                                  -1);
  g_object_notify (G_OBJECT (self), "detail");
}

void
freshet_waterfall_point_at (FreshetWaterfall *self, int lane, double time_s)
{
  self->lane = lane;
  self->time_s = CLAMP (time_s, 0, self->layout->end_s);
  freshet_waterfall_set_detail (self,
                                lane != FRESHET_WATERFALL_NO_LANE ? freshet_waterfall_text_lane (
                                    freshet_waterfall_layout_get (self->layout, (guint) lane),
                                    self->reports,
                                    self->time_s)
                                                                  : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_to (FreshetWaterfall *self, int lane, double time_s)
{
  int last = (int) self->layout->lanes->len - 1;

  if (last < 0)
    return;
  freshet_waterfall_point_at (self, CLAMP (lane, 0, last), time_s);
  freshet_waterfall_reveal (self);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (widget);
  int lanes;
  int steps;

  g_variant_get (arguments, "(ii)", &lanes, &steps);
  move_to (self,
           self->lane == FRESHET_WATERFALL_NO_LANE ? 0 : self->lane + lanes,
           self->time_s + steps * CURSOR_STEP_PX / self->scale.px_per_s);
  return GDK_EVENT_STOP;
}

static gboolean
end_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (widget);

  move_to (self, MAX (self->lane, 0), g_variant_get_boolean (arguments) ? self->layout->end_s : 0);
  return GDK_EVENT_STOP;
}

static gboolean
zoom_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (widget);
  graphene_rect_t plot = freshet_waterfall_get_plot (self);
  double x = freshet_time_scale_get_x (&self->scale, self->time_s);

  if (self->lane == FRESHET_WATERFALL_NO_LANE || x < 0 || x > plot.size.width)
    x = plot.size.width / 2;
  freshet_waterfall_zoom (self, g_variant_get_double (arguments), plot.origin.x + x);
  return GDK_EVENT_STOP;
}

static void
zoom_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  zoom_cb (widget, parameter, NULL);
}

static void
motion_cb (FreshetWaterfall *self, double x, double y)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);
  int lane
      = freshet_waterfall_layout_find (self->layout,
                                       y - plot.origin.y + freshet_waterfall_get_scroll_y (self));

  /* GTK tells of a pointer that is still too, when something else in the window has moved: that must not
   * take back what the keyboard did. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  freshet_waterfall_point_at (self,
                              y >= plot.origin.y ? lane : FRESHET_WATERFALL_NO_LANE,
                              freshet_time_scale_get_time (&self->scale, x - plot.origin.x));
}

static void
leave_cb (FreshetWaterfall *self)
{
  self->pointer_x = -1;
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    freshet_waterfall_point_at (self, FRESHET_WATERFALL_NO_LANE, self->time_s);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, FreshetWaterfall *self)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  freshet_waterfall_zoom (self,
                          dy < 0 ? SCROLL_ZOOM_STEP : 1 / SCROLL_ZOOM_STEP,
                          plot.origin.x + freshet_time_scale_get_x (&self->scale, self->time_s));
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (FreshetWaterfall *self, double x, double y)
{
  self->drag_x = 0;
  self->drag_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (FreshetWaterfall *self, double x, double y)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];

  self->scale = freshet_time_scale_pan (&self->scale,
                                        self->drag_x - x,
                                        plot.size.width,
                                        self->layout->end_s);
  if (vertical != NULL)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + self->drag_y - y);
  self->drag_x = x;
  self->drag_y = y;
  freshet_waterfall_configure (self);
}

void
freshet_waterfall_class_add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int lanes;
    int steps;
  } moves[] = {
    { GDK_KEY_Up, -1, 0 },   { GDK_KEY_Down, 1, 0 },  { GDK_KEY_Page_Up, -10, 0 },
    { GDK_KEY_Left, 0, -1 }, { GDK_KEY_Right, 0, 1 }, { GDK_KEY_Page_Down, 10, 0 },
  };
  static const struct
  {
    guint key;
    double factor;
  } zooms[] = {
    { GDK_KEY_plus, ZOOM_STEP },
    { GDK_KEY_KP_Add, ZOOM_STEP },
    { GDK_KEY_equal, ZOOM_STEP },
    { GDK_KEY_minus, 1 / ZOOM_STEP },
    { GDK_KEY_0, 0 },
    { GDK_KEY_KP_Subtract, 1 / ZOOM_STEP },
  };

  gtk_widget_class_install_action (widget_class, "waterfall.zoom", "d", zoom_action);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (
        widget_class, moves[i].key, 0, move_cb, "(ii)", moves[i].lanes, moves[i].steps);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, 0, zoom_cb, "d", zooms[i].factor);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, end_cb, "b", TRUE);
}

void
freshet_waterfall_add_controllers (FreshetWaterfall *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
