/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-publish.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "freshet-error.h"

/* A placeholder takes the name, atomically; what is then replaced is our own empty file. */
static int
rename_over_placeholder (const char *from, const char *to)
{
  int fd = g_open (to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  int code;

  if (fd < 0)
    return errno;
  close (fd);
  if (g_rename (from, to) == 0)
    return 0;
  code = errno;
  g_unlink (to);
  return code;
}

static int
rename_no_replace (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;
  if (link (from, to) == 0)
    {
      g_unlink (from);
      return 0;
    }
  return errno == EEXIST ? EEXIST : rename_over_placeholder (from, to);
}

/**
 * freshet_set_file_error:
 * @error: set to what @code means for a download
 * @code: an errno
 * @path: the file or folder that it is about
 *
 * A name that is taken is a %G_FILE_ERROR_EXIST; all else is in %FRESHET_ERROR.
 */
void
freshet_set_file_error (GError **error, int code, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  if (code == EEXIST)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "%s", g_strerror (code));
  else if (code == ENOSPC || code == EDQUOT)
    g_set_error_literal (error,
                         FRESHET_ERROR,
                         FRESHET_ERROR_NO_SPACE,
                         _ ("The disk is full. Free some space, then start the download again."));
  else
    g_set_error (error,
                 FRESHET_ERROR,
                 FRESHET_ERROR_CANNOT_WRITE,
                 /* Translators: the first %s is a file or folder, the second what went wrong. */
                 _ ("“%s” cannot be written: %s"),
                 name,
                 g_strerror (code));
}

/**
 * freshet_publish_rename:
 * @from: a file
 * @to: its new name, in the same folder
 * @overwrite: whether a file of that name is replaced
 * @error: %G_FILE_ERROR_EXIST where the name is taken
 *
 * Renames a file, atomically. On file systems that cannot refuse to replace, a link or a
 * placeholder makes sure that nothing is overwritten.
 *
 * Returns: whether it has the name
 */
gboolean
freshet_publish_rename (const char *from, const char *to, gboolean overwrite, GError **error)
{
  int code = 0;

  if (!overwrite)
    code = rename_no_replace (from, to);
  else if (g_rename (from, to) != 0)
    code = errno;

  if (code != 0)
    freshet_set_file_error (error, code, to);
  return code == 0;
}

/**
 * freshet_publish_link:
 * @fd: a file without a name, opened with `O_TMPFILE`
 * @to: the name to give it
 * @error: %G_FILE_ERROR_EXIST where the name is taken
 *
 * Returns: whether it has the name
 */
gboolean
freshet_publish_link (int fd, const char *to, GError **error)
{
  char path[32];

  g_snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  if (linkat (AT_FDCWD, path, AT_FDCWD, to, AT_SYMLINK_FOLLOW) == 0)
    return TRUE;
  freshet_set_file_error (error, errno, to);
  return FALSE;
}

static int
write_flushed (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno;
      data += n;
      length -= n;
    }
  return fdatasync (fd) == 0 ? 0 : errno;
}

/**
 * freshet_publish_data:
 * @temporary: a name in the same folder that is the caller's alone
 * @path: the file to replace
 * @data: its new content
 * @length: how many bytes
 * @error: set where it could not be written; the old content is then still there
 *
 * Replaces a small file, atomically, with the new content flushed before.
 *
 * Returns: whether it was replaced
 */
gboolean
freshet_publish_data (
    const char *temporary, const char *path, const char *data, gsize length, GError **error)
{
  int fd;
  int code;

  /* What is there was left behind by a crash, or planted: in neither case is it to be written to. */
  g_unlink (temporary);
  fd = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      /* Whoever planted it does not let us take it away. */
      freshet_set_file_error (error, errno == EEXIST ? EACCES : errno, temporary);
      return FALSE;
    }
  code = write_flushed (fd, data, length);
  close (fd);
  if (code == 0 && g_rename (temporary, path) != 0)
    code = errno;
  if (code != 0)
    {
      g_unlink (temporary);
      freshet_set_file_error (error, code, path);
    }
  return code == 0;
}

/**
 * freshet_publish_flush_folder:
 * @folder: (type filename): a folder
 * @error: see freshet_set_file_error()
 *
 * Makes sure that what was created, renamed or removed in a folder stays so if the power fails. A
 * flushed file is there without it, but maybe without its name. Nothing is done where a folder cannot
 * be opened for that, or the file system knows of no such thing.
 *
 * Returns: whether nothing says that it failed
 */
gboolean
freshet_publish_flush_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0)
    return TRUE;
  if (fsync (fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS && errno != EBADF)
    code = errno;
  close (fd);
  if (code != 0)
    freshet_set_file_error (error, code, folder);
  return code == 0;
}
