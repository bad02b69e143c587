/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "freshet-snapshot.h"

G_BEGIN_DECLS

/**
 * FreshetStoreRow:
 * @id: its key
 * @position: its place: rows are listed by rising positions
 * @snapshot: (nullable): what it holds
 *
 * A row of the database.
 */
typedef struct
{
  gint64 id;
  gint64 position;
  FreshetSnapshot *snapshot;
} FreshetStoreRow;

/* How far apart positions are, so that there is room for what is put between them later. */
#define FRESHET_STORE_GAP (G_GINT64_CONSTANT (1) << 32)

FreshetStoreRow *freshet_store_row_new (gint64 id, gint64 position, FreshetSnapshot *snapshot);
void freshet_store_row_free (FreshetStoreRow *row);

int freshet_store_rows_load (sqlite3 *db, GPtrArray *rows);
int freshet_store_rows_save (sqlite3 *db, GPtrArray *rows, GArray *removed);
void freshet_store_rows_list_folders (sqlite3 *db, GHashTable *folders);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetStoreRow, freshet_store_row_free)

G_END_DECLS
