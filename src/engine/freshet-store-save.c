/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-private.h"

/* What could not be written is tried again after this. */
#define RETRY_DELAY_US (5 * G_USEC_PER_SEC)

void
freshet_store_cancel_save (FreshetStore *self)
{
  if (self->save_source != NULL)
    g_source_destroy (self->save_source);
  g_clear_pointer (&self->save_source, g_source_unref);
}

static void
saving_run (FreshetStoreWork *work, FreshetStoreDatabase *database)
{
  FreshetStoreSaving *saving = (FreshetStoreSaving *) work;
  FreshetStoreBatch *batch = saving->batch;

  if (batch->rows->len > 0 || batch->removed->len > 0)
    freshet_store_database_save (database, batch->rows, batch->removed, &saving->error);
}

void
freshet_store_return_flush (FreshetStore *self, GTask *task)
{
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
saving_done (FreshetStoreWork *work)
{
  FreshetStoreSaving *saving = (FreshetStoreSaving *) work;
  FreshetStore *self = saving->store;

  g_ptr_array_remove_fast (self->saving, saving);
  if (self->usable && saving->error != NULL)
    {
      freshet_store_list_return (self->list, saving->batch);
      freshet_store_save_later (self, RETRY_DELAY_US);
    }
  freshet_store_set_error (self, g_steal_pointer (&saving->error));
  if (saving->task != NULL)
    freshet_store_return_flush (self, saving->task);

  g_clear_object (&saving->task);
  freshet_store_batch_free (saving->batch);
  g_free (saving);
  g_object_unref (self);
}

/* Takes @task. Returns: (transfer none): what is being written */
FreshetStoreSaving *
freshet_store_save (FreshetStore *self, GTask *task)
{
  FreshetStoreSaving *saving = g_new0 (FreshetStoreSaving, 1);

  freshet_store_cancel_save (self);
  saving->work.run = saving_run;
  saving->work.done = saving_done;
  saving->store = g_object_ref (self);
  saving->task = task;
  saving->batch = freshet_store_list_take (self->list);
  g_ptr_array_add (self->saving, saving);
  freshet_store_worker_push (self->worker, &saving->work);
  return saving;
}

/* Writes also what is being written already, so that what comes of it holds for everything. */
FreshetStoreSaving *
freshet_store_save_all (FreshetStore *self, GTask *task)
{
  for (guint i = 0; i < self->saving->len; i++)
    freshet_store_list_return (self->list, ((FreshetStoreSaving *) self->saving->pdata[i])->batch);
  return freshet_store_save (self, task);
}

static gboolean
save_cb (gpointer user_data)
{
  FreshetStore *self = user_data;

  /* A disk that is slow gets no second batch before it is done with the first one. */
  freshet_store_cancel_save (self);
  if (self->saving->len > 0)
    freshet_store_save_later (self, FRESHET_STORE_CHANGE_DELAY_US);
  else
    freshet_store_save (self, NULL);
  return G_SOURCE_REMOVE;
}

void
freshet_store_save_later (FreshetStore *self, gint64 delay)
{
  gint64 at = g_get_monotonic_time () + delay;

  if (self->save_source != NULL && self->save_at <= at)
    return;
  freshet_store_cancel_save (self);
  self->save_at = at;
  self->save_source = g_timeout_source_new ((guint) (delay / 1000));
  g_source_set_callback (self->save_source, save_cb, self, NULL);
  g_source_attach (self->save_source, self->context);
}
