/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"

static void
count (FreshetQueue *self, FreshetState state, int n)
{
  if (state == FRESHET_STATE_WAITING)
    self->n_waiting += n;
  else if (state == FRESHET_STATE_PAUSED)
    self->n_paused += n;
  else if (state == FRESHET_STATE_FINISHED)
    self->n_finished += n;
  else if (freshet_state_is_active (state))
    self->n_active += n;
}

static void
state_changed_cb (FreshetDownload *download, FreshetState before, gpointer user_data)
{
  FreshetQueue *self = user_data;

  count (self, before, -1);
  count (self, download->told_state, 1);
  freshet_queue_tell_counts (self);
  freshet_queue_state_changed (self, download);
  freshet_queue_tell_download (self, download);
}

static void
watch (FreshetQueue *self, FreshetDownload *download)
{
  freshet_download_set_state_func (download, state_changed_cb, self);
  count (self, download->told_state, 1);
}

void
freshet_queue_unwatch (FreshetQueue *self, FreshetDownload *download)
{
  count (self, download->told_state, -1);
  freshet_download_set_state_func (download, NULL, NULL);
}

/* A list that is being made; those that it is made of are owned by who makes it. */
static void
append (GPtrArray *list, FreshetDownload *download)
{
  g_ptr_array_add (list, g_object_ref (download));
}

static GPtrArray *
list_new (guint n)
{
  return g_ptr_array_new_full (n, g_object_unref);
}

/*
 * Puts @list where the @n_removed downloads at @position are. Those that are in both are where they
 * were, but for their order.
 */
static void
replace (FreshetQueue *self, guint position, guint n_removed, GPtrArray *list)
{
  guint n = self->downloads->len - n_removed + list->len;
  GPtrArray *downloads = list_new (n);

  for (guint i = 0; i < position; i++)
    append (downloads, self->downloads->pdata[i]);
  g_ptr_array_extend (downloads, list, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  for (guint i = position + n_removed; i < self->downloads->len; i++)
    append (downloads, self->downloads->pdata[i]);

  g_ptr_array_unref (self->downloads);
  self->downloads = downloads;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, list->len);
}

/**
 * freshet_queue_add:
 * @self: a queue
 * @download: a download that is not in it
 *
 * Adds a download at the end. Nothing is started.
 */
void
freshet_queue_add (FreshetQueue *self, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  freshet_queue_insert (self, self->downloads->len, download);
}

/**
 * freshet_queue_add_many:
 * @self: a queue
 * @downloads: (element-type FreshetDownload): downloads that are not in it
 *
 * Adds them at the end, as one change of the list.
 */
void
freshet_queue_add_many (FreshetQueue *self, GPtrArray *downloads)
{
  guint position;

  g_return_if_fail (FRESHET_IS_QUEUE (self));

  position = self->downloads->len;
  for (guint i = 0; i < downloads->len; i++)
    {
      watch (self, downloads->pdata[i]);
      g_ptr_array_add (self->downloads, g_object_ref (downloads->pdata[i]));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, downloads->len);
  freshet_queue_tell_counts (self);
}

/**
 * freshet_queue_insert:
 * @self: a queue
 * @position: where; what is beyond the end means the end
 * @download: a download that is not in it
 */
void
freshet_queue_insert (FreshetQueue *self, guint position, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  position = MIN (position, self->downloads->len);
  watch (self, download);
  g_ptr_array_insert (self->downloads, (int) position, g_object_ref (download));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  freshet_queue_tell_counts (self);
}

/**
 * freshet_queue_remove:
 * @self: a queue
 * @download: a download that is in it
 *
 * Takes a download off the list. One that is under way is paused; what is on the disk stays.
 */
void
freshet_queue_remove (FreshetQueue *self, FreshetDownload *download)
{
  g_autoptr (FreshetDownload) owned = g_object_ref (download);
  guint position;

  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (g_ptr_array_find (self->downloads, download, &position));

  freshet_queue_pause_download (self, download);
  freshet_queue_unwatch (self, download);
  g_ptr_array_remove_index (self->downloads, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  freshet_queue_tell_counts (self);
}

static GHashTable *
set_of (GPtrArray *downloads)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < downloads->len; i++)
    g_hash_table_add (set, downloads->pdata[i]);
  return set;
}

/* Returns: whether there is one; @first and @last are where the first and the last of @set are */
static gboolean
find_range (FreshetQueue *self, GHashTable *set, guint *first, guint *last)
{
  gboolean found = FALSE;

  *first = 0;
  *last = 0;
  for (guint i = 0; i < self->downloads->len; i++)
    {
      if (!g_hash_table_contains (set, self->downloads->pdata[i]))
        continue;
      if (!found)
        *first = i;
      *last = i;
      found = TRUE;
    }
  return found;
}

