/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-header-title.h"

#include <adwaita.h>

#define SPACING 12

/* All that is left of the header bar between its buttons. */
#define AS_WIDE_AS_CAN_BE 10000

/**
 * FreshetHeaderTitle:
 *
 * What is in a header bar between its buttons: in the middle what switches the pages, and something at
 * the end. Where there is no room for both, the switcher makes way for a title; where there is none for
 * the end either, that goes too.
 */
struct _FreshetHeaderTitle
{
  GtkWidget parent_instance;

  /* Owned by the tree of widgets. */
  GtkWidget *switcher;
  GtkWidget *title;
  GtkWidget *end;

  gboolean has_switcher;
  gboolean has_end;
};

G_DEFINE_FINAL_TYPE (FreshetHeaderTitle, freshet_header_title, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SWITCHER,
  PROP_TITLE,
  PROP_END,
  PROP_HAS_SWITCHER,
  PROP_HAS_END,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
get_natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
freshet_header_title_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? AS_WIDE_AS_CAN_BE : 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* @x is counted from where the line begins. */
static void
place (FreshetHeaderTitle *self, GtkWidget *child, int x, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, 0);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    point.x = (float) (gtk_widget_get_width (widget) - x - width);
  gtk_widget_allocate (
      child, width, gtk_widget_get_height (widget), -1, gsk_transform_translate (NULL, &point));
}

/* In the middle of the header bar, as far as the room goes. */
static void
place_in_middle (FreshetHeaderTitle *self, GtkWidget *child, int room)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *bar = gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR);
  int width = get_natural_width (child);
  int x = (room - width) / 2;
  graphene_point_t corner;

  if (bar != NULL && gtk_widget_compute_point (widget, bar, &GRAPHENE_POINT_INIT (0, 0), &corner))
    {
      int before = (int) corner.x;

      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        before = gtk_widget_get_width (bar) - before - gtk_widget_get_width (widget);
      x = (gtk_widget_get_width (bar) - width) / 2 - before;
    }
  place (self, child, CLAMP (x, 0, room - width), width);
}

static void
set_shown (FreshetHeaderTitle *self, gboolean has_switcher, gboolean has_end)
{
  gboolean is_other_switcher = self->has_switcher != has_switcher;
  gboolean is_other_end = self->has_end != has_end;

  self->has_switcher = has_switcher;
  self->has_end = has_end;
  gtk_widget_set_child_visible (self->switcher, has_switcher);
  gtk_widget_set_child_visible (self->end, has_end);
  if (is_other_switcher)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SWITCHER]);
  if (is_other_end)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_END]);
}

static void
freshet_header_title_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FreshetHeaderTitle *self = FRESHET_HEADER_TITLE (widget);
  int end_width = get_natural_width (self->end);
  int room = width >= end_width ? MAX (0, width - end_width - SPACING) : width;
  gboolean has_switcher = width >= end_width && room >= get_natural_width (self->switcher);
  gboolean has_title = !has_switcher && room >= get_natural_width (self->title);

  set_shown (self, has_switcher, width >= end_width);
  gtk_widget_set_child_visible (self->title, has_title);
  if (self->has_end)
    place (self, self->end, width - end_width, end_width);
  if (has_switcher)
    place_in_middle (self, self->switcher, room);
  else if (has_title)
    place_in_middle (self, self->title, room);
}

static void
freshet_header_title_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FreshetHeaderTitle *self = FRESHET_HEADER_TITLE (object);

  switch (prop_id)
    {
    case PROP_SWITCHER:
      g_value_set_object (value, self->switcher);
      break;
    case PROP_TITLE:
      g_value_set_object (value, self->title);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_HAS_SWITCHER:
      g_value_set_boolean (value, self->has_switcher);
      break;
    case PROP_HAS_END:
      g_value_set_boolean (value, self->has_end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
take_child (FreshetHeaderTitle *self, GtkWidget **child, const GValue *value)
{
  g_assert (*child == NULL);
  *child = g_value_get_object (value);
  gtk_widget_set_parent (*child, GTK_WIDGET (self));
}

static void
freshet_header_title_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  FreshetHeaderTitle *self = FRESHET_HEADER_TITLE (object);

  switch (prop_id)
    {
    case PROP_SWITCHER:
      take_child (self, &self->switcher, value);
      break;
    case PROP_TITLE:
      take_child (self, &self->title, value);
      break;
    case PROP_END:
      take_child (self, &self->end, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_header_title_dispose (GObject *object)
{
  FreshetHeaderTitle *self = FRESHET_HEADER_TITLE (object);

  g_clear_pointer (&self->switcher, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_header_title_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags child_flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown_flags
      = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * FreshetHeaderTitle:switcher:
   *
   * What is in the middle where there is room for it, set once.
   */
  properties[PROP_SWITCHER]
      = g_param_spec_object ("switcher", NULL, NULL, GTK_TYPE_WIDGET, child_flags);
  /**
   * FreshetHeaderTitle:title:
   *
   * What is in the middle where there is none, set once.
   */
  properties[PROP_TITLE] = g_param_spec_object ("title", NULL, NULL, GTK_TYPE_WIDGET, child_flags);
  /**
   * FreshetHeaderTitle:end:
   *
   * What is at the end of the line, set once.
   */
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, child_flags);
  /**
   * FreshetHeaderTitle:has-switcher:
   *
   * Whether there is room for the switcher. It changes while sizes are given out.
   */
  properties[PROP_HAS_SWITCHER]
      = g_param_spec_boolean ("has-switcher", NULL, NULL, TRUE, shown_flags);
  /**
   * FreshetHeaderTitle:has-end:
   *
   * Whether there is room for what is at the end. It changes while sizes are given out.
   */
  properties[PROP_HAS_END] = g_param_spec_boolean ("has-end", NULL, NULL, TRUE, shown_flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_header_title_class_init (FreshetHeaderTitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_header_title_dispose;
  object_class->get_property = freshet_header_title_get_property;
  object_class->set_property = freshet_header_title_set_property;
  widget_class->measure = freshet_header_title_measure;
  widget_class->size_allocate = freshet_header_title_size_allocate;
  install_properties (object_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_header_title_init (FreshetHeaderTitle *self)
{
  self->has_switcher = TRUE;
  self->has_end = TRUE;
}

/**
 * freshet_header_title_has_switcher:
 * @self: a title
 *
 * Returns: whether there is room for what switches the pages
 */
gboolean
freshet_header_title_has_switcher (FreshetHeaderTitle *self)
{
  g_return_val_if_fail (FRESHET_IS_HEADER_TITLE (self), FALSE);

  return self->has_switcher;
}

/**
 * freshet_header_title_has_end:
 * @self: a title
 *
 * Returns: whether there is room for what is at the end
 */
gboolean
freshet_header_title_has_end (FreshetHeaderTitle *self)
{
  g_return_val_if_fail (FRESHET_IS_HEADER_TITLE (self), FALSE);

  return self->has_end;
}
