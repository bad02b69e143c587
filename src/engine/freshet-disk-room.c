/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-disk-room.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What the rest of a file of unknown length is taken to be. */
#define UNKNOWN_BYTES (1024 * 1024)

/* A quota is not told by statvfs (): this much is taken, and given back at once. */
#define PROBE_BYTES (1024 * 1024)

static goffset
get_left (int code, const struct statvfs *info)
{
  /* Some that are not on a disk say that they have none at all. */
  if (code != 0 || info->f_blocks == 0)
    return G_MAXOFFSET;
  return (goffset) MIN (info->f_bavail, (guint64) G_MAXOFFSET / info->f_frsize)
         * (goffset) info->f_frsize;
}

static int
write_page (int fd)
{
  static const guint8 page[4096];
  gssize n = pwrite (fd, page, sizeof page, 0);

  return n < 0 ? errno : n < (gssize) sizeof page ? ENOSPC : 0;
}

/* Tries it with a file that has no name, and is gone when it is closed. */
static int
try_to_write (const char *folder)
{
  int fd = g_open (folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
  int error;

  if (fd < 0 && errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
    return errno;
  if (fd < 0)
    return access (folder, W_OK | X_OK) == 0 ? 0 : errno;
  error = write_page (fd);
  if (error == 0 && fallocate (fd, FALLOC_FL_KEEP_SIZE, 0, PROBE_BYTES) != 0
      && (errno == ENOSPC || errno == EDQUOT))
    error = errno;
  if (error == 0 && fdatasync (fd) != 0)
    error = errno;
  close (fd);
  return error;
}

/**
 * freshet_disk_look:
 * @folder: (type filename): a folder
 * @room: (out caller-allocates): what is found
 *
 * Looks whether files can be written into a folder, by trying it, and how much room there is. Blocks on
 * the disk.
 */
void
freshet_disk_look (const char *folder, FreshetDiskRoom *room)
{
  struct statvfs system;
  struct stat info;

  *room = (FreshetDiskRoom){ .left = G_MAXOFFSET };
  if (stat (folder, &info) != 0)
    {
      room->error = errno;
      return;
    }
  room->device = info.st_dev;
  room->error = try_to_write (folder);
  room->left = get_left (statvfs (folder, &system), &system);
}

/**
 * freshet_disk_get_left:
 * @fd: a file
 *
 * Returns: how many bytes are free beside it for this user, %G_MAXOFFSET if that cannot be told
 */
goffset
freshet_disk_get_left (int fd)
{
  struct statvfs system;

  return get_left (fstatvfs (fd, &system), &system);
}

/**
 * freshet_disk_get_need:
 * @path: (type filename) (nullable): an unfinished file
 * @total: how long it is to be, -1 if that is not known
 *
 * Returns: how much more room it takes; what was reserved for it counts as taken
 */
goffset
freshet_disk_get_need (const char *path, goffset total)
{
  struct stat info;

  if (total < 0)
    return UNKNOWN_BYTES;
  if (path == NULL || lstat (path, &info) != 0)
    return total;
  return MAX (0, total - (goffset) info.st_blocks * 512);
}

/**
 * freshet_disk_is_passing:
 * @error: an errno
 *
 * Returns: whether it is a matter of the disk that may pass: full, read-only, unplugged, out of reach
 */
gboolean
freshet_disk_is_passing (int error)
{
  switch (error)
    {
    case ENOSPC:
    case EDQUOT:
    case EROFS:
    case EIO:
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ENOTCONN:
    case ESTALE:
    case EHOSTDOWN:
    case ETIMEDOUT:
      return TRUE;
    default:
      return FALSE;
    }
}
