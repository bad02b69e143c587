/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-publish.h"

static gboolean
publish_as (FreshetPart *part, const char *path, GError **error)
{
  if (part->path == NULL)
    return freshet_publish_link (part->fd, path, error);
  return freshet_publish_rename (part->path, path, part->overwrite, error);
}

/* Takes the first name that is free, from the part's own number on. */
static gboolean
publish_numbered (FreshetPart *part, const char *suffix, GError **error)
{
  GError *failure = NULL;

  for (;; part->number++)
    {
      g_autofree char *path = freshet_part_numbered_path (part, part->number, suffix);

      g_clear_error (&failure);
      if (publish_as (part, path, &failure))
        return TRUE;
      if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_EXIST))
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (part->number >= FRESHET_PART_MAX_NUMBER)
        break;
    }
  g_clear_error (&failure);
  freshet_part_set_taken_error (part, error);
  return FALSE;
}

/* Opens a file that has no name yet, where the file system has such: the user sees only the whole. */
gboolean
freshet_part_open_unnamed (FreshetPart *part)
{
  if (!part->overwrite)
    part->fd = g_open (part->directory, O_RDWR | O_TMPFILE | O_CLOEXEC, 0666);
  return part->fd >= 0;
}

/* Gives a part that was written without a name its files on the disk after all. */
gboolean
freshet_part_link_files (FreshetPart *part, GError **error)
{
  if (!publish_numbered (part, ".part", error))
    return FALSE;
  part->path = freshet_part_numbered_path (part, part->number, ".part");
  if (!freshet_part_lock (part))
    {
      freshet_part_set_taken_error (part, error);
      return FALSE;
    }
  freshet_part_note_superseded (part);
  return freshet_part_save_record (part, error);
}

/* The number was for the part, beside the one that it supersedes. */
static void
take_wanted_name (FreshetPart *part)
{
  if (part->record->name != NULL && strchr (part->record->name, G_DIR_SEPARATOR) == NULL)
    {
      g_free (part->name);
      part->name = g_strdup (part->record->name);
    }
  part->number = 0;
}

/**
 * freshet_part_complete:
 * @part: a part that holds all there is
 * @error: see freshet_part_write(); %FRESHET_ERROR_TRUNCATED where bytes are missing
 *
 * Writes what is still in memory: into a file that has no name yet, where the file system has such.
 *
 * Returns: the descriptor to flush before freshet_part_publish(), -1 with an error
 */
int
freshet_part_complete (FreshetPart *part, GError **error)
{
  if (part->record->total >= 0 && freshet_part_get_size (part) != part->record->total)
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_TRUNCATED,
                           _ ("The server sent less than the whole file."));
      return -1;
    }
  if (part->memory == NULL)
    return part->fd;

  if (!freshet_part_open_unnamed (part))
    return freshet_part_put_on_disk (part, error) ? part->fd : -1;
  return freshet_part_write_memory (part, error) ? part->fd : -1;
}

/**
 * freshet_part_flush:
 * @part: a part
 * @error: see freshet_part_write()
 *
 * A flush that fails drops what it could not write, and the next one would find nothing to complain
 * about: after one that failed, none succeeds.
 *
 * Returns: whether all that was written is on the disk
 */
gboolean
freshet_part_flush (FreshetPart *part, GError **error)
{
  int code = g_atomic_int_get (&part->flush_error);

  if (code == 0 && fdatasync (part->fd) == 0)
    return TRUE;
  if (code == 0)
    g_atomic_int_set (&part->flush_error, code = errno);
  freshet_set_file_error (error, code, part->path != NULL ? part->path : part->directory);
  return FALSE;
}

/**
 * freshet_part_publish:
 * @part: a part that is complete and flushed
 * @error: see freshet_part_write()
 *
 * Gives the file its final name, atomically, and never one that is taken. The name is there for good
 * once the folder was flushed as well, see freshet_publish_flush_folder().
 *
 * Returns: whether it has it
 */
gboolean
freshet_part_publish (FreshetPart *part, GError **error)
{
  if (part->superseded != NULL)
    take_wanted_name (part);
  return publish_numbered (part, "", error);
}

/**
 * freshet_part_settle:
 * @part: a part whose final name is there for good
 *
 * Removes what was needed to go on with it. Until then, a crash of the computer can undo the publishing,
 * and the part is gone on with. The record goes last: it leads to the rest, should a crash come between.
 */
void
freshet_part_settle (FreshetPart *part)
{
  if (part->superseded != NULL)
    freshet_part_remove_files (part->superseded);
  if (part->path != NULL)
    {
      g_autofree char *record = freshet_part_record_path (part);

      g_unlink (record);
    }
}

/**
 * freshet_part_get_directory:
 * @part: a part
 *
 * Returns: (transfer none): the folder that it is in
 */
const char *
freshet_part_get_directory (FreshetPart *part)
{
  return part->directory;
}

/**
 * freshet_part_keep:
 * @part: a part that is not complete
 *
 * Writes and records what there is, so that a later download goes on from here. Where that cannot be
 * done, what was recorded before stays valid. A few bytes are not worth a file of their own while there
 * is a superseded part; and that one goes only when what is longer than it is recorded. The part is not
 * to be written to any more.
 */
void
freshet_part_keep (FreshetPart *part)
{
  gboolean is_recorded = TRUE;

  if (!freshet_part_is_worth_keeping (part))
    part->yielded = TRUE;
  else if (freshet_part_get_size (part) > part->recorded)
    is_recorded = freshet_part_checkpoint (part, NULL);
  if (is_recorded && !part->yielded)
    freshet_part_drop_outgrown (part);
  /* That download may begin before the last reference to this part is gone. */
  for (FreshetPart *each = part; each != NULL; each = each->superseded)
    if (each->fd >= 0)
      flock (each->fd, LOCK_UN);
}

/**
 * freshet_part_discard:
 * @part: a part
 *
 * Removes what is on the disk of it.
 */
void
freshet_part_discard (FreshetPart *part)
{
  freshet_part_remove_files (part);
}

/**
 * freshet_part_set_aside:
 * @part: a part that holds something else than was wanted
 *
 * Renames the part to `NAME.bad`, numbered if need be, so that it is neither gone on with nor lost.
 * Where that cannot be done it stays a part without a record, which nothing goes on with.
 */
void
freshet_part_set_aside (FreshetPart *part)
{
  g_autofree char *record = NULL;

  if (freshet_part_complete (part, NULL) >= 0)
    {
      part->overwrite = FALSE;
      publish_numbered (part, ".bad", NULL);
    }
  if (part->path == NULL)
    return;
  record = freshet_part_record_path (part);
  g_unlink (record);
}
