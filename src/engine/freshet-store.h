/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetStore:
 *
 * The list with its history, on the disk. What the queue holds is written to a database as it
 * changes, and is there again at the next start. Data goes one way: from the store into a queue once,
 * at the start, and from then on from the queue into the store.
 *
 * The database is used in a thread of its own. Nothing here waits for the disk, but for
 * freshet_store_close().
 */
#define FRESHET_TYPE_STORE (freshet_store_get_type ())
G_DECLARE_FINAL_TYPE (FreshetStore, freshet_store, FRESHET, STORE, GObject)

char *freshet_store_get_default_path (void);
FreshetStore *freshet_store_new (const char *path);

void freshet_store_open_async (FreshetStore *self,
                               const char *const *folders,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *freshet_store_open_finish (FreshetStore *self,
                                      GAsyncResult *result,
                                      char **set_aside,
                                      GError **error);
void freshet_store_watch (FreshetStore *self, FreshetQueue *queue);

void
freshet_store_flush_async (FreshetStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean freshet_store_flush_finish (FreshetStore *self, GAsyncResult *result, GError **error);
gboolean freshet_store_close (FreshetStore *self, GError **error);

const GError *freshet_store_get_error (FreshetStore *self);

G_END_DECLS
