/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARISON (freshet_comparison_get_type ())
G_DECLARE_FINAL_TYPE (FreshetComparison, freshet_comparison, FRESHET, COMPARISON, GObject)

FreshetComparison *
freshet_comparison_new (GPtrArray *uris, const FreshetMode *modes, guint n_modes);
void freshet_comparison_set_parent (FreshetComparison *self, const char *parent);
void freshet_comparison_set_pulse (FreshetComparison *self, FreshetPulse *pulse);
void freshet_comparison_set_pause (FreshetComparison *self, guint milliseconds);

void freshet_comparison_run_async (FreshetComparison *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *
freshet_comparison_run_finish (FreshetComparison *self, GAsyncResult *result, GError **error);

G_END_DECLS
