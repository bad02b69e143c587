/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_FOLDER_ROW (freshet_folder_row_get_type ())
G_DECLARE_FINAL_TYPE (FreshetFolderRow, freshet_folder_row, FRESHET, FOLDER_ROW, AdwActionRow)

const char *freshet_folder_row_get_folder (FreshetFolderRow *self);
void freshet_folder_row_set_folder (FreshetFolderRow *self, const char *folder);

G_END_DECLS
