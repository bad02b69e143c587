/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-excerpt.h"

#include <string.h>

#define NOT_FOUND (-1)

static gboolean
fail (GError **error, const FreshetCodeSpec *spec, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "“%s” is not in %s", what, spec->file);
  return FALSE;
}

static int
find_line (char **lines, int from, const char *text)
{
  for (int i = from; lines[i] != NULL; i++)
    {
      if (strstr (lines[i], text) != NULL)
        return i;
    }
  return NOT_FOUND;
}

/* Finds where a function is defined: its name begins a line, and no semicolon comes before the brace
 * that does. */
static int
find_definition (char **lines, const char *name)
{
  g_autofree char *head = g_strconcat (name, " (", NULL);

  for (int i = 0; lines[i] != NULL; i++)
    {
      int end = i;

      if (!g_str_has_prefix (lines[i], head))
        continue;
      while (lines[end] != NULL && strchr (lines[end], ';') == NULL && lines[end][0] != '{')
        end++;
      if (lines[end] != NULL && lines[end][0] == '{')
        return i;
    }
  return NOT_FOUND;
}

/* A comment above a function belongs to it; what is written for the manual does not. */
static int
find_comment (char **lines, int first)
{
  int begin = first - 1;

  if (first == 0 || !g_str_has_suffix (lines[begin], "*/"))
    return first;
  while (begin > 0 && !g_str_has_prefix (lines[begin], "/*"))
    begin--;
  return g_str_has_prefix (lines[begin], "/**") ? first : begin;
}

static gboolean
find_function (char **lines, const char *name, int *first, int *last)
{
  int definition = find_definition (lines, name);
  int end = definition;

  if (definition <= 0)
    return FALSE;
  while (lines[end] != NULL && lines[end][0] != '}')
    end++;
  if (lines[end] == NULL)
    return FALSE;

  /* What it returns stands on the line before. */
  *first = find_comment (lines, definition - 1);
  *last = end;
  return TRUE;
}

static gboolean
find_part (char **lines, const FreshetCodePart *part, int *first, int *last)
{
  if (part->last == NULL)
    return find_function (lines, part->first, first, last);

  *first = find_line (lines, 0, part->first);
  if (*first != NOT_FOUND)
    *last = find_line (lines, *first, part->last);
  return *first != NOT_FOUND && *last != NOT_FOUND;
}

static void
add_lines (FreshetCodeExcerpt *excerpt, GPtrArray *texts, char **lines, int first, int last)
{
  if (texts->len > 0)
    {
      FreshetCodeLine between = { 0 };

      g_array_append_val (excerpt->lines, between);
      g_ptr_array_add (texts, (char *) "");
    }
  for (int i = first; i <= last; i++)
    {
      FreshetCodeLine line = { .number = (guint) i + 1 };

      g_array_append_val (excerpt->lines, line);
      g_ptr_array_add (texts, lines[i]);
    }
}

static int
count_depth (const char *text)
{
  int depth = 0;

  for (; *text != '\0'; text++)
    depth += (*text == '(') - (*text == ')');
  return depth;
}

/* Marks the whole statement: up to where its parentheses are closed. */
static gboolean
mark (FreshetCodeExcerpt *excerpt, char **lines, const FreshetCodeMark *what)
{
  int i = find_line (lines, 0, what->call);
  int depth = 0;

  if (i == NOT_FOUND)
    return FALSE;
  do
    {
      depth += count_depth (lines[i]);
      g_array_index (excerpt->lines, FreshetCodeLine, i).mark = what;
      g_array_index (excerpt->lines, FreshetCodeLine, i).ends_mark = depth <= 0;
      i++;
    }
  while (depth > 0 && lines[i] != NULL);
  return TRUE;
}

static gboolean
fill (FreshetCodeExcerpt *excerpt, const FreshetCodeSpec *spec, const char *source, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (source, "\n", -1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < FRESHET_CODE_N_PARTS && spec->parts[i].first != NULL; i++)
    {
      int first;
      int last;

      if (!find_part (lines, &spec->parts[i], &first, &last))
        return fail (error, spec, spec->parts[i].first);
      add_lines (excerpt, texts, lines, first, last);
    }
  g_ptr_array_add (texts, NULL);

  for (guint i = 0; i < FRESHET_CODE_N_MARKS && spec->marks[i].call != NULL; i++)
    {
      if (!mark (excerpt, (char **) texts->pdata, &spec->marks[i]))
        return fail (error, spec, spec->marks[i].call);
    }
  excerpt->text = g_strjoinv ("\n", (char **) texts->pdata);
  return TRUE;
}

/**
 * freshet_code_excerpt_new:
 * @spec: what to take and what to point out; has to live as long as the excerpt
 * @source: the whole source
 * @error: in `G_IO_ERROR`, when something of @spec is not in @source
 *
 * Returns: (transfer full): the excerpt, %NULL with @error set
 */
FreshetCodeExcerpt *
freshet_code_excerpt_new (const FreshetCodeSpec *spec, const char *source, GError **error)
{
  g_autoptr (FreshetCodeExcerpt) excerpt = NULL;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  excerpt = g_new0 (FreshetCodeExcerpt, 1);
  excerpt->lines = g_array_new (FALSE, FALSE, sizeof (FreshetCodeLine));
  return fill (excerpt, spec, source, error) ? g_steal_pointer (&excerpt) : NULL;
}

/**
 * freshet_code_excerpt_free:
 * @excerpt: (transfer full): an excerpt
 */
void
freshet_code_excerpt_free (FreshetCodeExcerpt *excerpt)
{
  g_array_unref (excerpt->lines);
  g_free (excerpt->text);
  g_free (excerpt);
}
