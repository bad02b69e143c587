/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-content-disposition.h"

#include <string.h>

#include "freshet-text.h"

#define BLANKS " \t\r\n"

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if ((guchar) *text >= 0x80)
        return FALSE;
    }
  return TRUE;
}

/* The end of the parameter that begins here: a semicolon that is not in quotes, or the end. */
static const char *
find_end (const char *parameter)
{
  gboolean quoted = FALSE;
  const char *p;

  for (p = parameter; *p != '\0' && (quoted || *p != ';'); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (quoted && *p == '\\' && p[1] != '\0')
        p++;
    }
  return p;
}

/* RFC 9110, section 5.6.4. The closing quote may be missing, what is behind it is left out. */
static char *
unquote (const char *quoted)
{
  GString *text = g_string_new (NULL);

  for (const char *p = quoted + 1; *p != '\0' && *p != '"'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

static GBytes *
decode_q (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (*text != '\0')
    {
      guint8 byte = *text == '_' ? ' ' : (guint8) *text;

      if (*text == '=')
        {
          int high = g_ascii_xdigit_value (text[1]);
          int low = high >= 0 ? g_ascii_xdigit_value (text[2]) : -1;

          if (low < 0)
            return NULL;
          byte = (guint8) (16 * high + low);
          text += 2;
        }
      g_byte_array_append (bytes, &byte, 1);
      text++;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
decode_b (const char *text)
{
  gsize length;
  guchar *bytes = g_base64_decode (text, &length);

  return g_bytes_new_take (bytes, length);
}

/* `=?charset?Q?text?=` or `=?charset?B?text?=` */
static char *
decode_word (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "?", -1);
  g_autoptr (GBytes) bytes = NULL;

  if (g_strv_length (parts) != 5 || !g_str_equal (parts[0], "=") || !g_str_equal (parts[4], "="))
    return NULL;
  if (g_ascii_strcasecmp (parts[2], "Q") == 0)
    bytes = decode_q (parts[3]);
  else if (g_ascii_strcasecmp (parts[2], "B") == 0)
    bytes = decode_b (parts[3]);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return NULL;
  return freshet_text_decode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), parts[1]);
}

/* RFC 2047 is not for HTTP, and is sent all the same. A word that cannot be decoded is no name. */
static char *
decode_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, BLANKS, -1);
  g_autoptr (GString) decoded = g_string_new (NULL);
  gboolean needs_blank = FALSE;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (needs_blank)
        g_string_append_c (decoded, ' ');
      needs_blank = !g_str_has_prefix (words[i], "=?");
      if (needs_blank)
        {
          g_string_append (decoded, words[i]);
        }
      else
        {
          g_autofree char *word = decode_word (words[i]);

          if (word == NULL)
            return NULL;
          g_string_append (decoded, word);
        }
    }
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

/* Beside RFC 6266: raw UTF-8 or Latin-1, RFC 2047, and percent-encoded UTF-8. */
static char *
decode_filename (const char *value)
{
  if (strstr (value, "=?") != NULL)
    {
      g_autofree char *text = freshet_text_guess (value);

      return decode_words (text);
    }
  if (is_ascii (value))
    {
      g_autofree char *unescaped = freshet_text_unescape (value);

      if (g_utf8_validate (unescaped, -1, NULL))
        return g_steal_pointer (&unescaped);
    }
  return freshet_text_guess (value);
}

/* RFC 8187, section 3.2: charset'language'value */
static char *
decode_extended (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "'", 3);
  g_autoptr (GBytes) bytes = NULL;

  if (g_strv_length (parts) != 3 || !is_ascii (value))
    return NULL;
  bytes = g_uri_unescape_bytes (parts[2], -1, NULL, NULL);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return NULL;
  return freshet_text_decode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), parts[0]);
}

static gboolean
is_usable (const char *name)
{
  return name != NULL && name[strspn (name, BLANKS)] != '\0';
}

static void
read_parameter (const char *parameter, char **filename, char **extended)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *name = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *value = NULL;

  if (equals == NULL)
    return;
  name = g_strstrip (g_strndup (parameter, (gsize) (equals - parameter)));
  raw = g_strstrip (g_strdup (equals + 1));
  value = *raw == '"' ? unquote (raw) : g_strdup (raw);

  if (*filename == NULL && g_ascii_strcasecmp (name, "filename") == 0)
    *filename = decode_filename (value);
  else if (*extended == NULL && g_ascii_strcasecmp (name, "filename*") == 0)
    *extended = decode_extended (value);
}

/**
 * freshet_content_disposition_get_name:
 * @value: the value of a Content-Disposition header, as it was sent
 *
 * Reads the file name by RFC 6266: `filename*` (RFC 8187) before `filename`, whatever the disposition
 * type is. Beyond the standard, it takes what browsers take since servers send it: a value without
 * the quotes that it should have, a closing quote or the disposition type left out, raw UTF-8 or
 * Latin-1, percent-encoded UTF-8 and RFC 2047 in `filename`. Of a parameter that comes twice, the
 * first counts. Continuations (RFC 2231, section 3) are not part of RFC 6266, and not read.
 *
 * The name is as the server wants it, path and all: see freshet_name_make_safe().
 *
 * Returns: (transfer full) (nullable): a name in UTF-8, or %NULL if there is none
 */
char *
freshet_content_disposition_get_name (const char *value)
{
  g_autofree char *filename = NULL;
  g_autofree char *extended = NULL;

  g_return_val_if_fail (value != NULL, NULL);

  while (*value != '\0')
    {
      const char *end = find_end (value);
      g_autofree char *parameter = g_strndup (value, (gsize) (end - value));

      read_parameter (parameter, &filename, &extended);
      value = *end == ';' ? end + 1 : end;
    }
  if (is_usable (extended))
    return g_steal_pointer (&extended);
  return is_usable (filename) ? g_steal_pointer (&filename) : NULL;
}
