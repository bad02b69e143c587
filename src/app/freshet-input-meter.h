/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-input-guard.h"
#include "freshet-report.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_INPUT_METER (freshet_input_meter_get_type ())
G_DECLARE_FINAL_TYPE (FreshetInputMeter, freshet_input_meter, FRESHET, INPUT_METER, GObject)

FreshetInputMeter *freshet_input_meter_new (FreshetInputGuard *guard, GtkWidget *window);
FreshetInputGuard *freshet_input_meter_get_guard (FreshetInputMeter *self);

guint64 freshet_input_meter_get_last (FreshetInputMeter *self);
gint64 freshet_input_meter_get_delay (FreshetInputMeter *self, guint64 press);
void freshet_input_meter_fill_report (FreshetInputMeter *self, FreshetReport *report);

G_END_DECLS
