/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-pair.h"

#include "freshet-presenter.h"

#define SPACING 12

/**
 * FreshetPair:
 *
 * Two widgets that belong together: side by side where there is room, one above the other where
 * there is none. They have the same width.
 */
struct _FreshetPair
{
  GtkWidget parent_instance;

  int threshold;
};

static void freshet_pair_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FreshetPair,
                               freshet_pair,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      freshet_pair_buildable_init))

enum
{
  PROP_0,
  PROP_THRESHOLD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable_iface;

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (
          child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, 2 * child_natural + SPACING);
    }
}

/* Beside each other neither may be narrower than it can be, whatever the threshold says. */
static gboolean
is_wide (FreshetPair *self, int width)
{
  int minimum = 0;
  int natural = 0;

  if (width < self->threshold * freshet_presenter_get_percent () / 100)
    return FALSE;
  measure_width (GTK_WIDGET (self), &minimum, &natural);
  return (width - SPACING) / 2 >= minimum;
}

static int
get_child_width (FreshetPair *self, int width)
{
  return is_wide (self, width) ? (width - SPACING) / 2 : width;
}

static GtkSizeRequestMode
freshet_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_height (GtkWidget *widget, int width, int *minimum, int *natural)
{
  FreshetPair *self = FRESHET_PAIR (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child,
                          GTK_ORIENTATION_VERTICAL,
                          width < 0 ? -1 : get_child_width (self, width),
                          &child_minimum,
                          &child_natural,
                          NULL,
                          NULL);
      if (width < 0 || is_wide (self, width))
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          *minimum += child_minimum + (*minimum > 0 ? SPACING : 0);
          *natural += child_natural + (*natural > 0 ? SPACING : 0);
        }
    }
}

static void
freshet_pair_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    measure_height (widget, for_size, minimum, natural);
}

static void
allocate_wide (GtkWidget *widget, int width, int height)
{
  int child_width = get_child_width (FRESHET_PAIR (widget), width);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = is_rtl ? width - child_width : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, child_width, height }, -1);
      x = is_rtl ? 0 : width - child_width;
    }
}

static void
allocate_narrow (GtkWidget *widget, int width)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, natural }, -1);
      y += natural + SPACING;
    }
}

static void
freshet_pair_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  if (is_wide (FRESHET_PAIR (widget), width))
    allocate_wide (widget, width, height);
  else
    allocate_narrow (widget, width);
}

static void
freshet_pair_add_child (GtkBuildable *buildable,
                        GtkBuilder *builder,
                        GObject *child,
                        const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
freshet_pair_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = freshet_pair_add_child;
}

static void
freshet_pair_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_THRESHOLD:
      g_value_set_int (value, FRESHET_PAIR (object)->threshold);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_pair_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_THRESHOLD:
      FRESHET_PAIR (object)->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_pair_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (freshet_pair_parent_class)->dispose (object);
}

static void
freshet_pair_class_init (FreshetPairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_pair_dispose;
  object_class->get_property = freshet_pair_get_property;
  object_class->set_property = freshet_pair_set_property;
  widget_class->get_request_mode = freshet_pair_get_request_mode;
  widget_class->measure = freshet_pair_measure;
  widget_class->size_allocate = freshet_pair_size_allocate;

  /**
   * FreshetPair:threshold:
   *
   * The width from which on the two are side by side, with text of normal size.
   */
  properties[PROP_THRESHOLD]
      = g_param_spec_int ("threshold",
                          NULL,
                          NULL,
                          0,
                          G_MAXINT,
                          600,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_pair_init (FreshetPair *self)
{
}
