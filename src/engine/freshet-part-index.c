/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-index.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "freshet-part-record.h"

#define RECORD_SUFFIX ".part.meta"

/* A record of a download is some hundred bytes; what is larger is something else. */
#define RECORD_MAX_BYTES (1024 * 1024)

struct _FreshetPartIndex
{
  GMutex mutex;
  GHashTable *directories;
};

static FreshetPartRecord *
read_record (const char *path)
{
  g_autofree char *data = NULL;
  struct stat info;
  gsize length;

  if (lstat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > RECORD_MAX_BYTES
      || !g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  return freshet_part_record_parse (data, length, NULL);
}

/* A record whose part is gone is what a crash just after publishing leaves behind. */
static void
add_record (GHashTable *names, const char *directory, const char *file)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (RECORD_SUFFIX));
  g_autofree char *part = g_strndup (path, strlen (path) - strlen (".meta"));
  g_autoptr (FreshetPartRecord) record = read_record (path);
  struct stat info;

  if (record == NULL)
    return;
  if (lstat (part, &info) == 0)
    g_hash_table_insert (names, g_steal_pointer (&record->uri), g_steal_pointer (&name));
  else
    g_unlink (path);
}

static GHashTable *
read_directory (const char *directory)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, RECORD_SUFFIX))
      add_record (names, directory, file);
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
  index->directories = g_hash_table_new_full (g_str_hash,
                                              g_str_equal,
                                              g_free,
                                              (GDestroyNotify) g_hash_table_unref);
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

  return g_hash_table_contains (index->directories, directory);
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
  GHashTable *names = g_hash_table_lookup (index->directories, directory);
  g_autofree char *key = NULL;
  char *name = NULL;

  if (names == NULL)
    {
      names = read_directory (directory);
      g_hash_table_insert (index->directories, g_strdup (directory), names);
    }
  g_hash_table_steal_extended (names, uri, (gpointer *) &key, (gpointer *) &name);
  return name;
}
