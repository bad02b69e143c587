/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-text.h"

#define GAP "  "

static int
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/* The longest start of @text that fits, as a number of bytes. */
static gsize
length_of_columns (const char *text, int columns)
{
  const char *end = text;

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      columns -= character_width (g_utf8_get_char (end));
      if (columns < 0)
        break;
    }
  return (gsize) (end - text);
}

/* The first byte of the longest end of @text that fits. */
static const char *
start_of_columns (const char *text, int columns)
{
  const char *start = text;

  for (int width = freshet_cli_text_width (text); width > columns; start = g_utf8_next_char (start))
    width -= character_width (g_utf8_get_char (start));
  return start;
}

/**
 * freshet_cli_text_width:
 * @text: valid UTF-8 without control characters
 *
 * Returns: how many columns of a terminal it takes
 */
int
freshet_cli_text_width (const char *text)
{
  int width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

/**
 * freshet_cli_text_fit:
 * @text: valid UTF-8 without control characters
 * @columns: the room there is, 0 or more
 *
 * Shortens in the middle, since both ends of a file's name say what it is.
 *
 * Returns: (transfer full): @text, or its ends round an ellipsis, no wider than @columns
 */
char *
freshet_cli_text_fit (const char *text, int columns)
{
  int start_columns;

  g_return_val_if_fail (text != NULL, NULL);

  if (freshet_cli_text_width (text) <= columns)
    return g_strdup (text);
  if (columns <= 0)
    return g_strdup ("");

  start_columns = columns / 2;
  return g_strdup_printf ("%.*s…%s",
                          (int) length_of_columns (text, start_columns),
                          text,
                          start_of_columns (text, columns - 1 - start_columns));
}

/**
 * freshet_cli_text_pad:
 * @text: valid UTF-8 without control characters
 * @columns: the width wanted
 * @right: whether @text goes to the right end
 *
 * Returns: (transfer full): @text with spaces, at least @columns wide
 */
char *
freshet_cli_text_pad (const char *text, int columns, gboolean right)
{
  int spaces = MAX (0, columns - freshet_cli_text_width (text));

  return g_strdup_printf ("%*s%s%*s", right ? spaces : 0, "", text, right ? 0 : spaces, "");
}

/**
 * freshet_cli_text_table:
 * @cells: (array zero-terminated=1): row after row, the headings first
 * @n_columns: how many of them make a row
 *
 * Returns: (transfer full): the rows, a line each; the first column to the left, figures to the right
 */
char *
freshet_cli_text_table (const char *const *cells, guint n_columns)
{
  g_autofree int *widths = g_new0 (int, n_columns);
  GString *table = g_string_new (NULL);

  g_return_val_if_fail (n_columns > 0, NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    widths[i % n_columns] = MAX (widths[i % n_columns], freshet_cli_text_width (cells[i]));

  for (guint i = 0; cells[i] != NULL; i++)
    {
      guint column = i % n_columns;
      g_autofree char *cell = freshet_cli_text_pad (cells[i], widths[column], column > 0);

      g_string_append_printf (table, "%s%s", column > 0 ? GAP : "", cell);
      if (column == n_columns - 1)
        g_string_append_c (table, '\n');
    }
  return g_string_free (table, FALSE);
}
