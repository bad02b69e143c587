/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-content-range.h"

#include <string.h>

/* 1*DIGIT: no sign, no blanks, which g_ascii_strtoll() would take. */
static gboolean
parse_digits (const char **text, goffset *number)
{
  const char *p = *text;
  goffset value = 0;

  for (; g_ascii_isdigit (*p); p++)
    {
      int digit = g_ascii_digit_value (*p);

      if (value > (G_MAXINT64 - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }
  if (p == *text)
    return FALSE;
  *number = value;
  *text = p;
  return TRUE;
}

static gboolean
skip (const char **text, char c)
{
  if (**text != c)
    return FALSE;
  (*text)++;
  return TRUE;
}

static void
skip_blanks (const char **text)
{
  *text += strspn (*text, " \t");
}

static gboolean
parse_range (const char **text, goffset *first, goffset *last)
{
  if (skip (text, '*'))
    {
      *first = *last = -1;
      return TRUE;
    }
  return parse_digits (text, first) && skip (text, '-') && parse_digits (text, last)
         && *first <= *last;
}

/**
 * freshet_content_range_parse:
 * @value: the value of a Content-Range header
 * @first: (out): the offset of the first byte, or -1 where the server says that it has no such range;
 *   left alone, like the others, if @value is no range
 * @last: (out): the offset of the last byte, or -1
 * @total: (out): the length of the whole, or -1 if the server does not know it
 *
 * Reads a Content-Range by RFC 9110, section 14.4: `bytes 0-9/100`; with an asterisk for the length
 * if the server does not know it; with an asterisk for the range with status 416. Anything else is
 * refused, and so is a range that does not fit into the length.
 *
 * Returns: whether @value is one
 */
gboolean
freshet_content_range_parse (const char *value, goffset *first, goffset *last, goffset *total)
{
  static const char unit[] = "bytes ";
  goffset a, b;
  goffset length = -1;

  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (first != NULL && last != NULL && total != NULL, FALSE);

  skip_blanks (&value);
  if (g_ascii_strncasecmp (value, unit, strlen (unit)) != 0)
    return FALSE;
  value += strlen (unit);
  if (!parse_range (&value, &a, &b) || !skip (&value, '/'))
    return FALSE;
  if (!skip (&value, '*') && !parse_digits (&value, &length))
    return FALSE;
  skip_blanks (&value);
  if (*value != '\0' || (length < 0 && a < 0) || (length >= 0 && b >= length))
    return FALSE;

  *first = a;
  *last = b;
  *total = length;
  return TRUE;
}

/**
 * freshet_content_length_parse:
 * @value: the value of a Content-Length header
 * @length: (out): that many bytes; left alone if @value is no length
 *
 * Reads a Content-Length by RFC 9110, section 8.6: digits only. A list in which all members are the
 * same, which comes of joining two headers, counts as one; a list in which they differ is refused,
 * since nobody can tell where such a body ends.
 *
 * Returns: whether @value is one
 */
gboolean
freshet_content_length_parse (const char *value, goffset *length)
{
  goffset first = -1;

  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (length != NULL, FALSE);

  do
    {
      goffset member;

      skip_blanks (&value);
      if (!parse_digits (&value, &member) || (first >= 0 && member != first))
        return FALSE;
      first = member;
      skip_blanks (&value);
    }
  while (skip (&value, ','));
  if (*value != '\0')
    return FALSE;

  *length = first;
  return TRUE;
}
