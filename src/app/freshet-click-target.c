/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-click-target.h"

#include "freshet-figures-text.h"
#include "freshet-spinner.h"

#define NO_PRESS G_MAXUINT64

/**
 * FreshetClickTarget:
 *
 * Something to click, and something that turns, while a window may or may not be frozen: it counts
 * the clicks, those into a freeze too, and says how late the last was answered.
 */
struct _FreshetClickTarget
{
  GtkWidget parent_instance;

  FreshetInputMeter *meter; /* owned, nullable */
  guint n_clicks;
  guint64 press;      /* the one of the last click, NO_PRESS once it was told */
  guint64 last_press; /* the last that a click was made of */

  /* From the template. */
  GtkWidget *box;
  FreshetSpinner *spinner;
  GtkWidget *button;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FreshetClickTarget, freshet_click_target, GTK_TYPE_WIDGET)

static void
tell (FreshetClickTarget *self, gint64 delay)
{
  g_autofree char *text = freshet_figures_text_clicks (self->n_clicks, delay);

  gtk_label_set_label (self->label, text);
}

static void
add_click (FreshetClickTarget *self, guint64 press)
{
  gint64 delay = freshet_input_meter_get_delay (self->meter, press);

  self->n_clicks++;
  self->press = delay < 0 ? press : NO_PRESS;
  self->last_press = press;
  if (delay >= 0 || press == NO_PRESS)
    tell (self, delay);
}

/* A click that no press led to comes from a screen reader: there is no saying when it happened. */
static void
clicked_cb (FreshetClickTarget *self)
{
  guint64 press = freshet_input_meter_get_last (self->meter);

  add_click (self, press != self->last_press ? press : NO_PRESS);
}

static void
painted_cb (FreshetClickTarget *self)
{
  if (self->press == NO_PRESS)
    return;
  tell (self, freshet_input_meter_get_delay (self->meter, self->press));
  self->press = NO_PRESS;
}

static gboolean
is_inside (FreshetClickTarget *self, GdkEvent *event)
{
  GtkNative *native = gtk_widget_get_native (self->button);
  GtkWidget *picked;
  double native_x, native_y;
  double x, y;

  if (native == NULL || gtk_native_get_surface (native) != gdk_event_get_surface (event)
      || !gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (native, &native_x, &native_y);
  picked = gtk_widget_pick (GTK_WIDGET (native), x - native_x, y - native_y, GTK_PICK_DEFAULT);
  return picked != NULL
         && (picked == self->button || gtk_widget_is_ancestor (picked, self->button));
}

static gboolean
is_activation (FreshetClickTarget *self, GdkEvent *event)
{
  guint key;

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return is_inside (self, event);
  key = gdk_key_event_get_keyval (event);
  return gtk_widget_has_focus (self->button)
         && (key == GDK_KEY_space || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter);
}

/* Nothing else comes of what was pressed into a freeze, but here it is what is looked for. */
static void
pressed_cb (FreshetClickTarget *self, GdkEvent *event, gint64 happened, gboolean is_dropped)
{
  if (is_dropped && is_activation (self, event))
    add_click (self, freshet_input_meter_get_last (self->meter));
}

static void
freshet_click_target_dispose (GObject *object)
{
  FreshetClickTarget *self = FRESHET_CLICK_TARGET (object);

  if (self->meter != NULL)
    {
      g_signal_handlers_disconnect_by_data (freshet_input_meter_get_guard (self->meter), self);
      g_signal_handlers_disconnect_by_data (self->meter, self);
    }
  g_clear_object (&self->meter);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_CLICK_TARGET);

  G_OBJECT_CLASS (freshet_click_target_parent_class)->dispose (object);
}

static void
freshet_click_target_class_init (FreshetClickTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_click_target_dispose;

  g_type_ensure (FRESHET_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-click-target.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetClickTarget, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetClickTarget, spinner);
  gtk_widget_class_bind_template_child (widget_class, FreshetClickTarget, button);
  gtk_widget_class_bind_template_child (widget_class, FreshetClickTarget, label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_click_target_init (FreshetClickTarget *self)
{
  self->press = NO_PRESS;
  self->last_press = NO_PRESS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_click_target_set_meter:
 * @self: a target
 * @meter: what measures the clicks
 *
 * To be called once.
 */
void
freshet_click_target_set_meter (FreshetClickTarget *self, FreshetInputMeter *meter)
{
  g_return_if_fail (FRESHET_IS_CLICK_TARGET (self));
  g_return_if_fail (FRESHET_IS_INPUT_METER (meter));
  g_return_if_fail (self->meter == NULL);

  self->meter = g_object_ref (meter);
  g_signal_connect_swapped (meter, "painted", G_CALLBACK (painted_cb), self);
  g_signal_connect_swapped (freshet_input_meter_get_guard (meter),
                            "pressed",
                            G_CALLBACK (pressed_cb),
                            self);
  tell (self, -1);
}

/**
 * freshet_click_target_set_running:
 * @self: a target
 * @is_running: whether something goes on
 *
 * What turns does so only while something goes on: otherwise it would cost power for nothing.
 */
void
freshet_click_target_set_running (FreshetClickTarget *self, gboolean is_running)
{
  g_return_if_fail (FRESHET_IS_CLICK_TARGET (self));

  freshet_spinner_set_spinning (self->spinner, is_running);
}
