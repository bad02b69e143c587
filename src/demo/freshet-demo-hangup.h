/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*FreshetDemoHangupFunc) (gpointer data);

GSource *freshet_demo_hangup_watch (GSocket *socket, FreshetDemoHangupFunc func, gpointer data);

G_END_DECLS
