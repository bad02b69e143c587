/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-range-set.h"

/**
 * freshet_range_set_new:
 *
 * Returns: (transfer full): an empty set; to be freed with g_array_unref()
 */
FreshetRangeSet *
freshet_range_set_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (FreshetRange));
}

/**
 * freshet_range_set_copy:
 * @set: a set
 *
 * Returns: (transfer full): another one with the same ranges
 */
FreshetRangeSet *
freshet_range_set_copy (const FreshetRangeSet *set)
{
  return g_array_copy ((FreshetRangeSet *) set);
}

/**
 * freshet_range_set_get:
 * @set: a set
 * @i: less than the set's `len`
 *
 * Returns: (transfer none): the range at that place
 */
const FreshetRange *
freshet_range_set_get (const FreshetRangeSet *set, guint i)
{
  return &g_array_index (set, FreshetRange, i);
}

/**
 * freshet_range_set_add:
 * @set: a set
 * @start: the first byte
 * @end: the byte after the last one
 *
 * Adds a range. Ranges that touch become one.
 */
void
freshet_range_set_add (FreshetRangeSet *set, goffset start, goffset end)
{
  FreshetRange range = { start, end };
  guint i = 0;

  if (end <= start)
    return;
  while (i < set->len && freshet_range_set_get (set, i)->end < start)
    i++;
  while (i < set->len && freshet_range_set_get (set, i)->start <= range.end)
    {
      const FreshetRange *other = freshet_range_set_get (set, i);

      range.start = MIN (range.start, other->start);
      range.end = MAX (range.end, other->end);
      g_array_remove_index (set, i);
    }
  g_array_insert_val (set, i, range);
}

/**
 * freshet_range_set_get_prefix:
 * @set: a set
 *
 * Returns: how many bytes there are from the beginning without a gap
 */
goffset
freshet_range_set_get_prefix (const FreshetRangeSet *set)
{
  return set->len > 0 && freshet_range_set_get (set, 0)->start == 0
             ? freshet_range_set_get (set, 0)->end
             : 0;
}

/**
 * freshet_range_set_get_size:
 * @set: a set
 *
 * Returns: how many bytes there are in all
 */
goffset
freshet_range_set_get_size (const FreshetRangeSet *set)
{
  goffset size = 0;

  for (guint i = 0; i < set->len; i++)
    size += freshet_range_set_get (set, i)->end - freshet_range_set_get (set, i)->start;
  return size;
}

/**
 * freshet_range_set_get_end:
 * @set: a set
 *
 * Returns: the byte after the last one that there is, 0 for an empty set
 */
goffset
freshet_range_set_get_end (const FreshetRangeSet *set)
{
  return set->len > 0 ? freshet_range_set_get (set, set->len - 1)->end : 0;
}

/**
 * freshet_range_set_get_gaps:
 * @set: a set
 * @total: how long the whole is
 *
 * Returns: (transfer full): what is missing from the whole
 */
FreshetRangeSet *
freshet_range_set_get_gaps (const FreshetRangeSet *set, goffset total)
{
  FreshetRangeSet *gaps = freshet_range_set_new ();
  goffset position = 0;

  for (guint i = 0; i < set->len; i++)
    {
      const FreshetRange *range = freshet_range_set_get (set, i);

      freshet_range_set_add (gaps, position, MIN (range->start, total));
      position = range->end;
    }
  freshet_range_set_add (gaps, position, total);
  return gaps;
}
