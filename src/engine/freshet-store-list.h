/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"

G_BEGIN_DECLS

/**
 * FreshetStoreBatch:
 * @entries: what @rows were made of; the list's own
 * @rows: (element-type FreshetStoreRow): what is to be written
 * @removed: (element-type gint64): the keys of the rows that are to be removed
 *
 * Changes that are written together.
 */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *rows;
  GArray *removed;
} FreshetStoreBatch;

void freshet_store_batch_free (FreshetStoreBatch *batch);

/**
 * FreshetStoreList:
 *
 * What the database holds, or is to hold: the downloads of a list, each with its key and its place,
 * and what of them has changed since it was written. Touches no disk.
 */
typedef struct _FreshetStoreList FreshetStoreList;

FreshetStoreList *freshet_store_list_new (GCallback notify_cb, gpointer user_data);
void freshet_store_list_free (FreshetStoreList *list);

void freshet_store_list_restore (FreshetStoreList *list,
                                 FreshetDownload *download,
                                 gint64 id,
                                 gint64 position);
void freshet_store_list_splice (FreshetStoreList *list,
                                guint position,
                                guint n_removed,
                                GPtrArray *added);
gboolean freshet_store_list_mark (FreshetStoreList *list, FreshetDownload *download);
gboolean freshet_store_list_has_changes (FreshetStoreList *list);
FreshetStoreBatch *freshet_store_list_take (FreshetStoreList *list);
void freshet_store_list_return (FreshetStoreList *list, FreshetStoreBatch *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetStoreList, freshet_store_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetStoreBatch, freshet_store_batch_free)

G_END_DECLS
