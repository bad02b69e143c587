/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-compare-history.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_RESULT (freshet_compare_result_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetCompareResult, freshet_compare_result, FRESHET, COMPARE_RESULT, GtkWidget)

void freshet_compare_result_set_history (FreshetCompareResult *self,
                                         FreshetCompareHistory *history);
void freshet_compare_result_show_record (FreshetCompareResult *self, FreshetCompareRecord *record);

G_END_DECLS
