/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FRESHET_N_DEMO_FILES:
 *
 * How many files the lesson has.
 */
#define FRESHET_N_DEMO_FILES 6

#define FRESHET_TYPE_DEMO_HOST (freshet_demo_host_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDemoHost, freshet_demo_host, FRESHET, DEMO_HOST, GObject)

FreshetDemoHost *freshet_demo_host_new (void);
GPtrArray *freshet_demo_host_list_uris (FreshetDemoHost *self, GError **error);
void freshet_demo_host_reset (FreshetDemoHost *self);

G_END_DECLS
