/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-blocking-banner.h"

#include <glib/gi18n-lib.h>

#include "freshet-reveal.h"
#include "freshet-spare.h"

/**
 * FreshetBlockingBanner:
 *
 * Says what blocking mode will do, for as long as it is on.
 */
struct _FreshetBlockingBanner
{
  GtkWidget parent_instance;

  FreshetQueue *queue; /* owned, nullable */
  GSettings *settings; /* owned, nullable */

  /* From the template. */
  GtkWidget *revealer;
  GtkOrientable *box;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FreshetBlockingBanner, freshet_blocking_banner, GTK_TYPE_WIDGET)

static void
update (FreshetBlockingBanner *self)
{
  guint seconds = g_settings_get_uint (self->settings, "freeze-guard");
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("Blocking mode: the window will freeze during downloads. "
                                    "It thaws by itself after %u second.",
                                    "Blocking mode: the window will freeze during downloads. "
                                    "It thaws by itself after %u seconds.",
                                    seconds),
                          seconds);
  gtk_label_set_label (self->label, text);
  freshet_reveal (GTK_REVEALER (self->revealer),
                  freshet_queue_get_mode (self->queue) == FRESHET_MODE_BLOCKING);
}

static void
freshet_blocking_banner_dispose (GObject *object)
{
  FreshetBlockingBanner *self = FRESHET_BLOCKING_BANNER (object);

  g_clear_object (&self->queue);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_BLOCKING_BANNER);

  G_OBJECT_CLASS (freshet_blocking_banner_parent_class)->dispose (object);
}

static void
freshet_blocking_banner_class_init (FreshetBlockingBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_blocking_banner_dispose;

  g_type_ensure (FRESHET_TYPE_SPARE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-blocking-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetBlockingBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, FreshetBlockingBanner, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetBlockingBanner, label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_blocking_banner_init (FreshetBlockingBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_blocking_banner_set_queue:
 * @self: a banner
 * @queue: whose mode it is of
 * @settings: the settings of the program
 *
 * To be called once.
 */
void
freshet_blocking_banner_set_queue (FreshetBlockingBanner *self,
                                   FreshetQueue *queue,
                                   GSettings *settings)
{
  g_return_if_fail (FRESHET_IS_BLOCKING_BANNER (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (queue, "notify::mode", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      settings, "changed::freeze-guard", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * freshet_blocking_banner_set_orientation:
 * @self: a banner
 * @orientation: vertical where there is no room for the text and the button side by side
 */
void
freshet_blocking_banner_set_orientation (FreshetBlockingBanner *self, GtkOrientation orientation)
{
  g_return_if_fail (FRESHET_IS_BLOCKING_BANNER (self));

  gtk_orientable_set_orientation (self->box, orientation);
}
