/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-index.h"

#include "freshet-part-folder.h"

/* A folder that is being read is in @directories without a table. */
struct _FreshetPartIndex
{
  GMutex mutex;
  GCond was_read;
  GHashTable *directories;
};

static void
add_record_cb (const char *name, const FreshetPartRecord *record, gint64 changed, gpointer names)
{
  g_hash_table_insert (names, g_strdup (record->uri), g_strdup (name));
}

static GHashTable *
read_directory (const char *directory)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  freshet_part_folder_foreach (directory, add_record_cb, names);
  return names;
}

static void
names_free (gpointer names)
{
  if (names != NULL)
    g_hash_table_unref (names);
}

/*
 * Reads a folder, once. The mutex is not held meanwhile: those who only ask what is known already
 * must not wait for a disk.
 */
static GHashTable *
get_names (FreshetPartIndex *index, const char *directory)
{
  gpointer names;

  while (g_hash_table_lookup_extended (index->directories, directory, NULL, &names))
    {
      if (names != NULL)
        return names;
      g_cond_wait (&index->was_read, &index->mutex);
    }
  g_hash_table_insert (index->directories, g_strdup (directory), NULL);
  g_mutex_unlock (&index->mutex);
  names = read_directory (directory);
  g_mutex_lock (&index->mutex);
  g_hash_table_insert (index->directories, g_strdup (directory), names);
  g_cond_broadcast (&index->was_read);
  return names;
}

/**
 * freshet_part_index_new:
 *
 * Returns: (transfer full): an index that knows no folder yet
 */
FreshetPartIndex *
freshet_part_index_new (void)
{
  FreshetPartIndex *index = g_new0 (FreshetPartIndex, 1);

  g_mutex_init (&index->mutex);
  g_cond_init (&index->was_read);
  index->directories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, names_free);
  return index;
}

/**
 * freshet_part_index_free:
 * @index: (transfer full): an index
 */
void
freshet_part_index_free (FreshetPartIndex *index)
{
  g_hash_table_unref (index->directories);
  g_cond_clear (&index->was_read);
  g_mutex_clear (&index->mutex);
  g_free (index);
}

/**
 * freshet_part_index_knows:
 * @index: an index
 * @directory: a folder
 *
 * Returns: whether the folder was read
 */
gboolean
freshet_part_index_knows (FreshetPartIndex *index, const char *directory)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);

  return g_hash_table_lookup (index->directories, directory) != NULL;
}

/**
 * freshet_part_index_learn:
 * @index: an index
 * @directory: a folder
 *
 * Reads a folder, unless it was read.
 */
void
freshet_part_index_learn (FreshetPartIndex *index, const char *directory)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);

  get_names (index, directory);
}

/**
 * freshet_part_index_contains:
 * @index: an index
 * @directory: a folder that it knows
 * @uri: an address without user info
 *
 * Returns: whether freshet_part_index_take() would find something
 */
gboolean
freshet_part_index_contains (FreshetPartIndex *index, const char *directory, const char *uri)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  GHashTable *names = g_hash_table_lookup (index->directories, directory);

  return names != NULL && g_hash_table_contains (names, uri);
}

/**
 * freshet_part_index_take:
 * @index: an index
 * @directory: a folder
 * @uri: an address without user info
 *
 * Looks for an unfinished download of an address. It is found once: a second download of the same
 * address begins at the beginning.
 *
 * Returns: (transfer full) (nullable): the name of its file, see freshet_part_open()
 */
char *
freshet_part_index_take (FreshetPartIndex *index, const char *directory, const char *uri)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&index->mutex);
  g_autofree char *key = NULL;
  char *name = NULL;

  g_hash_table_steal_extended (get_names (index, directory),
                               uri,
                               (gpointer *) &key,
                               (gpointer *) &name);
  return name;
}
