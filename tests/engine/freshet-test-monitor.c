/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-monitor.h"

struct _TestMonitor
{
  GObject parent_instance;

  gboolean available;
  gboolean metered;
};

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY
};

static void
initable_init (GInitableIface *iface)
{
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor,
                               test_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

static void
test_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, TEST_MONITOR (object)->available);
  else if (id == PROP_METERED)
    g_value_set_boolean (value, TEST_MONITOR (object)->metered);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
}

void
test_monitor_set_available (TestMonitor *monitor, gboolean available)
{
  monitor->available = available;
  g_signal_emit_by_name (monitor, "network-changed", available);
}

void
test_monitor_set_metered (TestMonitor *monitor, gboolean metered)
{
  monitor->metered = metered;
  g_object_notify (G_OBJECT (monitor), "network-metered");
}
