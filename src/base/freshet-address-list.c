/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"

#include <string.h>

static void
add (FreshetAddressList *list, const char *typed, const char *address)
{
  g_autoptr (GError) error = NULL;
  GUri *uri = freshet_address_parse (address, &error);

  if (uri != NULL)
    {
      g_ptr_array_add (list->uris, uri);
      return;
    }
  g_ptr_array_add (list->rejected, g_strdup (typed));
  if (list->error == NULL)
    list->error = g_steal_pointer (&error);
}

/* What is quoted, bracketed or listed in the text around it is unwrapped (RFC 3986, appendix C). */
static char *
unwrap (const char *typed)
{
  static const char *const pairs[]
      = { "<", ">", "\"", "\"", "'", "'", "(", ")", "“", "”", "‘", "’", "«", "»" };
  g_autofree char *word = g_strstrip (g_strdup (typed));
  gsize length = strlen (word);

  while (length > 0 && word[length - 1] == ',')
    word[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i += 2)
    {
      if (g_str_has_prefix (word, pairs[i]) && g_str_has_suffix (word, pairs[i + 1])
          && length >= strlen (pairs[i]) + strlen (pairs[i + 1]))
        {
          gsize skip = strlen (pairs[i]);

          return g_strndup (word + skip, length - skip - strlen (pairs[i + 1]));
        }
    }
  return g_steal_pointer (&word);
}

static void
add_word (FreshetAddressList *list, const char *typed)
{
  g_autofree char *address = unwrap (typed);

  if (*address != '\0')
    add (list, typed, address);
}

/* Whether the spaces are part of one address: it begins as one, and no other begins behind them. */
static gboolean
is_one_address (const char *field)
{
  g_autofree char *address = unwrap (field);
  const char *scheme_end = strstr (address, "://");

  return strchr (address, ' ') != NULL
         && (g_ascii_strncasecmp (address, "http://", strlen ("http://")) == 0
             || g_ascii_strncasecmp (address, "https://", strlen ("https://")) == 0)
         && strstr (scheme_end + strlen ("://"), "://") == NULL
         && strstr (address, " www.") == NULL;
}

static void
add_field (FreshetAddressList *list, const char *field)
{
  g_auto (GStrv) words = NULL;

  if (is_one_address (field))
    {
      add_word (list, field);
      return;
    }
  words = g_strsplit (field, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    add_word (list, words[i]);
}

/**
 * freshet_address_list_new:
 *
 * Returns: (transfer full): an empty list, to be filled by what reads a text
 */
FreshetAddressList *
freshet_address_list_new (void)
{
  FreshetAddressList *list = g_new0 (FreshetAddressList, 1);

  list->uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  list->rejected = g_ptr_array_new_with_free_func (g_free);
  return list;
}

/**
 * freshet_address_list_parse:
 * @text: one or many addresses, as a person typed or pasted them
 *
 * Sorts a text into what can be downloaded and what cannot. Addresses stand on lines of their own
 * or are separated by tabs or spaces. Quotes and brackets round an address, and commas behind it,
 * are not part of it.
 *
 * Addresses with spaces in them are found too: what begins with `http://` or `https://` reaches to
 * the end of its line, spaces included, unless another address with a scheme, or one that begins
 * with `www.`, stands in the same line. So `http://h/a b.txt` is one address, `http://h/a http://h/b`
 * are two.
 *
 * Returns: (transfer full): the addresses, and the words that are none
 */
FreshetAddressList *
freshet_address_list_parse (const char *text)
{
  g_auto (GStrv) fields = NULL;
  FreshetAddressList *list;

  g_return_val_if_fail (text != NULL, NULL);

  list = freshet_address_list_new ();
  fields = g_strsplit_set (text, "\n\r\t\v\f", -1);
  for (gsize i = 0; fields[i] != NULL; i++)
    add_field (list, fields[i]);
  return list;
}

/**
 * freshet_address_list_parse_lines:
 * @text: the content of a file with one address a line
 *
 * Reads the format of `text/uri-list` (RFC 2483, section 5): lines end with LF or CR LF, lines that
 * begin with `#` are comments. Empty lines and a byte order mark are passed over.
 *
 * Returns: (transfer full): the addresses, and the lines that are none
 */
FreshetAddressList *
freshet_address_list_parse_lines (const char *text)
{
  static const char bom[] = "\xef\xbb\xbf";
  g_auto (GStrv) lines = NULL;
  FreshetAddressList *list;

  g_return_val_if_fail (text != NULL, NULL);

  list = freshet_address_list_new ();
  if (g_str_has_prefix (text, bom))
    text += strlen (bom);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line != '\0' && *line != '#')
        add (list, line, line);
    }
  return list;
}

/**
 * freshet_address_list_strip_comments:
 * @text: the content of a file with addresses
 *
 * Returns: (transfer full): the text without the lines that are comments in `text/uri-list` (RFC 2483,
 *   section 5), those that begin with `#`
 */
char *
freshet_address_list_strip_comments (const char *text)
{
  g_autoptr (GString) stripped = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '#' && (*lines[i] != '\0' || lines[i + 1] != NULL))
        g_string_append_printf (stripped, "%s\n", lines[i]);
    }
  return g_string_free (g_steal_pointer (&stripped), FALSE);
}

/**
 * freshet_address_list_free:
 * @list: (nullable) (transfer full): a list
 */
void
freshet_address_list_free (FreshetAddressList *list)
{
  if (list == NULL)
    return;
  g_ptr_array_unref (list->uris);
  g_ptr_array_unref (list->rejected);
  g_clear_error (&list->error);
  g_free (list);
}
