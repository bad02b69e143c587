/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-range-set.h"

G_BEGIN_DECLS

/**
 * FreshetPartRecord:
 * @uri: what was asked for, without user info
 * @final_uri: (nullable): where the redirects led
 * @etag: (nullable): the entity tag, only if it is a strong one
 * @last_modified: (nullable): the modification date, only if it is a strong validator
 * @type: (nullable): the media type, without parameters
 * @checksum: (nullable): the digest that the whole has to have, as `sha256:…`
 * @name: (nullable): what the file is to be called, before it was numbered
 * @supersedes: (nullable): the name of an older part of the same file, beside this one
 * @total: the length of the whole, -1 if unknown
 * @ranges: what is on the disk
 *
 * What stands in `NAME.part.meta`: all that is needed to go on with `NAME.part`.
 */
typedef struct
{
  char *uri;
  char *final_uri;
  char *etag;
  char *last_modified;
  char *type;
  char *checksum;
  char *name;
  char *supersedes;
  goffset total;
  FreshetRangeSet *ranges;
} FreshetPartRecord;

FreshetPartRecord *freshet_part_record_new (const char *uri);
void freshet_part_record_free (FreshetPartRecord *record);
FreshetPartRecord *freshet_part_record_parse (const char *data, gsize length, GError **error);
FreshetPartRecord *freshet_part_record_load (const char *path, gint64 *changed);
char *freshet_part_record_to_data (const FreshetPartRecord *record, gsize *length);
const char *freshet_part_record_get_validator (const FreshetPartRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetPartRecord, freshet_part_record_free)

G_END_DECLS
