/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-demo-host.h"
#include "freshet-input-meter.h"
#include "freshet-pulse-strip.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_RUNNER (freshet_compare_runner_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetCompareRunner, freshet_compare_runner, FRESHET, COMPARE_RUNNER, GObject)

FreshetCompareRunner *
freshet_compare_runner_new (GSettings *settings, FreshetDemoHost *demo, FreshetPulse *pulse);
void freshet_compare_runner_set_window (FreshetCompareRunner *self,
                                        FreshetPulseStrip *strip,
                                        FreshetInputMeter *meter);

gboolean freshet_compare_runner_is_running (FreshetCompareRunner *self);
void freshet_compare_runner_run_async (FreshetCompareRunner *self,
                                       GPtrArray *uris,
                                       const FreshetMode *modes,
                                       guint n_modes,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *freshet_compare_runner_run_finish (FreshetCompareRunner *self,
                                              GAsyncResult *result,
                                              GError **error);
void freshet_compare_runner_cancel (FreshetCompareRunner *self);

G_END_DECLS
