/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-status-bin.h"

#include <adwaita.h>

/* Lower than this, in pixels, the picture would push what it is about out of sight. */
#define ENOUGH 360

/**
 * FreshetStatusBin:
 *
 * Shows a status page without its icon, smaller and with less around it, where it is low: what can be
 * done is to be in sight.
 */
struct _FreshetStatusBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* owned by the tree of widgets */
  char *icon_name;  /* owned */
  gboolean is_low;
  guint source;
};

G_DEFINE_FINAL_TYPE (FreshetStatusBin, freshet_status_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
update_cb (gpointer user_data)
{
  FreshetStatusBin *self = user_data;

  self->source = 0;
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->child),
                                 self->is_low ? NULL : self->icon_name);
  if (self->is_low)
    gtk_widget_add_css_class (self->child, "low");
  else
    gtk_widget_remove_css_class (self->child, "low");
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
freshet_status_bin_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (FRESHET_STATUS_BIN (widget)->child);
}

static void
freshet_status_bin_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  gtk_widget_measure (
      FRESHET_STATUS_BIN (widget)->child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* While sizes are given out is no time to ask for others. */
static void
freshet_status_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FreshetStatusBin *self = FRESHET_STATUS_BIN (widget);
  gboolean is_low = height < ENOUGH;

  gtk_widget_allocate (self->child, width, height, -1, NULL);
  if (self->is_low == is_low)
    return;
  self->is_low = is_low;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
freshet_status_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, FRESHET_STATUS_BIN (object)->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_status_bin_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  FreshetStatusBin *self = FRESHET_STATUS_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_assert (self->child == NULL);
      self->child = g_value_get_object (value);
      self->icon_name = g_strdup (adw_status_page_get_icon_name (ADW_STATUS_PAGE (self->child)));
      gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_status_bin_dispose (GObject *object)
{
  FreshetStatusBin *self = FRESHET_STATUS_BIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_status_bin_parent_class)->dispose (object);
}

static void
freshet_status_bin_finalize (GObject *object)
{
  g_free (FRESHET_STATUS_BIN (object)->icon_name);

  G_OBJECT_CLASS (freshet_status_bin_parent_class)->finalize (object);
}

static void
freshet_status_bin_class_init (FreshetStatusBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_status_bin_dispose;
  object_class->finalize = freshet_status_bin_finalize;
  object_class->get_property = freshet_status_bin_get_property;
  object_class->set_property = freshet_status_bin_set_property;
  widget_class->get_request_mode = freshet_status_bin_get_request_mode;
  widget_class->measure = freshet_status_bin_measure;
  widget_class->size_allocate = freshet_status_bin_size_allocate;

  /**
   * FreshetStatusBin:child:
   *
   * The #AdwStatusPage, with the icon that it has where there is room, set once.
   */
  properties[PROP_CHILD] = g_param_spec_object (
      "child", NULL, NULL, ADW_TYPE_STATUS_PAGE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_status_bin_init (FreshetStatusBin *self)
{
}