/**
 * freshet_queue_remove_many:
 * @self: a queue
 * @downloads: (element-type FreshetDownload): what to take out of it; what is not in it is left alone
 * @positions: (out) (transfer full) (element-type guint): where each of those that are returned was
 *
 * Takes downloads off the list, as one change of it. Those that are under way are paused; what is on
 * the disk stays.
 *
 * Returns: (transfer full) (element-type FreshetDownload): those that are off it now, in its order
 */
GPtrArray *
freshet_queue_remove_many (FreshetQueue *self, GPtrArray *downloads, GArray **positions)
{
  g_autoptr (GHashTable) set = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  GPtrArray *removed;
  guint first;
  guint last;

  g_return_val_if_fail (FRESHET_IS_QUEUE (self), NULL);
  g_return_val_if_fail (downloads != NULL && positions != NULL, NULL);

  /* Whoever is told of that may change the list. */
  for (guint i = 0; i < downloads->len; i++)
    freshet_queue_pause_download (self, downloads->pdata[i]);

  *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  removed = list_new (downloads->len);
  set = set_of (downloads);
  if (!find_range (self, set, &first, &last))
    return removed;

  kept = list_new (last - first);
  for (guint i = first; i <= last; i++)
    {
      FreshetDownload *download = self->downloads->pdata[i];

      if (!g_hash_table_contains (set, download))
        {
          append (kept, download);
          continue;
        }
      g_array_append_val (*positions, i);
      append (removed, download);
      freshet_queue_unwatch (self, download);
    }
  replace (self, first, last - first + 1, kept);
  freshet_queue_tell_counts (self);
  return removed;
}

/**
 * freshet_queue_insert_many:
 * @self: a queue
 * @downloads: (element-type FreshetDownload): downloads that are not in it
 * @positions: (element-type guint): where each of them is to be, rising; what is beyond the end means
 *   the end
 *
 * Adds downloads, as one change of the list.
 */
void
freshet_queue_insert_many (FreshetQueue *self, GPtrArray *downloads, GArray *positions)
{
  g_autoptr (GPtrArray) list = NULL;
  guint first;
  guint next;

  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (downloads != NULL && positions != NULL && downloads->len == positions->len);
  if (downloads->len == 0)
    return;

  first = MIN (g_array_index (positions, guint, 0), self->downloads->len);
  next = first;
  list = list_new (downloads->len);
  for (guint i = 0; i < downloads->len; i++)
    {
      for (; next < self->downloads->len && first + list->len < g_array_index (positions, guint, i);
           next++)
        append (list, self->downloads->pdata[next]);
      watch (self, downloads->pdata[i]);
      append (list, downloads->pdata[i]);
    }
  replace (self, first, next - first, list);
  freshet_queue_tell_counts (self);
}

/* What waits for its turn has it in the order of the list. */
static void
reorder_line (FreshetQueue *self)
{
  if (freshet_scheduler_get_n_waiting (self->scheduler) == 0)
    return;
  for (guint i = 0; i < self->downloads->len; i++)
    {
      FreshetDownload *download = self->downloads->pdata[i];

      if (freshet_scheduler_remove (self->scheduler, download))
        freshet_scheduler_add (self->scheduler, freshet_download_get_host (download), download);
    }
}

/**
 * freshet_queue_move:
 * @self: a queue
 * @downloads: (element-type FreshetDownload): which; what is not in it is left alone
 * @position: before which of those that are in the list now; the end of the list is the number of
 *   them
 *
 * Moves downloads, which then stand together in the order that they had. What waits for its turn has
 * it in the new order.
 */
void
freshet_queue_move (FreshetQueue *self, GPtrArray *downloads, guint position)
{
  g_autoptr (GHashTable) set = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint first;
  guint last;

  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (downloads != NULL);

  set = set_of (downloads);
  if (!find_range (self, set, &first, &last))
    return;
  position = MIN (position, self->downloads->len);
  first = MIN (first, position);
  last = MAX (last + 1, position);

  list = list_new (last - first);
  for (guint i = first; i < position; i++)
    if (!g_hash_table_contains (set, self->downloads->pdata[i]))
      append (list, self->downloads->pdata[i]);
  for (guint i = first; i < last; i++)
    if (g_hash_table_contains (set, self->downloads->pdata[i]))
      append (list, self->downloads->pdata[i]);
  for (guint i = position; i < last; i++)
    if (!g_hash_table_contains (set, self->downloads->pdata[i]))
      append (list, self->downloads->pdata[i]);

  replace (self, first, last - first, list);
  reorder_line (self);
}
