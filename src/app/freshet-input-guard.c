/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-input-guard.h"

#include "freshet-input-clock.h"

/**
 * FreshetInputGuard:
 *
 * Keeps what was clicked and typed into a frozen window from being carried out on whatever is there
 * when it thaws, and counts it. The display queues such input, and GTK would hand out all of it.
 */
struct _FreshetInputGuard
{
  GObject parent_instance;

  FreshetInputClock clock;
  guint n_clicks;
  guint n_keys;
  guint dropped_buttons; /* a bit for each that is held down since before the thaw */
};

G_DEFINE_FINAL_TYPE (FreshetInputGuard, freshet_input_guard, G_TYPE_OBJECT)

enum
{
  PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_N_CLICKS,
  PROP_N_KEYS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_input (GdkEventType type)
{
  switch ((int) type)
    {
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_KEY_PRESS:
    case GDK_KEY_RELEASE:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_press (GdkEventType type)
{
  return type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN || type == GDK_KEY_PRESS;
}

static guint
get_button_bit (GdkEvent *event)
{
  return 1u << (gdk_button_event_get_button (event) % 32);
}

static void
count (FreshetInputGuard *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
      self->dropped_buttons |= get_button_bit (event);
      G_GNUC_FALLTHROUGH;
    case GDK_TOUCH_BEGIN:
      self->n_clicks++;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CLICKS]);
      break;
    case GDK_BUTTON_RELEASE:
      self->dropped_buttons &= ~get_button_bit (event);
      break;
    case GDK_KEY_PRESS:
      self->n_keys++;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_KEYS]);
      break;
    default:
      break;
    }
}

/* A button that was pressed into the freeze and let go after it is no click on anything either. */
static gboolean
is_end_of_dropped (FreshetInputGuard *self, GdkEvent *event)
{
  return gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE
         && (self->dropped_buttons & get_button_bit (event)) != 0;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, FreshetInputGuard *self)
{
  gint64 now = g_get_monotonic_time ();
  guint32 time = gdk_event_get_time (event);
  gboolean is_dropped;

  if (!is_input (gdk_event_get_event_type (event)) || time == GDK_CURRENT_TIME)
    return GDK_EVENT_PROPAGATE;

  is_dropped
      = freshet_input_clock_is_stale (&self->clock, time, now) || is_end_of_dropped (self, event);
  if (is_press (gdk_event_get_event_type (event)))
    g_signal_emit (self,
                   signals[PRESSED],
                   0,
                   event,
                   freshet_input_clock_get_happened (&self->clock, time, now),
                   is_dropped);
  if (is_dropped)
    {
      count (self, event);
      return GDK_EVENT_STOP;
    }

  freshet_input_clock_see (&self->clock, time, now);
  return GDK_EVENT_PROPAGATE;
}

static void
freshet_input_guard_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FreshetInputGuard *self = FRESHET_INPUT_GUARD (object);

  switch (prop_id)
    {
    case PROP_N_CLICKS:
      g_value_set_uint (value, self->n_clicks);
      break;
    case PROP_N_KEYS:
      g_value_set_uint (value, self->n_keys);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_input_guard_class_init (FreshetInputGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = freshet_input_guard_get_property;

  /**
   * FreshetInputGuard:n-clicks:
   *
   * Clicks and touches made into the last freeze.
   */
  properties[PROP_N_CLICKS] = g_param_spec_uint (
      "n-clicks", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * FreshetInputGuard:n-keys:
   *
   * Keys pressed into the last freeze.
   */
  properties[PROP_N_KEYS] = g_param_spec_uint (
      "n-keys", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FreshetInputGuard::pressed:
   * @event: (type GdkEvent): a press of a button or a key, or a touch
   * @happened: when it was made, microseconds of `g_get_monotonic_time ()`
   * @is_dropped: whether it was made into a freeze, so that nothing will come of it
   *
   * Emitted before anybody else gets to know of the event. That is passed as a pointer, since libffi
   * knows no type that is derived from its own.
   */
  signals[PRESSED] = g_signal_new ("pressed",
                                   FRESHET_TYPE_INPUT_GUARD,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   3,
                                   G_TYPE_POINTER,
                                   G_TYPE_INT64,
                                   G_TYPE_BOOLEAN);
}

static void
freshet_input_guard_init (FreshetInputGuard *self)
{
}

/**
 * freshet_input_guard_new:
 *
 * Returns: (transfer full): a guard that watches nothing yet
 */
FreshetInputGuard *
freshet_input_guard_new (void)
{
  return g_object_new (FRESHET_TYPE_INPUT_GUARD, NULL);
}

/**
 * freshet_input_guard_watch:
 * @self: a guard
 * @window: a window of the program
 *
 * Stands between the display and @window from now on.
 */
void
freshet_input_guard_watch (FreshetInputGuard *self, GtkWidget *window)
{
  GtkEventController *controller;

  g_return_if_fail (FRESHET_IS_INPUT_GUARD (self));
  g_return_if_fail (GTK_IS_WIDGET (window));

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (window, controller);
}

/**
 * freshet_input_guard_thaw:
 * @self: a guard
 *
 * Says that a freeze ends now, and begins to count anew. To be called before the main loop goes on.
 */
void
freshet_input_guard_thaw (FreshetInputGuard *self)
{
  g_return_if_fail (FRESHET_IS_INPUT_GUARD (self));

  freshet_input_clock_thaw (&self->clock, g_get_monotonic_time ());
  self->dropped_buttons = 0;
  self->n_clicks = 0;
  self->n_keys = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CLICKS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_KEYS]);
}

/**
 * freshet_input_guard_get_n_clicks:
 * @self: a guard
 *
 * Returns: clicks and touches made into the last freeze, as far as they have come in
 */
guint
freshet_input_guard_get_n_clicks (FreshetInputGuard *self)
{
  g_return_val_if_fail (FRESHET_IS_INPUT_GUARD (self), 0);

  return self->n_clicks;
}

/**
 * freshet_input_guard_get_n_keys:
 * @self: a guard
 *
 * Returns: keys pressed into the last freeze, as far as they have come in
 */
guint
freshet_input_guard_get_n_keys (FreshetInputGuard *self)
{
  g_return_val_if_fail (FRESHET_IS_INPUT_GUARD (self), 0);

  return self->n_keys;
}
