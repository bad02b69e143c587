/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_DETAIL_ROW (freshet_detail_row_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDetailRow, freshet_detail_row, FRESHET, DETAIL_ROW, AdwPreferencesRow)

void freshet_detail_row_set_value (FreshetDetailRow *self, const char *value);

G_END_DECLS
