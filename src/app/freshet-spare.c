/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-spare.h"

/**
 * FreshetSpare:
 *
 * What can be done without where a window is very short: it asks for no height, and shows its child
 * when it gets enough. (An AdwSqueezer does not know that a narrower text is higher.)
 */
struct _FreshetSpare
{
  GtkWidget parent_instance;

  GtkWidget *child; /* owned by the tree of widgets */
};

G_DEFINE_FINAL_TYPE (FreshetSpare, freshet_spare, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
freshet_spare_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
freshet_spare_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  FreshetSpare *self = FRESHET_SPARE (widget);

  /* It may be as low as it likes, its child may not: how wide that is does not depend on it. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = 0;
}

static void
freshet_spare_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FreshetSpare *self = FRESHET_SPARE (widget);
  int needed;

  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->child, height >= needed);
  if (height >= needed)
    gtk_widget_allocate (self->child, width, height, -1, NULL);
}

static void
freshet_spare_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, FRESHET_SPARE (object)->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_spare_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FreshetSpare *self = FRESHET_SPARE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_assert (self->child == NULL);
      self->child = g_value_get_object (value);
      gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_spare_dispose (GObject *object)
{
  g_clear_pointer (&FRESHET_SPARE (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_spare_parent_class)->dispose (object);
}

static void
freshet_spare_class_init (FreshetSpareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_spare_dispose;
  object_class->get_property = freshet_spare_get_property;
  object_class->set_property = freshet_spare_set_property;
  widget_class->get_request_mode = freshet_spare_get_request_mode;
  widget_class->measure = freshet_spare_measure;
  widget_class->size_allocate = freshet_spare_size_allocate;

  /**
   * FreshetSpare:child:
   *
   * What is shown where there is room, set once.
   */
  properties[PROP_CHILD] = g_param_spec_object (
      "child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_spare_init (FreshetSpare *self)
{
}
