/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include <errno.h>
#include <unistd.h>

#include "freshet-publish.h"

/* What is smaller is written, flushed and named in one go. */
#define MEMORY_BYTES (64 * 1024)

static gboolean
write_fd (FreshetPart *part, goffset offset, const guint8 *data, gsize count, GError **error)
{
  goffset position = offset;

  while (count > 0)
    {
      gssize n = pwrite (part->fd, data, count, position);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          freshet_set_file_error (error, errno, part->path != NULL ? part->path : part->directory);
          return FALSE;
        }
      data += n;
      count -= n;
      position += n;
    }
  g_mutex_lock (&part->mutex);
  freshet_range_set_add (part->written, offset, position);
  g_mutex_unlock (&part->mutex);
  return TRUE;
}

static gboolean
append (FreshetPart *part, const guint8 *data, gsize count, GError **error)
{
  if (!write_fd (part, part->length, data, count, error))
    return FALSE;
  part->length += count;
  return TRUE;
}

gboolean
freshet_part_write_memory (FreshetPart *part, GError **error)
{
  g_autoptr (GByteArray) memory = g_steal_pointer (&part->memory);

  return append (part, memory->data, memory->len, error);
}

/* Puts the part on the disk, with what was kept in memory so far. */
static gboolean
create (FreshetPart *part, GError **error)
{
  part->recorded_at = g_get_monotonic_time ();
  return freshet_part_create_files (part, error) && freshet_part_reserve (part, error)
         && freshet_part_write_memory (part, error);
}

/* What comes at once, and whole, need not be recorded. */
static gboolean
write_whole (FreshetPart *part, const void *data, gsize count, GError **error)
{
  g_clear_pointer (&part->memory, g_byte_array_unref);
  return append (part, data, count, error);
}

/* No larger than it has to be, where that is known. */
static GByteArray *
memory_new (const FreshetPartRecord *record)
{
  gboolean fits = record != NULL && record->total > 0 && record->total <= MEMORY_BYTES;

  return fits ? g_byte_array_sized_new ((guint) record->total) : g_byte_array_new ();
}

/**
 * freshet_part_new:
 * @directory: the folder
 * @name: a name that is safe, see freshet_name_make_safe()
 * @record: (transfer full): what is known of the file
 * @overwrite: whether a file of that name may be replaced
 *
 * Returns: (transfer full): a new part; nothing is on the disk yet
 */
FreshetPart *
freshet_part_new (const char *directory,
                  const char *name,
                  FreshetPartRecord *record,
                  gboolean overwrite)
{
  FreshetPart *part = g_new0 (FreshetPart, 1);

  part->directory = g_strdup (directory);
  part->name = g_strdup (name);
  part->record = record;
  part->overwrite = overwrite;
  part->fd = -1;
  part->memory = memory_new (record);
  part->written = freshet_range_set_new ();
  g_mutex_init (&part->mutex);
  return part;
}

/**
 * freshet_part_free:
 * @part: (transfer full): a part
 *
 * Lets go of a part. What is on the disk stays as it is.
 */
void
freshet_part_free (FreshetPart *part)
{
  if (part->fd >= 0)
    close (part->fd);
  g_clear_pointer (&part->superseded, freshet_part_free);
  g_clear_pointer (&part->memory, g_byte_array_unref);
  g_clear_pointer (&part->record, freshet_part_record_free);
  g_array_unref (part->written);
  g_mutex_clear (&part->mutex);
  g_free (part->directory);
  g_free (part->name);
  g_free (part->path);
  g_free (part);
}

/**
 * freshet_part_set_overwrite:
 * @part: a part
 * @overwrite: whether a file of its name may be replaced; not so for one that was opened
 */
void
freshet_part_set_overwrite (FreshetPart *part, gboolean overwrite)
{
  part->overwrite = overwrite;
}

/**
 * freshet_part_get_record:
 * @part: a part
 *
 * Returns: (transfer none): what is known of its file
 */
const FreshetPartRecord *
freshet_part_get_record (FreshetPart *part)
{
  return part->record;
}

/**
 * freshet_part_get_path:
 * @part: a part
 *
 * Returns: (transfer full): the file's final path, as far as it is known
 */
char *
freshet_part_get_path (FreshetPart *part)
{
  if (part->yielded)
    return freshet_part_get_path (part->superseded);
  return freshet_part_numbered_path (part, part->number, "");
}

