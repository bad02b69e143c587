/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-checksum-list.h"

#include <string.h>

/* `HEX  NAME`, or `HEX *NAME` for binary files, as the coreutils write it. */
static FreshetChecksum *
parse_coreutils (const char *line, const char *name)
{
  gsize n_digits = strspn (line, "0123456789abcdefABCDEF");
  g_autofree char *hex = g_strndup (line, n_digits);
  const char *file = line + n_digits;

  if (*file != ' ' && *file != '\t')
    return NULL;
  file += strspn (file, " \t");
  if (*file == '*')
    file++;
  if (g_str_has_prefix (file, "./"))
    file += 2;
  return g_str_equal (file, name) ? freshet_checksum_parse (hex, NULL) : NULL;
}

/* `SHA256 (NAME) = HEX`, as BSD writes it. */
static FreshetChecksum *
parse_bsd (const char *line, const char *name)
{
  const char *open = strstr (line, " (");
  const char *close = g_strrstr (line, ") = ");
  g_autofree char *file = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *text = NULL;

  if (open == NULL || close == NULL || close < open)
    return NULL;
  file = g_strndup (open + 2, (gsize) (close - open - 2));
  if (!g_str_equal (file, name))
    return NULL;
  kind = g_strndup (line, (gsize) (open - line));
  text = g_strconcat (kind, ":", close + 4, NULL);
  return freshet_checksum_parse (text, NULL);
}

/**
 * freshet_checksum_list_find:
 * @text: what a `.sha256` file or a `SHA256SUMS` holds, from anywhere
 * @name: the file to look for
 *
 * Reads lists in the forms of the coreutils and of BSD, and a file that holds one digest alone.
 *
 * Returns: (transfer full) (nullable): the checksum of @name, %NULL if it is not there
 */
FreshetChecksum *
freshet_checksum_list_find (const char *text, const char *name)
{
  g_autofree char *stripped = NULL;
  g_auto (GStrv) lines = NULL;
  FreshetChecksum *checksum = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  if (strpbrk (stripped, " \t\n") == NULL)
    return freshet_checksum_parse (stripped, NULL);
  lines = g_strsplit (stripped, "\n", -1);
  for (guint i = 0; lines[i] != NULL && checksum == NULL; i++)
    {
      g_strchomp (lines[i]);
      checksum = parse_coreutils (lines[i], name);
      if (checksum == NULL)
        checksum = parse_bsd (lines[i], name);
    }
  return checksum;
}
