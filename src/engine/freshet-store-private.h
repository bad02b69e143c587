/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-store-list.h"
#include "freshet-store-worker.h"
#include "freshet-store.h"

G_BEGIN_DECLS

struct _FreshetStore
{
  GObject parent_instance;

  char *path;
  GMainContext *context;
  FreshetStoreWorker *worker;
  gboolean usable;
  GError *error;

  FreshetQueue *queue;
  FreshetStoreList *list;

  /* What is being written, and what writes next. */
  GPtrArray *saving;
  GSource *save_source;
  gint64 save_at;
};

/* Writing what has changed. */
typedef struct
{
  FreshetStoreWork work;
  FreshetStore *store;
  GTask *task;
  FreshetStoreBatch *batch;
  GError *error;
} FreshetStoreSaving;

/* Changes are gathered this long and then written together; mere progress can wait for longer. */
#define FRESHET_STORE_CHANGE_DELAY_US (100 * 1000)
#define FRESHET_STORE_PROGRESS_DELAY_US (3 * G_USEC_PER_SEC)

void freshet_store_save_later (FreshetStore *self, gint64 delay);
void freshet_store_cancel_save (FreshetStore *self);
FreshetStoreSaving *freshet_store_save (FreshetStore *self, GTask *task);
FreshetStoreSaving *freshet_store_save_all (FreshetStore *self, GTask *task);
void freshet_store_return_flush (FreshetStore *self, GTask *task);
void freshet_store_set_error (FreshetStore *self, GError *error);

G_END_DECLS
