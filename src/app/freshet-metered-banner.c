/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-metered-banner.h"

#include "freshet-reveal.h"

/**
 * FreshetMeteredBanner:
 *
 * Holds the downloads while the network is one that is paid for by what is sent, says so, and lets a
 * person download all the same.
 */
struct _FreshetMeteredBanner
{
  GtkWidget parent_instance;

  FreshetQueue *queue;      /* owned, nullable */
  GNetworkMonitor *monitor; /* owned, nullable */
  gboolean is_overridden;   /* until the network is another */

  /* From the template. */
  GtkWidget *revealer;
};

G_DEFINE_FINAL_TYPE (FreshetMeteredBanner, freshet_metered_banner, GTK_TYPE_WIDGET)

/* It is in the way only where there is something that could be downloaded. */
static void
update_revealer (FreshetMeteredBanner *self)
{
  freshet_reveal (GTK_REVEALER (self->revealer),
                  freshet_queue_is_held (self->queue)
                      && freshet_queue_get_n_waiting (self->queue) > 0
                      && freshet_queue_get_mode (self->queue) != FRESHET_MODE_BLOCKING);
}

static void
update (FreshetMeteredBanner *self)
{
  gboolean is_metered
      = self->monitor != NULL && g_network_monitor_get_network_metered (self->monitor);

  if (self->queue == NULL)
    return;
  if (!is_metered)
    self->is_overridden = FALSE;
  freshet_queue_set_held (self->queue, is_metered && !self->is_overridden);
  update_revealer (self);
}

static void
override_cb (FreshetMeteredBanner *self)
{
  self->is_overridden = TRUE;
  update (self);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, g_object_ref (g_network_monitor_get_default ()), g_object_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetMeteredBanner *self = FRESHET_METERED_BANNER (source);
  g_autoptr (GNetworkMonitor) monitor = g_task_propagate_pointer (G_TASK (result), NULL);

  freshet_metered_banner_set_monitor (self, monitor);
}

static void
freshet_metered_banner_dispose (GObject *object)
{
  FreshetMeteredBanner *self = FRESHET_METERED_BANNER (object);

  g_clear_object (&self->queue);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_METERED_BANNER);

  G_OBJECT_CLASS (freshet_metered_banner_parent_class)->dispose (object);
}

static void
freshet_metered_banner_class_init (FreshetMeteredBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_metered_banner_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-metered-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetMeteredBanner, revealer);
  gtk_widget_class_bind_template_callback (widget_class, override_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_metered_banner_init (FreshetMeteredBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_metered_banner_set_queue:
 * @self: a banner
 * @queue: what it holds
 *
 * To be called once.
 */
void
freshet_metered_banner_set_queue (FreshetMeteredBanner *self, FreshetQueue *queue)
{
  g_return_if_fail (FRESHET_IS_METERED_BANNER (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (
      queue, "notify::n-waiting", G_CALLBACK (update_revealer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      queue, "notify::mode", G_CALLBACK (update_revealer), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * freshet_metered_banner_set_monitor:
 * @self: a banner
 * @monitor: what knows the network
 *
 * To be called once.
 */
void
freshet_metered_banner_set_monitor (FreshetMeteredBanner *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (FRESHET_IS_METERED_BANNER (self));
  g_return_if_fail (G_IS_NETWORK_MONITOR (monitor));
  g_return_if_fail (self->monitor == NULL);

  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (
      monitor, "notify::network-metered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      monitor, "network-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * freshet_metered_banner_find_monitor:
 * @self: a banner
 *
 * Takes the system's monitor. To find it can take a while, and is done in a thread; what it says later
 * comes to the main context all the same.
 */
void
freshet_metered_banner_find_monitor (FreshetMeteredBanner *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FRESHET_IS_METERED_BANNER (self));

  task = g_task_new (self, NULL, found_cb, NULL);
  g_task_set_source_tag (task, freshet_metered_banner_find_monitor);
  g_task_run_in_thread (task, find_thread);
}
