/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define RECORD_SUFFIX ".part.meta"

/* A record whose part is gone is what a crash just after publishing leaves behind. */
static void
visit (const char *directory, const char *file, FreshetPartFolderFunc func, gpointer user_data)
{
  g_autofree char *path = g_build_filename (directory, file, NULL);
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (RECORD_SUFFIX));
  g_autofree char *part = g_strndup (path, strlen (path) - strlen (".meta"));
  gint64 changed;
  g_autoptr (FreshetPartRecord) record = freshet_part_record_load (path, &changed);
  struct stat info;

  if (record == NULL)
    return;
  if (lstat (part, &info) == 0)
    func (name, record, changed, user_data);
  else
    g_unlink (path);
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
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, RECORD_SUFFIX))
      visit (directory, file, func, user_data);
}
