/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-foot.h"

/* What is at the foot gets at most one part in so many of the height. */
#define SHARE 4

/**
 * FreshetFoot:
 *
 * Puts something at the foot of what a window shows. Where the window is too short for both it goes: it
 * is what can best be done without.
 */
struct _FreshetFoot
{
  GtkWidget parent_instance;

  /* Owned by the tree of widgets. */
  GtkWidget *content;
  GtkWidget *foot;
};

G_DEFINE_FINAL_TYPE (FreshetFoot, freshet_foot, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_FOOT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
freshet_foot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* It may be as low as it likes, what is in it may not: how wide that is does not depend on it. */
static void
freshet_foot_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  FreshetFoot *self = FRESHET_FOOT (widget);
  int foot_minimum, foot_natural;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (self->content, orientation, for_size, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->foot, orientation, for_size, &foot_minimum, &foot_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, foot_minimum);
      *natural = MAX (*natural, foot_natural);
    }
  else
    *natural += foot_natural;
}

static void
freshet_foot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FreshetFoot *self = FRESHET_FOOT (widget);
  int content_height, foot_height;
  gboolean has_foot;

  gtk_widget_measure (
      self->content, GTK_ORIENTATION_VERTICAL, width, &content_height, NULL, NULL, NULL);
  gtk_widget_measure (self->foot, GTK_ORIENTATION_VERTICAL, width, NULL, &foot_height, NULL, NULL);
  has_foot = foot_height <= height / SHARE && content_height + foot_height <= height;

  gtk_widget_set_child_visible (self->foot, has_foot);
  if (!has_foot)
    foot_height = 0;
  gtk_widget_allocate (self->content, width, height - foot_height, -1, NULL);
  if (has_foot)
    gtk_widget_allocate (
        self->foot,
        width,
        foot_height,
        -1,
        gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (height - foot_height))));
}

static void
freshet_foot_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FreshetFoot *self = FRESHET_FOOT (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_FOOT:
      g_value_set_object (value, self->foot);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_foot_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FreshetFoot *self = FRESHET_FOOT (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_assert (self->content == NULL);
      self->content = g_value_get_object (value);
      gtk_widget_insert_after (self->content, GTK_WIDGET (self), NULL);
      break;
    case PROP_FOOT:
      g_assert (self->foot == NULL);
      self->foot = g_value_get_object (value);
      gtk_widget_insert_before (self->foot, GTK_WIDGET (self), NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_foot_dispose (GObject *object)
{
  FreshetFoot *self = FRESHET_FOOT (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->foot, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_foot_parent_class)->dispose (object);
}

static void
freshet_foot_class_init (FreshetFootClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_foot_dispose;
  object_class->get_property = freshet_foot_get_property;
  object_class->set_property = freshet_foot_set_property;
  widget_class->get_request_mode = freshet_foot_get_request_mode;
  widget_class->measure = freshet_foot_measure;
  widget_class->size_allocate = freshet_foot_size_allocate;

  /**
   * FreshetFoot:content:
   *
   * What is above the foot, set once.
   */
  properties[PROP_CONTENT] = g_param_spec_object (
      "content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * FreshetFoot:foot:
   *
   * What is shown at the foot where there is room, set once.
   */
  properties[PROP_FOOT] = g_param_spec_object (
      "foot", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_foot_init (FreshetFoot *self)
{
}