/**
 * freshet_part_get_length:
 * @part: a part
 *
 * Returns: where freshet_part_write() goes on
 */
goffset
freshet_part_get_length (FreshetPart *part)
{
  return part->memory != NULL ? (goffset) part->memory->len : part->length;
}

/**
 * freshet_part_get_size:
 * @part: a part
 *
 * Returns: how many bytes it holds
 */
goffset
freshet_part_get_size (FreshetPart *part)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&part->mutex);

  return part->memory != NULL ? (goffset) part->memory->len
                              : freshet_range_set_get_size (part->written);
}

/**
 * freshet_part_get_gaps:
 * @part: a part whose record tells the length of the whole
 *
 * Returns: (transfer full): what is missing
 */
FreshetRangeSet *
freshet_part_get_gaps (FreshetPart *part)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&part->mutex);

  return freshet_range_set_get_gaps (part->written, part->record->total);
}

/**
 * freshet_part_fits_in_memory:
 * @part: a part
 * @count: bytes
 *
 * Returns: whether freshet_part_write() of that many would not touch the disk
 */
gboolean
freshet_part_fits_in_memory (FreshetPart *part, gsize count)
{
  return part->memory != NULL && part->record->total <= MEMORY_BYTES
         && part->memory->len + count <= MEMORY_BYTES;
}

/**
 * freshet_part_write:
 * @part: a part
 * @data: the bytes that follow
 * @count: how many
 * @error: %FRESHET_ERROR_NO_SPACE, %FRESHET_ERROR_CANNOT_WRITE
 *
 * Returns: whether all were written
 */
gboolean
freshet_part_write (FreshetPart *part, const void *data, gsize count, GError **error)
{
  if (freshet_part_fits_in_memory (part, count))
    {
      g_byte_array_append (part->memory, data, count);
      return TRUE;
    }
  if (part->memory != NULL && part->memory->len == 0 && (goffset) count == part->record->total
      && part->superseded == NULL && freshet_part_open_unnamed (part))
    return write_whole (part, data, count, error);
  return freshet_part_put_on_disk (part, error) && append (part, data, count, error)
         && (!freshet_part_is_checkpoint_due (part) || freshet_part_checkpoint (part, error));
}

/**
 * freshet_part_put_on_disk:
 * @part: a part
 * @error: see freshet_part_write()
 *
 * Makes sure that the part has its files and the room that it takes, and keeps nothing in memory.
 *
 * Returns: whether it does
 */
gboolean
freshet_part_put_on_disk (FreshetPart *part, GError **error)
{
  if (part->memory != NULL)
    return create (part, error);
  return (part->path != NULL || freshet_part_link_files (part, error))
         && freshet_part_reserve (part, error);
}

/**
 * freshet_part_write_at:
 * @part: a part that was put on the disk
 * @offset: where in the file
 * @data: the bytes
 * @count: how many
 * @error: see freshet_part_write()
 *
 * Writes into the middle. Several threads may do so at a time.
 *
 * Returns: whether all were written
 */
gboolean
freshet_part_write_at (
    FreshetPart *part, goffset offset, const void *data, gsize count, GError **error)
{
  return write_fd (part, offset, data, count, error)
         && (!freshet_part_is_checkpoint_due (part) || freshet_part_checkpoint (part, error));
}

/**
 * freshet_part_update_checksum:
 * @part: a part
 * @from: where to begin; 0 while it is kept in memory
 * @checksum: is fed what the part holds from there without a gap
 * @cancellable: (nullable): ends it
 * @error: set where it cannot be read
 *
 * Returns: whether all was read
 */
gboolean
freshet_part_update_checksum (
    FreshetPart *part, goffset from, GChecksum *checksum, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = NULL;
  gsize size = 1024 * 1024;
  goffset offset = from;
  goffset length = freshet_range_set_get_prefix (part->written);

  if (part->memory != NULL)
    {
      g_checksum_update (checksum, part->memory->data, part->memory->len);
      return TRUE;
    }
  buffer = g_malloc (size);
  while (offset < length)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = pread (part->fd, buffer, MIN ((goffset) size, length - offset), offset);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          freshet_set_file_error (error, n < 0 ? errno : EIO, part->path);
          return FALSE;
        }
      g_checksum_update (checksum, buffer, n);
      offset += n;
    }
  return TRUE;
}
