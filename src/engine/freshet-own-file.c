/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-own-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
is_own (const struct stat *info)
{
  return S_ISREG (info->st_mode) && info->st_nlink == 1 && info->st_uid == geteuid ();
}

/**
 * freshet_own_file_open:
 * @path: a file that is there
 * @flags: how to open it, as for open(2)
 * @info: (out): what is known of it
 *
 * Opens a file, if it is the user's own, has no other name, and is no link.
 *
 * The file system of xdg-document-portal takes no file for anything but a link, when it is told not to
 * follow one: its own, to what is behind it. What was opened there is the file only if it is the one
 * that had the name before.
 *
 * Returns: a descriptor, or -1
 */
int
freshet_own_file_open (const char *path, int flags, struct stat *info)
{
  struct stat named;
  int fd;

  g_return_val_if_fail (path != NULL, -1);
  g_return_val_if_fail (info != NULL, -1);

  flags |= O_CLOEXEC | O_NONBLOCK;
  if (lstat (path, &named) != 0 || !is_own (&named))
    return -1;
  fd = g_open (path, flags | O_NOFOLLOW, 0);
  if (fd < 0 && errno == ELOOP)
    fd = g_open (path, flags, 0);
  if (fd < 0)
    return -1;
  if (fstat (fd, info) == 0 && is_own (info) && info->st_dev == named.st_dev
      && info->st_ino == named.st_ino)
    return fd;
  close (fd);
  return -1;
}
