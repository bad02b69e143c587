/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-page.h"

#include <adwaita.h>

/**
 * FreshetComparePage:
 *
 * The page that compares the ways to download.
 */
struct _FreshetComparePage
{
  GtkWidget parent_instance;

  /* From the template. */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (FreshetComparePage, freshet_compare_page, GTK_TYPE_WIDGET)

static void
freshet_compare_page_dispose (GObject *object)
{
  FreshetComparePage *self = FRESHET_COMPARE_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_COMPARE_PAGE);

  G_OBJECT_CLASS (freshet_compare_page_parent_class)->dispose (object);
}

static void
freshet_compare_page_class_init (FreshetComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_compare_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, box);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_compare_page_init (FreshetComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
