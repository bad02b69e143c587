/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-rebuild.h"

#include <glib/gstdio.h>

#include "freshet-part-folder.h"

typedef struct
{
  GPtrArray *rows;
  const char *folder;
} Rebuild;

static void
add_part_cb (const char *name, const FreshetPartRecord *record, gint64 changed, gpointer user_data)
{
  Rebuild *rebuild = user_data;
  FreshetSnapshot *snapshot = freshet_snapshot_new ();

  snapshot->address = g_strdup (record->uri);
  snapshot->directory = g_strdup (rebuild->folder);
  snapshot->resume = TRUE;
  snapshot->state = FRESHET_STATE_WAITING;
  snapshot->name = g_strdup (name);
  snapshot->path = g_build_filename (rebuild->folder, name, NULL);
  snapshot->received = freshet_range_set_get_size (record->ranges);
  snapshot->total = record->total;
  snapshot->attempts = 1;
  snapshot->added = changed;
  g_ptr_array_add (rebuild->rows, freshet_store_row_new (0, 0, snapshot));
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const FreshetSnapshot *first = (*(FreshetStoreRow *const *) a)->snapshot;
  const FreshetSnapshot *second = (*(FreshetStoreRow *const *) b)->snapshot;

  if (first->added != second->added)
    return first->added < second->added ? -1 : 1;
  return g_strcmp0 (first->path, second->path);
}

/*
 * Whether a download that was under way has its file in place: it was published, and the program was
 * ended before it could write so. Nothing but publishing puts a file there of the whole length, after
 * the download was added and without a part beside it.
 */
static gboolean
was_published (const FreshetSnapshot *snapshot, gint64 *published)
{
  g_autofree char *part = NULL;
  GStatBuf info;

  if (!freshet_state_is_active (snapshot->state) || snapshot->path == NULL || snapshot->total < 0
      || snapshot->checksum != NULL || snapshot->overwrite)
    return FALSE;
  if (g_lstat (snapshot->path, &info) != 0 || !S_ISREG (info.st_mode)
      || info.st_size != snapshot->total)
    return FALSE;
  *published = info.st_ctim.tv_sec * G_USEC_PER_SEC + info.st_ctim.tv_nsec / 1000;
  part = g_strconcat (snapshot->path, ".part", NULL);
  return *published >= snapshot->added && g_lstat (part, &info) != 0;
}

/*
 * Finds the unfinished downloads of @folders (a set of paths).
 *
 * Returns: (transfer full) (element-type FreshetStoreRow): rows for them, the oldest first
 */
GPtrArray *
freshet_store_rebuild (GHashTable *folders)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) freshet_store_row_free);
  Rebuild rebuild = { rows };
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, (gpointer *) &rebuild.folder, NULL))
    freshet_part_folder_foreach (rebuild.folder, add_part_cb, &rebuild);
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      FreshetStoreRow *row = rows->pdata[i];

      row->id = i + 1;
      row->position = row->id * FRESHET_STORE_GAP;
    }
  return rows;
}

/*
 * Finishes, in @rows, what was finished when the program was ended from outside.
 *
 * Returns: (transfer container) (element-type FreshetStoreRow): the rows that were changed
 */
GPtrArray *
freshet_store_recover (GPtrArray *rows)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *changed = g_ptr_array_new ();
  gint64 published;

  for (guint i = 0; i < rows->len; i++)
    {
      const FreshetSnapshot *snapshot = ((FreshetStoreRow *) rows->pdata[i])->snapshot;

      if (snapshot->state == FRESHET_STATE_FINISHED && snapshot->path != NULL)
        g_hash_table_add (taken, snapshot->path);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      FreshetSnapshot *snapshot = ((FreshetStoreRow *) rows->pdata[i])->snapshot;

      if (!was_published (snapshot, &published) || !g_hash_table_add (taken, snapshot->path))
        continue;
      snapshot->state = FRESHET_STATE_FINISHED;
      snapshot->received = snapshot->total;
      snapshot->ended = published;
      g_ptr_array_add (changed, rows->pdata[i]);
    }
  return changed;
}
