/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-size.h"

typedef struct
{
  const char *suffix;
  guint64 factor;
} Unit;

static const Unit size_units[] = {
  { "", 1 },
  { "b", 1 },
  { "k", G_GUINT64_CONSTANT (1) << 10 },
  { "kb", G_GUINT64_CONSTANT (1) << 10 },
  { "kib", G_GUINT64_CONSTANT (1) << 10 },
  { "m", G_GUINT64_CONSTANT (1) << 20 },
  { "mb", G_GUINT64_CONSTANT (1) << 20 },
  { "mib", G_GUINT64_CONSTANT (1) << 20 },
  { "g", G_GUINT64_CONSTANT (1) << 30 },
  { "gb", G_GUINT64_CONSTANT (1) << 30 },
  { "gib", G_GUINT64_CONSTANT (1) << 30 },
  { "t", G_GUINT64_CONSTANT (1) << 40 },
  { "tb", G_GUINT64_CONSTANT (1) << 40 },
  { "tib", G_GUINT64_CONSTANT (1) << 40 },
};

static const Unit duration_units[] = {
  { "", G_USEC_PER_SEC },
  { "us", 1 },
  { "ms", 1000 },
  { "s", G_USEC_PER_SEC },
  { "m", 60 * G_USEC_PER_SEC },
  { "min", 60 * G_USEC_PER_SEC },
  { "h", G_GUINT64_CONSTANT (3600) * G_USEC_PER_SEC },
};

static gboolean
parse_number (const char **text, guint64 *whole, double *fraction)
{
  const char *digits = *text;
  const char *end = digits;
  const char *point;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  while (g_ascii_isdigit (*end))
    end++;
  point = end;
  if (*end == '.')
    {
      end++;
      while (g_ascii_isdigit (*end))
        end++;
      if (end == point + 1)
        return FALSE;
    }
  if (point == digits)
    return FALSE;

  g_strlcpy (buffer, point, MIN (sizeof buffer, (gsize) (end - point) + 1));
  *fraction = point == end ? 0 : g_ascii_strtod (buffer, NULL);
  *text = end;

  *whole = 0;
  for (const char *p = digits; p < point; p++)
    {
      if (!g_uint64_checked_mul (whole, *whole, 10)
          || !g_uint64_checked_add (whole, *whole, (guint64) g_ascii_digit_value (*p)))
        return FALSE;
    }
  return TRUE;
}

static const Unit *
find_unit (const Unit *units, gsize n_units, const char *suffix)
{
  for (gsize i = 0; i < n_units; i++)
    {
      if (g_ascii_strcasecmp (units[i].suffix, suffix) == 0)
        return &units[i];
    }
  return NULL;
}

static gboolean
parse (const char *text, const Unit *units, gsize n_units, gint64 *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *rest = stripped;
  const Unit *unit;
  guint64 whole, product;
  double fraction;

  if (!parse_number (&rest, &whole, &fraction))
    return FALSE;
  while (g_ascii_isspace (*rest))
    rest++;
  unit = find_unit (units, n_units, rest);
  if (unit == NULL || !g_uint64_checked_mul (&product, whole, unit->factor)
      || !g_uint64_checked_add (&product,
                                product,
                                (guint64) (fraction * (double) unit->factor + 0.5))
      || product > G_MAXINT64)
    return FALSE;

  *value = (gint64) product;
  return TRUE;
}

/**
 * freshet_size_parse:
 * @text: a size as a person writes it: `4096`, `8M`, `1.5 GiB`
 * @bytes: (out): that many bytes, at least 0; left alone if @text is no size
 *
 * Reads a number of bytes. K, M, G and T, in either case and with or without a `B` or `iB` behind
 * them, are powers of 1024. The decimal separator is a point in every language, since this is
 * the language of command lines and addresses. A fraction is rounded to the nearest byte.
 *
 * Returns: whether @text is a size that fits
 */
gboolean
freshet_size_parse (const char *text, goffset *bytes)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  return parse (text, size_units, G_N_ELEMENTS (size_units), bytes);
}

/**
 * freshet_duration_parse:
 * @text: a time as a person writes it: `300ms`, `2s`, `1.5m`, `1h`, or a number of seconds
 * @microseconds: (out): that many microseconds, at least 0; left alone if @text is no duration
 *
 * Reads a duration. The units are `us`, `ms`, `s`, `m` or `min`, and `h`.
 *
 * Returns: whether @text is a duration that fits
 */
gboolean
freshet_duration_parse (const char *text, gint64 *microseconds)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (microseconds != NULL, FALSE);

  return parse (text, duration_units, G_N_ELEMENTS (duration_units), microseconds);
}
