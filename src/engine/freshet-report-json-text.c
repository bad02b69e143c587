/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

#include <string.h>

#define NUMBER "0123456789+-.eE"

/* JSON-GLib writes every digit that a double has: 8.1 becomes 8.0999999999999996. The numbers were
 * rounded to what was measured, and are read by people: write them as they are meant. */
static const char *
append_number (GString *text, const char *p)
{
  gsize length = strspn (p, NUMBER);
  g_autofree char *number = g_strndup (p, length);

  if (strpbrk (number, ".eE") != NULL)
    {
      double value = g_ascii_strtod (number, NULL);

      g_clear_pointer (&number, g_free);
      number = freshet_report_format_number (value);
    }
  g_string_append (text, number);
  return p + length;
}

static const char *
append_string (GString *text, const char *p)
{
  const char *start = p;

  for (p++; *p != '"'; p++)
    if (*p == '\\')
      p++;
  p++;
  g_string_append_len (text, start, p - start);
  return p;
}

/* A list of nothing but numbers stands in one line: a timeline has thousands of them. */
static gboolean
is_list_of_numbers (const char *p)
{
  g_assert (*p == '[');
  p++;
  p += strspn (p, NUMBER ",nul \n");
  return *p == ']';
}

static const char *
append_list (GString *text, const char *p)
{
  for (; *p != ']';)
    {
      if (*p == ',')
        g_string_append (text, ", ");
      else if (*p == '-' || g_ascii_isdigit (*p))
        {
          p = append_number (text, p);
          continue;
        }
      else if (!g_ascii_isspace (*p))
        g_string_append_c (text, *p);
      p++;
    }
  g_string_append_c (text, ']');
  return p + 1;
}

/**
 * freshet_report_json_to_text:
 * @root: JSON
 *
 * Returns: (transfer full): as it is written into a file, for programs and for people, with a new
 *   line at its end
 */
char *
freshet_report_json_to_text (JsonNode *root)
{
  g_autofree char *json = json_to_string (root, TRUE);
  GString *text = g_string_sized_new (strlen (json));
  const char *p = json;

  while (*p != '\0')
    {
      if (*p == '"')
        p = append_string (text, p);
      else if (*p == '-' || g_ascii_isdigit (*p))
        p = append_number (text, p);
      else if (*p == '[' && is_list_of_numbers (p))
        p = append_list (text, p);
      else
        g_string_append_c (text, *p++);
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
