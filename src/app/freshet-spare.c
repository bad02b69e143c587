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
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (FreshetSpare, freshet_spare, ADW_TYPE_BIN)

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
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  /* It may be as low as it likes, its child may not: how wide that is does not depend on it. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = 0;
}

static void
freshet_spare_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int needed;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
  gtk_widget_set_child_visible (child, height >= needed);
  if (height >= needed)
    gtk_widget_allocate (child, width, height, -1, NULL);
}

static void
freshet_spare_class_init (FreshetSpareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = freshet_spare_get_request_mode;
  widget_class->measure = freshet_spare_measure;
  widget_class->size_allocate = freshet_spare_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_spare_init (FreshetSpare *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
