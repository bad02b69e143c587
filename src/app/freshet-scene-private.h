/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-scene.h"

G_BEGIN_DECLS

GPtrArray *freshet_scene_list_uris (const char *base_uri, guint n, const char *query);
void freshet_scene_nested_run (GTask *task, const char *base_uri, FreshetPulse *pulse);

G_END_DECLS
