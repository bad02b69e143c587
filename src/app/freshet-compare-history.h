/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-compare-record.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_HISTORY (freshet_compare_history_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetCompareHistory, freshet_compare_history, FRESHET, COMPARE_HISTORY, GObject)

FreshetCompareHistory *freshet_compare_history_new (const char *folder);
GListModel *freshet_compare_history_get_records (FreshetCompareHistory *self);

FreshetCompareRecord *freshet_compare_history_add (FreshetCompareHistory *self, GPtrArray *reports);
void freshet_compare_history_restore (FreshetCompareHistory *self, FreshetCompareRecord *record);
void freshet_compare_history_remove (FreshetCompareHistory *self, FreshetCompareRecord *record);

G_END_DECLS
