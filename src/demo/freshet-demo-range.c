/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-range.h"

#define UNIT "bytes="

static gboolean
parse_position (const char *text, goffset *position)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64 - 1, &value, NULL))
    return FALSE;

  *position = (goffset) value;
  return TRUE;
}

/**
 * freshet_demo_range_parse:
 * @text: (nullable): the value of a Range field
 * @size: the length of the whole body
 * @start: (out): the first byte asked for
 * @end: (out): the byte after the last one asked for
 *
 * Reads a single range of bytes, also a suffix (RFC 9110, section 14.1.2). As section 14.2 allows,
 * several ranges, another unit and what makes no sense are as good as no Range.
 *
 * Returns: whether the whole body, a part, or something outside of the body is asked for
 */
FreshetDemoRange
freshet_demo_range_parse (const char *text, goffset size, goffset *start, goffset *end)
{
  g_auto (GStrv) sides = NULL;
  goffset first, last = G_MAXINT64 - 1;

  *start = 0;
  *end = size;

  if (text == NULL || !g_str_has_prefix (text, UNIT))
    return FRESHET_DEMO_RANGE_WHOLE;

  sides = g_strsplit (text + sizeof UNIT - 1, "-", 2);
  if (sides[0] == NULL || sides[1] == NULL)
    return FRESHET_DEMO_RANGE_WHOLE;
  if (*sides[1] != '\0' && !parse_position (sides[1], &last))
    return FRESHET_DEMO_RANGE_WHOLE;

  if (*sides[0] == '\0')
    {
      if (*sides[1] == '\0')
        return FRESHET_DEMO_RANGE_WHOLE;
      if (last == 0 || size == 0)
        return FRESHET_DEMO_RANGE_OUTSIDE;
      *start = MAX (size - last, 0);
      return FRESHET_DEMO_RANGE_PART;
    }

  if (!parse_position (sides[0], &first) || first > last)
    return FRESHET_DEMO_RANGE_WHOLE;
  if (first >= size)
    return FRESHET_DEMO_RANGE_OUTSIDE;

  *start = first;
  *end = MIN (last + 1, size);
  return FRESHET_DEMO_RANGE_PART;
}
