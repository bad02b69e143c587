/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-private.h"

typedef struct
{
  FreshetStoreWork work;
  FreshetStore *store;
  GTask *task;
  GMainContext *context;
  char **folders;
  GPtrArray *restored;
  char *set_aside;
  GError *error;
} Opening;

typedef struct
{
  GPtrArray *downloads;
  char *set_aside;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->downloads, g_ptr_array_unref);
  g_free (opened->set_aside);
  g_free (opened);
}

static void
opening_run (FreshetStoreWork *work, FreshetStoreDatabase *database)
{
  Opening *opening = (Opening *) work;

  opening->restored = freshet_store_database_open (database,
                                                   (const char *const *) opening->folders,
                                                   opening->context,
                                                   &opening->set_aside,
                                                   &opening->error);
}

static Opened *
take_restored (FreshetStore *self, GPtrArray *all)
{
  Opened *opened = g_new0 (Opened, 1);

  opened->downloads = g_ptr_array_new_full (all->len, g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      const FreshetStoreRestored *restored = all->pdata[i];

      g_ptr_array_add (opened->downloads, g_object_ref (restored->download));
      if (self->usable)
        freshet_store_list_restore (self->list,
                                    restored->download,
                                    restored->id,
                                    restored->position);
    }
  return opened;
}

static void
opening_done (FreshetStoreWork *work)
{
  Opening *opening = (Opening *) work;
  FreshetStore *self = opening->store;

  if (opening->restored != NULL)
    {
      Opened *opened;

      self->usable = self->worker != NULL;
      opened = take_restored (self, opening->restored);
      opened->set_aside = g_steal_pointer (&opening->set_aside);
      g_task_return_pointer (opening->task, opened, opened_free);
    }
  else
    {
      freshet_store_set_error (self, g_error_copy (opening->error));
      g_task_return_error (opening->task, g_steal_pointer (&opening->error));
    }

  g_clear_pointer (&opening->restored, g_ptr_array_unref);
  g_object_unref (opening->task);
  g_main_context_unref (opening->context);
  g_strfreev (opening->folders);
  g_free (opening->set_aside);
  g_free (opening);
  g_object_unref (self);
}

/**
 * freshet_store_open_async:
 * @self: a store that was not opened yet
 * @folders: (array zero-terminated=1): where to look for unfinished downloads if the list is lost
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Opens the database and reads the list. A database that is missing is made anew, one that is damaged
 * is set aside under a dated name first; the new one then holds the unfinished downloads that lie in
 * @folders, and in those that can still be made out in the damaged one.
 *
 * Another program that has the database open is waited for, for three seconds.
 */
void
freshet_store_open_async (FreshetStore *self,
                          const char *const *folders,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Opening *opening;

  g_return_if_fail (FRESHET_IS_STORE (self));
  g_return_if_fail (folders != NULL);
  g_return_if_fail (self->worker == NULL);

  opening = g_new0 (Opening, 1);
  opening->work.run = opening_run;
  opening->work.done = opening_done;
  opening->store = g_object_ref (self);
  opening->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (opening->task, freshet_store_open_async);
  opening->context = g_main_context_ref (self->context);
  opening->folders = g_strdupv ((char **) folders);
  self->worker = freshet_store_worker_new (self->path, self->context);
  freshet_store_worker_push (self->worker, &opening->work);
}

/**
 * freshet_store_open_finish:
 * @self: a store
 * @result: what the callback was given
 * @set_aside: (out) (optional) (nullable) (type filename): where the damaged database was put, %NULL
 *   if there was none
 * @error: %FRESHET_ERROR_IN_USE if another program has the database open, %FRESHET_ERROR_FAILED if it
 *   was made by a newer version of this program, %FRESHET_ERROR_CANNOT_WRITE, %FRESHET_ERROR_NO_SPACE
 *
 * If this fails, the database is left as it is, and the store saves nothing.
 *
 * Returns: (transfer full) (element-type FreshetDownload) (nullable): what was stored, in the order of
 *   the list
 */
GPtrArray *
freshet_store_open_finish (FreshetStore *self,
                           GAsyncResult *result,
                           char **set_aside,
                           GError **error)
{
  Opened *opened;
  GPtrArray *downloads;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return NULL;
  if (set_aside != NULL)
    *set_aside = g_steal_pointer (&opened->set_aside);
  downloads = g_steal_pointer (&opened->downloads);
  opened_free (opened);
  return downloads;
}
