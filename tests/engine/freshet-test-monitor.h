/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TestMonitor:
 *
 * A network monitor that says what the test wants.
 */
#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

void test_monitor_set_available (TestMonitor *monitor, gboolean available);
void test_monitor_set_metered (TestMonitor *monitor, gboolean metered);

G_END_DECLS
