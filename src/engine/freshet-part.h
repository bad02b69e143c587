/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-part-record.h"

G_BEGIN_DECLS

/**
 * FreshetPart:
 *
 * An unfinished file, `NAME.part`, with its record, `NAME.part.meta`. Every call blocks on the disk;
 * a part is used in one thread at a time, but for freshet_part_write_at().
 *
 * A part that is small stays in memory until it is published, and then has no other name before its
 * final one.
 */
typedef struct _FreshetPart FreshetPart;

FreshetPart *freshet_part_new (const char *directory,
                               const char *name,
                               FreshetPartRecord *record,
                               gboolean overwrite);
FreshetPart *freshet_part_open (const char *directory, const char *name, const char *uri);
void freshet_part_free (FreshetPart *part);

void freshet_part_set_overwrite (FreshetPart *part, gboolean overwrite);
const FreshetPartRecord *freshet_part_get_record (FreshetPart *part);
const char *freshet_part_get_directory (FreshetPart *part);
char *freshet_part_get_path (FreshetPart *part);
goffset freshet_part_get_length (FreshetPart *part);
FreshetRangeSet *freshet_part_get_gaps (FreshetPart *part);
goffset freshet_part_get_size (FreshetPart *part);
void freshet_part_supersede (FreshetPart *part, FreshetPart *old);

gboolean freshet_part_fits_in_memory (FreshetPart *part, gsize count);
gboolean freshet_part_write (FreshetPart *part, const void *data, gsize count, GError **error);
gboolean freshet_part_put_on_disk (FreshetPart *part, GError **error);
gboolean freshet_part_write_at (
    FreshetPart *part, goffset offset, const void *data, gsize count, GError **error);
gboolean freshet_part_checkpoint (FreshetPart *part, GError **error);
gboolean freshet_part_update_checksum (FreshetPart *part,
                                       goffset from,
                                       GChecksum *checksum,
                                       GCancellable *cancellable,
                                       GError **error);
int freshet_part_complete (FreshetPart *part, GError **error);
gboolean freshet_part_flush (FreshetPart *part, GError **error);
gboolean freshet_part_publish (FreshetPart *part, GError **error);
void freshet_part_settle (FreshetPart *part);
void freshet_part_keep (FreshetPart *part);
void freshet_part_discard (FreshetPart *part);
void freshet_part_set_aside (FreshetPart *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetPart, freshet_part_free)

G_END_DECLS
