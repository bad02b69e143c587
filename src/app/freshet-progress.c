/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-progress.h"

#include <glib/gi18n-lib.h>

#include "freshet-ticker.h"

#define PULSE_STEP 0.08

/**
 * FreshetProgress:
 *
 * A progress bar that pulses by itself while nobody knows how full it is, and can be seen.
 */
struct _FreshetProgress
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  double fraction;
};

G_DEFINE_FINAL_TYPE (FreshetProgress, freshet_progress, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FRACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pulse (GtkWidget *widget)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (FRESHET_PROGRESS (widget)->bar));
}

static void
update_pulse (FreshetProgress *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->fraction < 0 && gtk_widget_get_mapped (widget) && freshet_ticker_is_animated (widget))
    freshet_ticker_add (GTK_WIDGET (self), pulse);
  else
    freshet_ticker_remove (GTK_WIDGET (self));
}

static void
freshet_progress_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_progress_parent_class)->map (widget);
  update_pulse (FRESHET_PROGRESS (widget));
}

static void
freshet_progress_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_progress_parent_class)->unmap (widget);
  update_pulse (FRESHET_PROGRESS (widget));
}

static void
freshet_progress_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, FRESHET_PROGRESS (object)->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_progress_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FRACTION:
      freshet_progress_set_fraction (FRESHET_PROGRESS (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_progress_dispose (GObject *object)
{
  FreshetProgress *self = FRESHET_PROGRESS (object);

  freshet_ticker_remove (GTK_WIDGET (self));
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_progress_parent_class)->dispose (object);
}

static void
freshet_progress_class_init (FreshetProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_progress_dispose;
  object_class->get_property = freshet_progress_get_property;
  object_class->set_property = freshet_progress_set_property;
  widget_class->map = freshet_progress_map;
  widget_class->unmap = freshet_progress_unmap;

  /**
   * FreshetProgress:fraction:
   *
   * How full the bar is, 0 to 1; at -1 it pulses.
   */
  properties[PROP_FRACTION]
      = g_param_spec_double ("fraction",
                             NULL,
                             NULL,
                             -1,
                             1,
                             0,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_progress_init (FreshetProgress *self)
{
  self->bar = gtk_progress_bar_new ();
  gtk_progress_bar_set_pulse_step (GTK_PROGRESS_BAR (self->bar), PULSE_STEP);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"),
                                  -1);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

/**
 * freshet_progress_set_fraction:
 * @self: a progress bar
 * @fraction: how full it is, 0 to 1, or -1 if nobody knows
 */
void
freshet_progress_set_fraction (FreshetProgress *self, double fraction)
{
  g_return_if_fail (FRESHET_IS_PROGRESS (self));
  g_return_if_fail (fraction >= -1 && fraction <= 1);

  if (self->fraction == fraction)
    return;
  self->fraction = fraction;
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MAX (fraction, 0));
  update_pulse (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}
