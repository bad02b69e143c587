/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-error.h"

/* The end of the program waits no longer for the disk. */
#define CLOSE_WAIT_US (5 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (FreshetStore, freshet_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Takes @error, %NULL for none. */
void
freshet_store_set_error (FreshetStore *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static gboolean
is_progress (const char *property)
{
  return g_str_equal (property, "received");
}

static gboolean
is_kept (const char *property)
{
  return !g_str_equal (property, "speed") && !g_str_equal (property, "time-left")
         && !g_str_equal (property, "retry-at");
}

/* Whether the main loop stands still until all is done, and what has ended can wait for nothing. */
static gboolean
is_last_chance (FreshetStore *self, FreshetDownload *download)
{
  return freshet_queue_get_mode (self->queue) == FRESHET_MODE_BLOCKING
         && freshet_queue_is_running (self->queue)
         && freshet_state_is_final (freshet_download_get_state (download));
}

static void
download_notify_cb (FreshetDownload *download, GParamSpec *pspec, FreshetStore *self)
{
  if (!is_kept (pspec->name) || !freshet_store_list_mark (self->list, download))
    return;
  if (!is_progress (pspec->name) && is_last_chance (self, download))
    freshet_store_save (self, NULL);
  else
    freshet_store_save_later (self,
                              is_progress (pspec->name) ? FRESHET_STORE_PROGRESS_DELAY_US
                                                        : FRESHET_STORE_CHANGE_DELAY_US);
}

static void
items_changed_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, FreshetStore *self)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_full (n_added, g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_list_model_get_item (model, position + i));
  freshet_store_list_splice (self->list, position, n_removed, added);
  if (freshet_store_list_has_changes (self->list))
    freshet_store_save_later (self, FRESHET_STORE_CHANGE_DELAY_US);
}

static void
unwatch (FreshetStore *self)
{
  freshet_store_cancel_save (self);
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_func (self->queue, items_changed_cb, self);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->list, freshet_store_list_free);
}

static void
freshet_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FreshetStore *self = FRESHET_STORE (object);

  switch (id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_store_dispose (GObject *object)
{
  freshet_store_close (FRESHET_STORE (object), NULL);

  G_OBJECT_CLASS (freshet_store_parent_class)->dispose (object);
}

static void
freshet_store_finalize (GObject *object)
{
  FreshetStore *self = FRESHET_STORE (object);

  g_clear_pointer (&self->list, freshet_store_list_free);
  g_free (self->path);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->saving);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (freshet_store_parent_class)->finalize (object);
}

static void
freshet_store_class_init (FreshetStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = freshet_store_get_property;
  object_class->dispose = freshet_store_dispose;
  object_class->finalize = freshet_store_finalize;

  /**
   * FreshetStore:error:
   *
   * Why the list cannot be saved; %NULL while it can. What was not saved is tried again, unless the
   * database could not be opened in the first place.
   */
  properties[PROP_ERROR]
      = g_param_spec_boxed ("error",
                            NULL,
                            NULL,
                            G_TYPE_ERROR,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_store_init (FreshetStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->saving = g_ptr_array_new ();
  self->list = freshet_store_list_new (G_CALLBACK (download_notify_cb), self);
}

/**
 * freshet_store_get_default_path:
 *
 * Returns: (transfer full) (type filename): where the list is in the user's data folder
 */
char *
freshet_store_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "freshet", "downloads.sqlite", NULL);
}

/**
 * freshet_store_new:
 * @path: (type filename): where the database is, or is to be; its folder is made if need be
 *
 * Returns: (transfer full): a store on the thread-default main context, not open yet
 */
FreshetStore *
freshet_store_new (const char *path)
{
  FreshetStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  return self;
}

/**
 * freshet_store_watch:
 * @self: a store
 * @queue: the queue that holds what freshet_store_open_finish() returned
 *
 * From now on, what is in @queue is written: what is added or removed, the order, and what becomes of
 * each download. Changes are gathered for a tenth of a second, progress for three seconds, and what
 * was gathered is written in one transaction. What was restored and is not in @queue stays stored.
 *
 * Where opening the store failed, nothing is done.
 */
void
freshet_store_watch (FreshetStore *self, FreshetQueue *queue)
{
  g_return_if_fail (FRESHET_IS_STORE (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (self->queue == NULL);

  if (!self->usable)
    return;
  self->queue = g_object_ref (queue);
  g_signal_connect (queue, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (
      G_LIST_MODEL (queue), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (queue)), self);
}

/**
 * freshet_store_flush_async:
 * @self: a store
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes at once all that has changed.
 */
void
freshet_store_flush_async (FreshetStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FRESHET_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_store_flush_async);
  if (self->usable)
    freshet_store_save_all (self, g_steal_pointer (&task));
  else
    freshet_store_return_flush (self, task);
}

/**
 * freshet_store_flush_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: why something could not be written, see #FreshetStore:error
 *
 * Returns: whether all that had changed at the time of freshet_store_flush_async() is on the disk
 */
gboolean
freshet_store_flush_finish (FreshetStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * freshet_store_close:
 * @self: a store
 * @error: why something could not be written
 *
 * Writes what has changed, closes the database and ends the thread, at the end of the program.
 * Blocks until that is done, but for no more than five seconds: what was written before is safe in
 * any case. Afterwards the store does nothing any more.
 *
 * Returns: whether everything is on the disk
 */
gboolean
freshet_store_close (FreshetStore *self, GError **error)
{
  FreshetStoreSaving *last = NULL;

  g_return_val_if_fail (FRESHET_IS_STORE (self), FALSE);

  if (self->worker == NULL)
    return TRUE;
  if (self->usable)
    last = freshet_store_save_all (self, NULL);
  self->usable = FALSE;
  unwatch (self);
  if (!freshet_store_worker_end (g_steal_pointer (&self->worker), CLOSE_WAIT_US))
    {
      g_set_error_literal (
          error,
          FRESHET_ERROR,
          FRESHET_ERROR_TIMED_OUT,
          _ ("The list of downloads may lack its last changes: the disk does not answer."));
      return FALSE;
    }
  if (last != NULL && last->error != NULL)
    {
      g_propagate_error (error, g_error_copy (last->error));
      return FALSE;
    }
  return TRUE;
}

/**
 * freshet_store_get_error:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): why the list cannot be saved
 */
const GError *
freshet_store_get_error (FreshetStore *self)
{
  g_return_val_if_fail (FRESHET_IS_STORE (self), NULL);

  return self->error;
}
