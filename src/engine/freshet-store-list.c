/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-list.h"

#include "freshet-download-private.h"
#include "freshet-store-rows.h"

typedef struct
{
  FreshetDownload *download;
  gulong handler;
  gint64 id;
  gint64 position;
  gboolean placed;
  gboolean listed;
  gboolean changed;
} Entry;

struct _FreshetStoreList
{
  GCallback notify_cb;
  gpointer user_data;

  /* All that have a row, by their download; those that are listed, in their order. */
  GHashTable *entries;
  GPtrArray *order;
  gint64 next_id;

  /* What is to be written. */
  GPtrArray *changed;
  GArray *removed;
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->download);
}

static void
entry_unref (gpointer data)
{
  g_rc_box_release_full (data, entry_clear);
}

/* A batch may keep an entry for longer, but nobody is told any more of its download. */
static void
forget_entry (gpointer data)
{
  Entry *entry = data;

  g_signal_handler_disconnect (entry->download, entry->handler);
  entry_unref (entry);
}

static Entry *
add_entry (FreshetStoreList *list, FreshetDownload *download, gint64 id)
{
  Entry *entry = g_rc_box_new0 (Entry);

  entry->download = g_object_ref (download);
  entry->handler = g_signal_connect (download, "notify", list->notify_cb, list->user_data);
  entry->id = id;
  g_hash_table_insert (list->entries, download, entry);
  list->next_id = MAX (list->next_id, id + 1);
  return entry;
}

static void
mark (FreshetStoreList *list, Entry *entry)
{
  if (entry->changed || (entry->listed && entry->download->temporary))
    return;
  entry->changed = TRUE;
  g_ptr_array_add (list->changed, g_rc_box_acquire (entry));
}

static void
place (FreshetStoreList *list, Entry *entry, gint64 position)
{
  entry->position = position;
  entry->placed = TRUE;
  mark (list, entry);
}

static void
place_all (FreshetStoreList *list)
{
  for (guint i = 0; i < list->order->len; i++)
    place (list, list->order->pdata[i], (i + 1) * FRESHET_STORE_GAP);
}

/* Gives the entries from @start to before @end positions between those of their neighbours. */
static void
place_between (FreshetStoreList *list, guint start, guint end)
{
  const Entry *before = start > 0 ? list->order->pdata[start - 1] : NULL;
  const Entry *after = end < list->order->len ? list->order->pdata[end] : NULL;
  guint n = end - start;
  gint64 step = FRESHET_STORE_GAP;
  gint64 base = 0;

  if (before != NULL)
    base = before->position;
  else if (after != NULL)
    base = after->position - (n + 1) * FRESHET_STORE_GAP;
  if (before != NULL && after != NULL)
    step = (after->position - before->position) / (n + 1);
  if (step == 0)
    {
      place_all (list);
      return;
    }
  for (guint i = 0; i < n; i++)
    place (list, list->order->pdata[start + i], base + (i + 1) * step);
}

/*
 * Places the entries from @start to before @end; those before and behind them have their places. What
 * has one that is in order already keeps it.
 */
static void
place_block (FreshetStoreList *list, guint start, guint end)
{
  Entry **order = (Entry **) list->order->pdata;
  gint64 highest = end < list->order->len ? order[end]->position : G_MAXINT64;
  guint i = start;

  while (i < end)
    {
      gint64 lowest = i > 0 ? order[i - 1]->position : G_MININT64;
      guint first = i;

      while (i < end
             && !(order[i]->placed && order[i]->position > lowest && order[i]->position < highest))
        i++;
      if (i > first)
        place_between (list, first, i);
      else
        i++;
    }
}

static void
remove_block (FreshetStoreList *list, guint start, guint n)
{
  for (guint i = start; i < start + n; i++)
    {
      Entry *entry = list->order->pdata[i];

      entry->listed = FALSE;
      mark (list, entry);
    }
  g_ptr_array_remove_range (list->order, start, n);
}

static void
insert_block (FreshetStoreList *list, guint start, GPtrArray *added)
{
  guint n_before = list->order->len;

  /* An empty array has no memory that could be moved. */
  if (added->len == 0)
    return;
  g_ptr_array_set_size (list->order, (int) (n_before + added->len));
  memmove (list->order->pdata + start + added->len,
           list->order->pdata + start,
           (n_before - start) * sizeof (gpointer));
  for (guint i = 0; i < added->len; i++)
    {
      FreshetDownload *download = added->pdata[i];
      Entry *entry = g_hash_table_lookup (list->entries, download);

      if (entry == NULL)
        entry = add_entry (list, download, list->next_id);
      entry->listed = TRUE;
      list->order->pdata[start + i] = entry;
    }
}

