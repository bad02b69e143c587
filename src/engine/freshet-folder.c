/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-publish.h"

/* Every Flatpak sandbox has it, and nothing else does. */
#define FLATPAK_INFO "/.flatpak-info"

static gboolean
is_kept (const char *directory)
{
  const char *places[] = { "/", g_get_user_runtime_dir (), NULL };

  return access (FLATPAK_INFO, F_OK) != 0 || freshet_folder_is_apart (directory, places);
}

/**
 * freshet_folder_is_apart:
 * @directory: (type filename): a folder
 * @places: (array zero-terminated=1) (element-type filename): other folders
 *
 * Returns: whether @directory is on another file system than each of @places
 */
gboolean
freshet_folder_is_apart (const char *directory, const char *const *places)
{
  struct stat info;
  struct stat place;

  if (stat (directory, &info) != 0)
    return TRUE;
  for (; *places != NULL; places++)
    {
      if (stat (*places, &place) == 0 && place.st_dev == info.st_dev)
        return FALSE;
    }
  return TRUE;
}

/**
 * freshet_folder_check:
 * @directory: (type filename): a folder
 * @error: %FRESHET_ERROR_CANNOT_WRITE
 *
 * Finds out, before anything is asked of a server, whether files can be written into a folder.
 *
 * In a Flatpak sandbox, that is not enough. A folder that is not shared with it can be made there, and
 * written: `/` is in memory, as is the runtime folder that `/tmp` is a part of, and what is written
 * there is gone when the program ends. Such a folder is refused too.
 *
 * Returns: whether files can be written into it, and stay there
 */
gboolean
freshet_folder_check (const char *directory, GError **error)
{
  g_autofree char *name = NULL;
  struct stat info;

  g_return_val_if_fail (directory != NULL, FALSE);

  if (stat (directory, &info) == 0 && !S_ISDIR (info.st_mode))
    errno = ENOTDIR;
  else if (access (directory, W_OK | X_OK) == 0)
    {
      if (is_kept (directory))
        return TRUE;
      name = g_filename_display_name (directory);
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_CANNOT_WRITE,
                   /* Translators: %s is a folder. */
                   _ ("“%s” is outside this program’s sandbox, so nothing would stay there. "
                      "Choose another folder."),
                   name);
      return FALSE;
    }
  freshet_set_file_error (error, errno, directory);
  return FALSE;
}
