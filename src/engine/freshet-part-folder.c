/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

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

/* A record whose part is gone is what a crash just after publishing leaves behind. */
static void
look_at (const char *directory, const char *file, GPtrArray *all)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (RECORD_SUFFIX));
  g_autofree char *part = g_strndup (path, strlen (path) - strlen (".meta"));
  gint64 changed;
  g_autoptr (FreshetPartRecord) record = freshet_part_record_load (path, &changed);
  struct stat info;
  Found *found;

  if (record == NULL)
    return;
  if (lstat (part, &info) != 0)
    {
      g_unlink (path);
      return;
    }
  found = g_new (Found, 1);
  found->name = g_steal_pointer (&name);
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
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (found_free);
  g_autoptr (GHashTable) superseded = NULL;
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, RECORD_SUFFIX))
      look_at (directory, file, all);
  superseded = find_superseded (all);
  for (guint i = 0; i < all->len; i++)
    {
      Found *found = all->pdata[i];

      if (!g_hash_table_contains (superseded, found))
        func (found->name, found->record, found->changed, user_data);
    }
}
