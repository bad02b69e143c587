/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "freshet-part.h"

#define RECORD_SUFFIX ".part.meta"

typedef struct
{
  char *name;
  FreshetPartRecord *record;
  gint64 changed;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->name);
  freshet_part_record_free (found->record);
  g_free (found);
}

/* Whether the file of a record whose part is gone is there, whole as far as its length tells. */
static gboolean
was_published (const char *directory, const FreshetPartRecord *record)
{
  g_autofree char *path = NULL;
  struct stat info;

  if (record->name == NULL || record->total < 0 || strchr (record->name, G_DIR_SEPARATOR) != NULL)
    return FALSE;
  path = g_build_filename (directory, record->name, NULL);
  return lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size == record->total;
}

/* What a crash just after publishing leaves behind: the record, and the part that was superseded. */
static void
clean_up (const char *directory, const char *path, const FreshetPartRecord *record)
{
  g_autoptr (FreshetPart) old = NULL;

  if (record->supersedes != NULL && strchr (record->supersedes, G_DIR_SEPARATOR) == NULL
      && was_published (directory, record))
    old = freshet_part_open (directory, record->supersedes, record->uri);
  if (old != NULL)
    freshet_part_discard (old);
  g_unlink (path);
}

static char *
part_path (const char *record_path)
{
  return g_strndup (record_path, strlen (record_path) - strlen (".meta"));
}

static void
look_for_part (const char *directory, const char *file)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autofree char *part = part_path (path);
  g_autoptr (FreshetPartRecord) record = NULL;
  struct stat info;

  if (lstat (part, &info) == 0)
    return;
  record = freshet_part_record_load (path, NULL);
  if (record != NULL)
    clean_up (directory, path, record);
}

static void
look_at (const char *directory, const char *file, GPtrArray *all)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autofree char *part = part_path (path);
  gint64 changed;
  g_autoptr (FreshetPartRecord) record = freshet_part_record_load (path, &changed);
  struct stat info;
  Found *found;

  if (record == NULL || lstat (part, &info) != 0)
    return;
  found = g_new (Found, 1);
  found->name = g_strndup (file, strlen (file) - strlen (RECORD_SUFFIX));
  found->record = g_steal_pointer (&record);
  found->changed = changed;
  g_ptr_array_add (all, found);
}

/* Returns: (transfer container): the parts that a newer one of the same file takes the place of */
static GHashTable *
find_superseded (GPtrArray *all)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *superseded = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (by_name, ((Found *) all->pdata[i])->name, all->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    {
      const FreshetPartRecord *record = ((Found *) all->pdata[i])->record;
      Found *old
          = record->supersedes != NULL ? g_hash_table_lookup (by_name, record->supersedes) : NULL;

      if (old != NULL && old != all->pdata[i] && g_str_equal (old->record->uri, record->uri))
        g_hash_table_add (superseded, old);
    }
  return superseded;
}

/**
 * freshet_part_folder_foreach:
 * @directory: a folder
 * @func: called for each
 * @user_data: for @func
 *
 * Looks for the unfinished downloads of a folder. Blocks on the disk.
 */
void
freshet_part_folder_foreach (const char *directory, FreshetPartFolderFunc func, gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (found_free);
  g_autoptr (GHashTable) superseded = NULL;
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, RECORD_SUFFIX))
      g_ptr_array_add (files, g_strdup (file));
  for (guint i = 0; i < files->len; i++)
    look_for_part (directory, files->pdata[i]);
  for (guint i = 0; i < files->len; i++)
    look_at (directory, files->pdata[i], all);
  superseded = find_superseded (all);
  for (guint i = 0; i < all->len; i++)
    {
      Found *found = all->pdata[i];

      if (!g_hash_table_contains (superseded, found))
        func (found->name, found->record, found->changed, user_data);
    }
}
