/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-status-bin.h"

/* Lower than this, in pixels, the picture would push what it is about out of sight. */
#define ENOUGH 360

/**
 * FreshetStatusBin:
 *
 * Shows its child, an #AdwStatusPage, without the icon, smaller and with less around it, where it is
 * low: what can be done is to be in sight.
 */
struct _FreshetStatusBin
{
  AdwBin parent_instance;

  char *icon_name; /* owned */
  gboolean is_low;
  guint source;
};

G_DEFINE_FINAL_TYPE (FreshetStatusBin, freshet_status_bin, ADW_TYPE_BIN)

static gboolean
update_cb (gpointer user_data)
{
  FreshetStatusBin *self = user_data;
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  AdwStatusPage *page = ADW_STATUS_PAGE (child);

  self->source = 0;
  if (self->is_low == gtk_widget_has_css_class (child, "low"))
    return G_SOURCE_REMOVE;
  if (self->is_low)
    {
      g_free (self->icon_name);
      self->icon_name = g_strdup (adw_status_page_get_icon_name (page));
      adw_status_page_set_icon_name (page, NULL);
      gtk_widget_add_css_class (child, "low");
    }
  else
    {
      adw_status_page_set_icon_name (page, self->icon_name);
      gtk_widget_remove_css_class (child, "low");
    }
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
freshet_status_bin_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (adw_bin_get_child (ADW_BIN (widget)));
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
      adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, NULL, NULL);
}

/* While sizes are given out is no time to ask for others. */
static void
freshet_status_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FreshetStatusBin *self = FRESHET_STATUS_BIN (widget);
  gboolean is_low = height < ENOUGH;

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (self)), width, height, -1, NULL);
  if (self->is_low == is_low)
    return;
  self->is_low = is_low;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
freshet_status_bin_dispose (GObject *object)
{
  FreshetStatusBin *self = FRESHET_STATUS_BIN (object);

  g_clear_handle_id (&self->source, g_source_remove);

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
  widget_class->get_request_mode = freshet_status_bin_get_request_mode;
  widget_class->measure = freshet_status_bin_measure;
  widget_class->size_allocate = freshet_status_bin_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_status_bin_init (FreshetStatusBin *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
