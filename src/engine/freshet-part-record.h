/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetRange:
 * @start: the first byte
 * @end: the byte after the last one
 */
typedef struct
{
  goffset start;
  goffset end;
} FreshetRange;

/**
 * FreshetPartRecord:
 * @uri: what was asked for, without user info
 * @final_uri: (nullable): where the redirects led
 * @etag: (nullable): the entity tag, only if it is a strong one
 * @last_modified: (nullable): the modification date, only if it is a strong validator
 * @total: the length of the whole, -1 if unknown
 * @ranges: (element-type FreshetRange): what is on the disk, sorted, apart from each other
 *
 * What stands in `NAME.part.meta`: all that is needed to go on with `NAME.part`.
 */
typedef struct
{
  char *uri;
  char *final_uri;
  char *etag;
  char *last_modified;
  goffset total;
  GArray *ranges;
} FreshetPartRecord;

FreshetPartRecord *freshet_part_record_new (const char *uri);
void freshet_part_record_free (FreshetPartRecord *record);
FreshetPartRecord *freshet_part_record_parse (const char *data, gsize length, GError **error);
char *freshet_part_record_to_data (const FreshetPartRecord *record, gsize *length);
void freshet_part_record_add_range (FreshetPartRecord *record, goffset start, goffset end);
goffset freshet_part_record_get_prefix (const FreshetPartRecord *record);
const char *freshet_part_record_get_validator (const FreshetPartRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetPartRecord, freshet_part_record_free)

G_END_DECLS
