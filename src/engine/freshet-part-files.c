/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-name.h"
#include "freshet-own-file.h"
#include "freshet-publish.h"

void
freshet_part_set_taken_error (FreshetPart *part, GError **error)
{
  g_set_error (error,
               FRESHET_ERROR,
               FRESHET_ERROR_CANNOT_WRITE,
               /* Translators: %s is the name of a file. */
               _ ("“%s” is taken, and so are all of its numbered names."),
               part->name);
}

char *
freshet_part_numbered_path (FreshetPart *part, guint number, const char *suffix)
{
  g_autofree char *numbered = number == 0 ? NULL : freshet_name_number (part->name, number);
  g_autofree char *name = g_strconcat (numbered != NULL ? numbered : part->name, suffix, NULL);

  /* As it mostly is, it needs no more than this. */
  if (!g_str_has_suffix (part->directory, G_DIR_SEPARATOR_S))
    return g_strconcat (part->directory, G_DIR_SEPARATOR_S, name, NULL);
  return g_build_filename (part->directory, name, NULL);
}

static gboolean
exists (const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0;
}

/* There are file systems without locks: two programs at once are then told apart by names alone. */
static gboolean
take_lock (int fd)
{
  return flock (fd, LOCK_EX | LOCK_NB) == 0 || errno == ENOSYS || errno == EOPNOTSUPP
         || errno == EINVAL || errno == ENOLCK;
}

/*
 * The lock is on the file; the name may have come to mean another one before it was taken. A file that
 * somebody else put there, or that has another name too, is not ours to write to.
 */
static gboolean
lock (int fd, const char *path)
{
  struct stat locked;
  struct stat named;

  return take_lock (fd) && fstat (fd, &locked) == 0 && lstat (path, &named) == 0
         && S_ISREG (named.st_mode) && named.st_nlink == 1 && named.st_uid == geteuid ()
         && locked.st_dev == named.st_dev && locked.st_ino == named.st_ino;
}

gboolean
freshet_part_lock (FreshetPart *part)
{
  return lock (part->fd, part->path);
}

/*
 * An empty part without a record is what a crash between the two leaves behind: nobody's, and
 * nothing is lost by using it.
 */
static int
open_abandoned (FreshetPart *part, const char *path)
{
  g_autofree char *record = freshet_part_numbered_path (part, part->number, ".part.meta");
  struct stat info;
  int fd = freshet_own_file_open (path, O_RDWR, &info);

  if (fd < 0)
    return -1;
  if (!lock (fd, path) || fstat (fd, &info) != 0 || info.st_size > 0 || exists (record))
    {
      close (fd);
      return -1;
    }
  return fd;
}

static int
open_numbered (FreshetPart *part, GError **error)
{
  g_autofree char *final_path = freshet_part_numbered_path (part, part->number, "");
  g_autofree char *path = freshet_part_numbered_path (part, part->number, ".part");
  int fd;

  if (!part->overwrite && exists (final_path))
    return -1;
  fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0 && errno != EEXIST)
    {
      freshet_set_file_error (error, errno, part->directory);
      return -1;
    }
  if (fd < 0)
    fd = open_abandoned (part, path);
  else if (!lock (fd, path))
    {
      close (fd);
      return -1;
    }
  if (fd >= 0)
    part->path = g_steal_pointer (&path);
  return fd;
}

/* Returns: (transfer full): where the record of a part is that has files */
char *
freshet_part_record_path (FreshetPart *part)
{
  return g_strconcat (part->path, ".meta", NULL);
}

gboolean
freshet_part_save_record (FreshetPart *part, GError **error)
{
  g_autofree char *temporary = g_strconcat (part->path, ".new", NULL);
  g_autofree char *path = freshet_part_record_path (part);
  g_autofree char *data = NULL;
  gsize length;

  data = freshet_part_record_to_data (part->record, &length);
  return freshet_publish_data (temporary, path, data, length, error);
}

/*
 * Gives the part its name on the disk. Both names are there for good before anything is written: bytes
 * without a record would be nobody's.
 */
gboolean
freshet_part_create_files (FreshetPart *part, GError **error)
{
  GError *failure = NULL;

  freshet_part_drop_empty_superseded (part);
  for (; part->fd < 0 && part->number <= FRESHET_PART_MAX_NUMBER; part->number++)
    {
      part->fd = open_numbered (part, &failure);
      if (part->fd >= 0)
        break;
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }
  if (part->fd < 0)
    {
      freshet_part_set_taken_error (part, error);
      return FALSE;
    }
  freshet_part_note_superseded (part);
  return freshet_part_save_record (part, error)
         && freshet_publish_flush_folder (part->directory, error);
}

static void
remove_temporary_record (FreshetPart *part)
{
  g_autofree char *temporary = g_strconcat (part->path, ".new", NULL);

  g_unlink (temporary);
}

/* Removes a part, and what it supersedes. */
void
freshet_part_remove_files (FreshetPart *part)
{
  if (part->superseded != NULL)
    freshet_part_remove_files (part->superseded);
  if (part->path != NULL)
    {
      g_autofree char *record = freshet_part_record_path (part);

      g_unlink (part->path);
      g_unlink (record);
    }
}

/**
 * freshet_part_open:
 * @directory: the folder
 * @name: the name of the finished file, with its number if it has one
 * @uri: what the part has to be of
 *
 * Opens a part that was left, locks it, and cuts off what its record does not claim. A part that is
 * not the user's own file, or has another name too, was planted there, and is left alone.
 *
 * Returns: (transfer full) (nullable): the part; %NULL where there is none of that address, it is
 *   damaged, or another download is at it
 */
FreshetPart *
freshet_part_open (const char *directory, const char *name, const char *uri)
{
  g_autoptr (FreshetPart) part = freshet_part_new (directory, name, NULL, FALSE);
  g_autofree char *record_path = freshet_part_numbered_path (part, 0, ".part.meta");
  struct stat info;
  goffset end;

  part->path = freshet_part_numbered_path (part, 0, ".part");
  part->fd = freshet_own_file_open (part->path, O_RDWR, &info);
  if (part->fd < 0 || !lock (part->fd, part->path) || fstat (part->fd, &info) != 0)
    return NULL;
  part->record = freshet_part_record_load (record_path, NULL);
  if (part->record == NULL || !g_str_equal (part->record->uri, uri))
    return NULL;

  end = freshet_range_set_get_end (part->record->ranges);
  if (info.st_size < end || ftruncate (part->fd, end) != 0)
    return NULL;
  remove_temporary_record (part);
  freshet_part_open_superseded (part);
  g_array_unref (part->written);
  part->written = freshet_range_set_copy (part->record->ranges);
  part->length = freshet_range_set_get_prefix (part->written);
  part->opened = freshet_range_set_get_size (part->written);
  part->recorded = part->opened;
  part->recorded_at = g_get_monotonic_time ();
  g_clear_pointer (&part->memory, g_byte_array_unref);
  return g_steal_pointer (&part);
}