static FreshetStoreBatch *
batch_new (void)
{
  FreshetStoreBatch *batch = g_new (FreshetStoreBatch, 1);

  batch->entries = g_ptr_array_new_with_free_func (entry_unref);
  batch->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) freshet_store_row_free);
  batch->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  return batch;
}

void
freshet_store_batch_free (FreshetStoreBatch *batch)
{
  g_ptr_array_unref (batch->entries);
  g_ptr_array_unref (batch->rows);
  g_array_unref (batch->removed);
  g_free (batch);
}

/* @notify_cb is connected to "notify" of each download. */
FreshetStoreList *
freshet_store_list_new (GCallback notify_cb, gpointer user_data)
{
  FreshetStoreList *list = g_new0 (FreshetStoreList, 1);

  list->notify_cb = notify_cb;
  list->user_data = user_data;
  list->entries = g_hash_table_new_full (NULL, NULL, NULL, forget_entry);
  list->order = g_ptr_array_new ();
  list->next_id = 1;
  list->changed = g_ptr_array_new_with_free_func (entry_unref);
  list->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  return list;
}

void
freshet_store_list_free (FreshetStoreList *list)
{
  g_ptr_array_unref (list->changed);
  g_array_unref (list->removed);
  g_ptr_array_unref (list->order);
  g_hash_table_unref (list->entries);
  g_free (list);
}

/* Makes a row known that the database holds already. It is not listed yet. */
void
freshet_store_list_restore (FreshetStoreList *list,
                            FreshetDownload *download,
                            gint64 id,
                            gint64 position)
{
  Entry *entry = add_entry (list, download, id);

  entry->position = position;
  entry->placed = TRUE;
}

/* Follows a change of the list, as #GListModel::items-changed tells it. */
void
freshet_store_list_splice (FreshetStoreList *list,
                           guint position,
                           guint n_removed,
                           GPtrArray *added)
{
  remove_block (list, position, n_removed);
  insert_block (list, position, added);
  place_block (list, position, position + added->len);
}

/*
 * Notes that what is to be written of a download has changed.
 *
 * Returns: whether there is anything to write
 */
gboolean
freshet_store_list_mark (FreshetStoreList *list, FreshetDownload *download)
{
  Entry *entry = g_hash_table_lookup (list->entries, download);

  if (!entry->listed)
    return FALSE;
  mark (list, entry);
  return entry->changed;
}

gboolean
freshet_store_list_has_changes (FreshetStoreList *list)
{
  return list->changed->len > 0 || list->removed->len > 0;
}

/* Returns: (transfer full): all that has changed since the last time */
FreshetStoreBatch *
freshet_store_list_take (FreshetStoreList *list)
{
  FreshetStoreBatch *batch = batch_new ();

  g_array_append_vals (batch->removed, list->removed->data, list->removed->len);
  g_array_set_size (list->removed, 0);
  for (guint i = 0; i < list->changed->len; i++)
    {
      Entry *entry = list->changed->pdata[i];

      entry->changed = FALSE;
      if (entry->listed)
        {
          g_ptr_array_add (batch->entries, g_rc_box_acquire (entry));
          g_ptr_array_add (batch->rows,
                           freshet_store_row_new (entry->id,
                                                  entry->position,
                                                  freshet_snapshot_take (entry->download)));
        }
      else
        {
          g_array_append_val (batch->removed, entry->id);
          g_hash_table_remove (list->entries, entry->download);
        }
    }
  g_ptr_array_set_size (list->changed, 0);
  return batch;
}

/* Notes that a batch was not written, or may not have been: all that is in it has changed again. */
void
freshet_store_list_return (FreshetStoreList *list, FreshetStoreBatch *batch)
{
  for (guint i = 0; i < batch->entries->len; i++)
    {
      Entry *entry = batch->entries->pdata[i];

      if (entry->listed)
        mark (list, entry);
    }
  g_array_append_vals (list->removed, batch->removed->data, batch->removed->len);
}
