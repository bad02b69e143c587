/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_DEMO_SERVER (freshet_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDemoServer, freshet_demo_server, FRESHET, DEMO_SERVER, GObject)

FreshetDemoServer *freshet_demo_server_new (guint port, GError **error);
const char *freshet_demo_server_get_base_uri (FreshetDemoServer *self);
void freshet_demo_server_reset (FreshetDemoServer *self);
void freshet_demo_server_set_verbose (FreshetDemoServer *self, gboolean verbose);
guint64 freshet_demo_server_get_n_requests (FreshetDemoServer *self);
guint freshet_demo_server_get_peak_connections (FreshetDemoServer *self);

GPtrArray *freshet_demo_server_list_demo_uris (FreshetDemoServer *self);

G_END_DECLS
