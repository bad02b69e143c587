/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-store-database.h"

G_BEGIN_DECLS

typedef struct _FreshetStoreWork FreshetStoreWork;

/**
 * FreshetStoreWork:
 * @run: called in the worker's thread
 * @done: called in the main context's thread afterwards, and frees the work
 *
 * Something to be done with the database; the first member of a larger struct. It belongs to one
 * thread at a time.
 */
struct _FreshetStoreWork
{
  void (*run) (FreshetStoreWork *work, FreshetStoreDatabase *database);
  void (*done) (FreshetStoreWork *work);
};

/**
 * FreshetStoreWorker:
 *
 * The one thread that a database is used from. It does one piece of work after another.
 */
typedef struct _FreshetStoreWorker FreshetStoreWorker;

FreshetStoreWorker *freshet_store_worker_new (const char *path, GMainContext *context);
void freshet_store_worker_push (FreshetStoreWorker *worker, FreshetStoreWork *work);
gboolean freshet_store_worker_end (FreshetStoreWorker *worker, gint64 wait_us);

G_END_DECLS
