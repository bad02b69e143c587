/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-scene.h"

G_BEGIN_DECLS

char *freshet_scene_text_explain_figure (const char *id);
const char *freshet_scene_text_explain_column (FreshetSceneKind kind, guint column);

G_END_DECLS
