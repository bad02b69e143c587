/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MINUTE G_GINT64_CONSTANT (60)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * freshet_format_size:
 * @bytes: a size in bytes, or -1 if it is not known
 *
 * Returns: (transfer full): the size in the units and the language of the user, such as
 *   “612.4 MB”; empty if it is not known
 */
char *
freshet_format_size (goffset bytes)
{
  return bytes < 0 ? g_strdup ("") : g_format_size ((guint64) bytes);
}

/**
 * freshet_format_progress:
 * @received: bytes that are there, at least 0
 * @total: bytes in all, or -1 if that is not known
 *
 * Returns: (transfer full): “612.4 MB of 1.1 GB”, or “612.4 MB”
 */
char *
freshet_format_progress (goffset received, goffset total)
{
  g_autofree char *here = freshet_format_size (received);
  g_autofree char *all = freshet_format_size (total);

  if (total < 0)
    return g_steal_pointer (&here);
  /* Translators: how much of a file is there: “612.4 MB of 1.1 GB” */
  return g_strdup_printf (_ ("%s of %s"), here, all);
}

/**
 * freshet_format_speed:
 * @bytes_per_second: a speed, at least 0
 *
 * Returns: (transfer full): “48.2 MB/s”
 */
char *
freshet_format_speed (double bytes_per_second)
{
  g_autofree char *size = NULL;

  g_return_val_if_fail (bytes_per_second >= 0, NULL);

  size = g_format_size ((guint64) MIN (bytes_per_second + 0.5, 1e18));
  /* Translators: a speed: “48.2 MB/s”, where %s is “48.2 MB” */
  return g_strdup_printf (_ ("%s/s"), size);
}

static char *
format_hours_and_minutes (gint64 minutes_left)
{
  int hours = (int) (minutes_left / 60);
  int minutes = (int) (minutes_left % 60);
  g_autofree char *hours_part = NULL;
  g_autofree char *minutes_part = NULL;

  if (minutes == 0)
    return g_strdup_printf (ngettext ("%d hour left", "%d hours left", (gulong) hours), hours);

  /* Translators: the first %s of “%s %s left” */
  hours_part = g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), hours);
  /* Translators: the second %s of “%s %s left” */
  minutes_part = g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), minutes);
  /* Translators: the time until a download is done: “1 hour 5 minutes left” */
  return g_strdup_printf (_ ("%s %s left"), hours_part, minutes_part);
}

/**
 * freshet_format_time_left:
 * @seconds: the time until a download is done, or -1 if it is not known
 *
 * The longer it takes, the rougher it is told: seconds in the last minute, minutes in the last ten
 * hours, then hours, and days from two days on.
 *
 * Returns: (transfer full): “11 seconds left”, “1 hour 5 minutes left”; empty if it is not known
 */
char *
freshet_format_time_left (gint64 seconds)
{
  gint64 minutes = (CLAMP (seconds, 0, G_MAXINT) + MINUTE / 2) / MINUTE;
  gint64 hours = (minutes + 30) / 60;
  gint64 days = (hours + 12) / 24;

  if (seconds < 0)
    return g_strdup ("");
  if (seconds < MINUTE)
    return g_strdup_printf (ngettext ("%d second left", "%d seconds left", (gulong) seconds),
                            (int) seconds);
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%d minute left", "%d minutes left", (gulong) minutes),
                            (int) minutes);
  if (minutes < 10 * 60)
    return format_hours_and_minutes (minutes);
  if (hours < 48)
    return format_hours_and_minutes (hours * 60);
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), (int) days);
}

/**
 * freshet_format_seconds:
 * @seconds: a time
 *
 * Returns: (transfer full): the number alone, to the hundredth and with the decimal separator of
 *   the user: “2.04”
 */
char *
freshet_format_seconds (double seconds)
{
  return g_strdup_printf ("%.2f", seconds);
}

/**
 * freshet_format_milliseconds:
 * @milliseconds: a time
 *
 * Returns: (transfer full): “9 ms”, “1,234 ms”
 */
char *
freshet_format_milliseconds (double milliseconds)
{
  g_autofree char *number = g_strdup_printf ("%'.0f", milliseconds);

  /* Translators: a number of milliseconds */
  return g_strdup_printf (_ ("%s ms"), number);
}

static gboolean
is_unsafe (gunichar c)
{
  return g_unichar_iscntrl (c)                        /* with them ESC, newline and C1 */
         || c == 0x2028 || c == 0x2029                /* line and paragraph separator */
         || c == 0x061c || c == 0x200e || c == 0x200f /* direction marks */
         || (c >= 0x202a && c <= 0x202e)              /* embeddings and overrides */
         || (c >= 0x2066 && c <= 0x2069);             /* isolates */
}

static gboolean
is_printable_ascii (const char *text)
{
  while (g_ascii_isprint (*text))
    text++;
  return *text == '\0';
}

/**
 * freshet_format_escape:
 * @text: text from elsewhere: a server's, an address's, a file's name
 *
 * Makes text fit for one line of a terminal or a label: what is not UTF-8, control characters
 * (which move a terminal's cursor, or worse), line separators and the characters that turn the
 * direction of writing (with which `txt.exe` looks like `exe.txt`) each become U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8 on one line
 */
char *
freshet_format_escape (const char *text)
{
  g_autofree char *valid = NULL;
  GString *escaped;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_printable_ascii (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  escaped = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (escaped, is_unsafe (c) ? 0xfffd : c);
    }
  return g_string_free (escaped, FALSE);
}
