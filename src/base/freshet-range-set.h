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
 * FreshetRangeSet:
 *
 * Which bytes of a file there are: ranges, sorted, none of which touch.
 */
typedef GArray FreshetRangeSet;

FreshetRangeSet *freshet_range_set_new (void);
FreshetRangeSet *freshet_range_set_copy (const FreshetRangeSet *set);
void freshet_range_set_add (FreshetRangeSet *set, goffset start, goffset end);
const FreshetRange *freshet_range_set_get (const FreshetRangeSet *set, guint i);
goffset freshet_range_set_get_prefix (const FreshetRangeSet *set);
goffset freshet_range_set_get_size (const FreshetRangeSet *set);
goffset freshet_range_set_get_end (const FreshetRangeSet *set);
FreshetRangeSet *freshet_range_set_get_gaps (const FreshetRangeSet *set, goffset total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetRangeSet, g_array_unref)

G_END_DECLS
