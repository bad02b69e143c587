/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_GRADUAL_MODEL (freshet_gradual_model_get_type ())
G_DECLARE_FINAL_TYPE (FreshetGradualModel, freshet_gradual_model, FRESHET, GRADUAL_MODEL, GObject)

FreshetGradualModel *freshet_gradual_model_new (GListModel *model);

G_END_DECLS
