/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "freshet-disk-room.h"
#include "freshet-error.h"
#include "freshet-format.h"
#include "freshet-publish.h"

static gboolean
check_left (FreshetPart *part, GError **error)
{
  goffset need = freshet_disk_get_need (part->path, part->record->total);
  goffset left = freshet_disk_get_left (part->fd);
  g_autofree char *need_text = NULL;
  g_autofree char *left_text = NULL;

  if (need <= left)
    return TRUE;
  need_text = freshet_format_size (need);
  left_text = freshet_format_size (left);
  g_set_error (
      error,
      FRESHET_ERROR,
      FRESHET_ERROR_NO_SPACE,
      /* Translators: two amounts of bytes, such as 4.2 GB. */
      _ ("The file takes %s more, and the disk has %s left. Free some space, then start the "
         "download again."),
      need_text,
      left_text);
  return FALSE;
}

/* What was reserved in vain must not fill the disk. */
static void
give_back (FreshetPart *part)
{
  struct stat info;

  if (fstat (part->fd, &info) == 0 && ftruncate (part->fd, info.st_size) != 0)
    g_debug ("Nothing is given back: %s", g_strerror (errno));
}

/* Memory is given out a page at a time anyway, and clearing all of it would keep the first write waiting. */
static gboolean
is_in_memory (FreshetPart *part)
{
  struct statfs system;

  return fstatfs (part->fd, &system) == 0 && system.f_type == TMPFS_MAGIC;
}

/*
 * Asks for the room of the whole file, where its length is known: a disk that is too small says so before
 * the bytes have come, and writes are cheaper. Where a file system cannot do so, or not say how much is
 * left, the writes will tell.
 */
gboolean
freshet_part_reserve (FreshetPart *part, GError **error)
{
  int code;

  if (part->is_reserved || part->record->total <= 0)
    return TRUE;
  if (!check_left (part, error))
    return FALSE;
  part->is_reserved = is_in_memory (part);
  if (part->is_reserved)
    return TRUE;
  code = fallocate (part->fd, FALLOC_FL_KEEP_SIZE, 0, part->record->total) == 0 ? 0 : errno;
  if (code == ENOSPC || code == EDQUOT)
    {
      give_back (part);
      freshet_set_file_error (error, code, part->path);
      return FALSE;
    }
  part->is_reserved = TRUE;
  return TRUE;
}
