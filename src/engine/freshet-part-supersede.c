/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include <string.h>

/*
 * When a file cannot be gone on with, it begins anew in a second part, and the first one is not touched
 * until the second is worth more: when it holds more, or is finished. So there are two at most, and the
 * record of the new one names the old one.
 */

/* A part that supersedes one that superseded another: the shorter of the two old ones goes. */
static void
prune (FreshetPart *part)
{
  FreshetPart *old = part->superseded;
  g_autoptr (FreshetPart) other = g_steal_pointer (&old->superseded);

  if (other == NULL)
    return;
  if (freshet_part_get_size (other) > freshet_part_get_size (old))
    {
      part->superseded = g_steal_pointer (&other);
      other = old;
    }
  freshet_part_remove_files (other);
}

static char *
get_file_name (FreshetPart *part)
{
  g_autofree char *path = freshet_part_numbered_path (part, part->number, "");

  return g_path_get_basename (path);
}

/* Notes in the record of a new part which one it supersedes. */
void
freshet_part_note_superseded (FreshetPart *part)
{
  FreshetPartRecord *record = part->record;

  g_clear_pointer (&record->supersedes, g_free);
  g_free (record->name);
  record->name = g_strdup (part->name);
  if (part->superseded == NULL)
    return;
  prune (part);
  record->supersedes = get_file_name (part->superseded);
}

/* Finds the old part of one that was opened. Whatever the record says, it lies beside it. */
void
freshet_part_open_superseded (FreshetPart *part)
{
  const FreshetPartRecord *record = part->record;
  g_autofree char *own = get_file_name (part);

  if (record->supersedes == NULL || strchr (record->supersedes, G_DIR_SEPARATOR) != NULL
      || g_str_equal (record->supersedes, own))
    return;
  part->superseded = freshet_part_open (part->directory, record->supersedes, record->uri);
}

/* Whether the new one is gone on with when it breaks off, and not the old one. */
gboolean
freshet_part_is_worth_keeping (FreshetPart *part)
{
  /* One that is on the disk can be gone on with even if it is the shorter one. */
  return part->superseded == NULL || part->memory == NULL
         || freshet_part_get_size (part) > freshet_part_get_size (part->superseded);
}

/* Nothing is lost with an old part that holds nothing; its name can be had again. */
void
freshet_part_drop_empty_superseded (FreshetPart *part)
{
  g_autoptr (FreshetPart) old = NULL;

  if (part->superseded == NULL || freshet_part_get_size (part->superseded) > 0)
    return;
  old = g_steal_pointer (&part->superseded);
  part->superseded = g_steal_pointer (&old->superseded);
  freshet_part_remove_files (old);
}

/* Removes the old part if the new one, of which all is recorded, holds more. */
void
freshet_part_drop_outgrown (FreshetPart *part)
{
  if (part->superseded == NULL
      || freshet_part_get_size (part) <= freshet_part_get_size (part->superseded))
    return;
  freshet_part_remove_files (part->superseded);
  g_clear_pointer (&part->superseded, freshet_part_free);
  g_clear_pointer (&part->record->supersedes, g_free);
  freshet_part_save_record (part, NULL);
}

/**
 * freshet_part_supersede:
 * @part: a new part
 * @old: (transfer full): an older one of the same file
 *
 * The old part is kept until the new one is published or, when it breaks off, holds more.
 */
void
freshet_part_supersede (FreshetPart *part, FreshetPart *old)
{
  g_clear_pointer (&part->superseded, freshet_part_free);
  part->superseded = old;
}
