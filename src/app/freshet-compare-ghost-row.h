/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-compare-record.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_GHOST_ROW (freshet_compare_ghost_row_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetCompareGhostRow, freshet_compare_ghost_row, FRESHET, COMPARE_GHOST_ROW, AdwActionRow)

void freshet_compare_ghost_row_set_records (FreshetCompareGhostRow *self, GListModel *records);
void freshet_compare_ghost_row_set_shown (FreshetCompareGhostRow *self,
                                          FreshetCompareRecord *shown);
FreshetCompareRecord *freshet_compare_ghost_row_get_record (FreshetCompareGhostRow *self);

G_END_DECLS
