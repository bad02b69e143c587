/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"

G_BEGIN_DECLS

/**
 * FreshetStoreRestored:
 * @id: its row's key
 * @position: its row's place
 * @download: the download
 *
 * A download that was restored from the database.
 */
typedef struct
{
  gint64 id;
  gint64 position;
  FreshetDownload *download;
} FreshetStoreRestored;

/**
 * FreshetStoreDatabase:
 *
 * The database: one file, one connection, one thread, which every call is asserted to come from.
 */
typedef struct _FreshetStoreDatabase FreshetStoreDatabase;

FreshetStoreDatabase *freshet_store_database_new (const char *path);
void freshet_store_database_free (FreshetStoreDatabase *database);

GPtrArray *freshet_store_database_open (FreshetStoreDatabase *database,
                                        const char *const *folders,
                                        GMainContext *context,
                                        char **set_aside,
                                        GError **error);
gboolean freshet_store_database_save (FreshetStoreDatabase *database,
                                      GPtrArray *rows,
                                      GArray *removed,
                                      GError **error);

G_END_DECLS
