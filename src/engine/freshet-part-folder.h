/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-part-record.h"

G_BEGIN_DECLS

/**
 * FreshetPartFolderFunc:
 * @name: the name of the finished file, see freshet_part_open()
 * @record: what is known of it
 * @changed: when the record was written, microseconds since 1970
 * @user_data: what freshet_part_folder_foreach() was given
 */
typedef void (*FreshetPartFolderFunc) (const char *name,
                                       const FreshetPartRecord *record,
                                       gint64 changed,
                                       gpointer user_data);

void
freshet_part_folder_foreach (const char *directory, FreshetPartFolderFunc func, gpointer user_data);

G_END_DECLS
