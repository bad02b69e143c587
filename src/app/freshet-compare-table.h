/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_TABLE (freshet_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCompareTable, freshet_compare_table, FRESHET, COMPARE_TABLE, GtkWidget)

void freshet_compare_table_set_reports (FreshetCompareTable *self, GPtrArray *reports);

G_END_DECLS
