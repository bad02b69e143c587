/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-input-meter.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CLICK_TARGET (freshet_click_target_get_type ())
G_DECLARE_FINAL_TYPE (FreshetClickTarget, freshet_click_target, FRESHET, CLICK_TARGET, GtkWidget)

void freshet_click_target_set_meter (FreshetClickTarget *self, FreshetInputMeter *meter);
void freshet_click_target_set_running (FreshetClickTarget *self, gboolean is_running);

G_END_DECLS
