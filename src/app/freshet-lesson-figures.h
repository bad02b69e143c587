/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-scene.h"

G_BEGIN_DECLS

GtkWidget *freshet_lesson_figures_new (FreshetSceneKind kind, FreshetSceneResult *result);

G_END_DECLS
