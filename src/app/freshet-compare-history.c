/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-history.h"

/**
 * FreshetCompareHistory:
 *
 * The comparisons that are kept, the newest first, each in a file of a folder of the user's. Nothing
 * of this touches the disk in the main thread.
 */
struct _FreshetCompareHistory
{
  GObject parent_instance;

  char *folder;        /* owned */
  GListStore *records; /* owned, of FreshetCompareRecord */
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FreshetCompareHistory, freshet_compare_history, G_TYPE_OBJECT)

static int
compare_records (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_strcmp0 (freshet_compare_record_get_path ((FreshetCompareRecord *) b),
                    freshet_compare_record_get_path ((FreshetCompareRecord *) a));
}

/* A folder that is not there holds nothing. */
static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *folder = data;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_task_return_pointer (task, paths, (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetCompareHistory *self = FRESHET_COMPARE_HISTORY (source);
  g_autoptr (GPtrArray) paths = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (FreshetCompareRecord) record
          = freshet_compare_record_new_for_path (paths->pdata[i]);

      if (record != NULL)
        g_list_store_append (self->records, record);
    }
  g_list_store_sort (self->records, compare_records, NULL);
}

static void
list (FreshetCompareHistory *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, listed_cb, NULL);

  g_task_set_source_tag (task, list);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetCompareHistory) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!freshet_compare_record_finish (FRESHET_COMPARE_RECORD (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
freshet_compare_history_finalize (GObject *object)
{
  FreshetCompareHistory *self = FRESHET_COMPARE_HISTORY (object);

  g_free (self->folder);
  g_object_unref (self->records);

  G_OBJECT_CLASS (freshet_compare_history_parent_class)->finalize (object);
}

static void
freshet_compare_history_class_init (FreshetCompareHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_compare_history_finalize;

  /**
   * FreshetCompareHistory::failed:
   * @message: what went wrong, for the user
   *
   * Emitted when a comparison could not be saved or deleted.
   */
  signals[FAILED] = g_signal_new ("failed",
                                  FRESHET_TYPE_COMPARE_HISTORY,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
freshet_compare_history_init (FreshetCompareHistory *self)
{
  self->records = g_list_store_new (FRESHET_TYPE_COMPARE_RECORD);
}

/**
 * freshet_compare_history_new:
 * @folder: (type filename): where the comparisons are kept
 *
 * Returns: (transfer full): a history, which fills with what is there by and by
 */
FreshetCompareHistory *
freshet_compare_history_new (const char *folder)
{
  FreshetCompareHistory *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_COMPARE_HISTORY, NULL);
  self->folder = g_strdup (folder);
  list (self);
  return self;
}

/**
 * freshet_compare_history_get_records:
 * @self: a history
 *
 * Returns: (transfer none): a list of #FreshetCompareRecord
 */
GListModel *
freshet_compare_history_get_records (FreshetCompareHistory *self)
{
  g_return_val_if_fail (FRESHET_IS_COMPARE_HISTORY (self), NULL);

  return G_LIST_MODEL (self->records);
}

/**
 * freshet_compare_history_add:
 * @self: a history
 * @reports: (element-type FreshetReport): the runs of a comparison that has ended
 *
 * Keeps a comparison.
 *
 * Returns: (transfer none): its record, which is in the list
 */
FreshetCompareRecord *
freshet_compare_history_add (FreshetCompareHistory *self, GPtrArray *reports)
{
  g_autoptr (FreshetCompareRecord) record = NULL;

  g_return_val_if_fail (FRESHET_IS_COMPARE_HISTORY (self), NULL);

  record = freshet_compare_record_new_for_reports (reports, self->folder);
  freshet_compare_history_restore (self, record);
  return record;
}

/**
 * freshet_compare_history_restore:
 * @self: a history
 * @record: a record that has its runs, and is not in the list
 *
 * Keeps a comparison that was removed.
 */
void
freshet_compare_history_restore (FreshetCompareHistory *self, FreshetCompareRecord *record)
{
  g_return_if_fail (FRESHET_IS_COMPARE_HISTORY (self));
  g_return_if_fail (FRESHET_IS_COMPARE_RECORD (record));

  g_list_store_insert_sorted (self->records, record, compare_records, NULL);
  freshet_compare_record_save_async (record, done_cb, g_object_ref (self));
}

/**
 * freshet_compare_history_remove:
 * @self: a history
 * @record: a record that is in the list
 *
 * Removes a comparison from the list, and from the disk.
 */
void
freshet_compare_history_remove (FreshetCompareHistory *self, FreshetCompareRecord *record)
{
  guint position;

  g_return_if_fail (FRESHET_IS_COMPARE_HISTORY (self));
  g_return_if_fail (FRESHET_IS_COMPARE_RECORD (record));

  freshet_compare_record_delete_async (record, done_cb, g_object_ref (self));
  if (g_list_store_find (self->records, record, &position))
    g_list_store_remove (self->records, position);
}
