/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"

#include <string.h>

#define SCHEME_END "://"
#define WWW "www."

typedef struct
{
  FreshetAddressList *list;
  GHashTable *seen; /* owned, of the addresses in the list, and of what was rejected */
} Search;

static gboolean
is_scheme_character (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '-' || c == '.';
}

/* Where an address in running text ends at the latest: RFC 3986, appendix C, and what people quote with. */
static gboolean
ends_address (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c)
         || (c < 0x80 && strchr ("\"<>\\^`{|}", (int) c) != NULL) || c == 0x2018 || c == 0x2019
         || c == 0x201c || c == 0x201d || c == 0xab || c == 0xbb;
}

/* Another address may follow a comma at once; without one it is a part of the first. */
static gboolean
begins_another (const char *comma)
{
  return (*comma == ',' || *comma == ';')
         && (g_str_has_prefix (comma + 1, "http" SCHEME_END)
             || g_str_has_prefix (comma + 1, "https" SCHEME_END));
}

static const char *
find_end (const char *start, char quote)
{
  const char *end = start;

  while (*end != '\0' && !ends_address (g_utf8_get_char (end)) && !begins_another (end)
         && !(quote == '\'' && *end == quote))
    end = g_utf8_next_char (end);
  return end;
}

/* The punctuation of the sentence round an address is not part of it, a bracket if it was opened before. */
static const char *
trim (const char *start, const char *end)
{
  int round = 0;
  int square = 0;

  for (const char *p = start; p < end; p++)
    {
      round += (*p == '(') - (*p == ')');
      square += (*p == '[') - (*p == ']');
    }
  while (end > start)
    {
      char last = end[-1];

      if (last == ')' && round < 0)
        round++;
      else if (last == ']' && square < 0)
        square++;
      else if (strchr (".,;:!?'", last) == NULL)
        break;
      end--;
    }
  return end;
}

/* Source of a web page is pasted too, and there an ampersand is written out. */
static char *
unescape (const char *start, const char *end)
{
  GString *address = g_string_new_len (start, end - start);

  g_string_replace (address, "&amp;", "&", 0);
  return g_string_free (address, FALSE);
}

static void
add (Search *search, const char *address)
{
  FreshetAddressList *list = search->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = freshet_address_parse (address, &error);
  char *key = uri != NULL ? g_uri_to_string (uri) : g_strdup (address);

  if (!g_hash_table_add (search->seen, key))
    return;
  if (uri != NULL)
    {
      g_ptr_array_add (list->uris, g_steal_pointer (&uri));
      return;
    }
  g_ptr_array_add (list->rejected, g_strdup (address));
  if (list->error == NULL)
    list->error = g_steal_pointer (&error);
}

/* Where the next one is at or behind @from; what was found before is not searched for again. */
static const char *
find_next (const char *known, const char *from, const char *word)
{
  return known == NULL || known >= from ? known : strstr (from, word);
}

static const char *
find_next_www (const char *known, const char *from, const char *line)
{
  const char *www = find_next (known, from, WWW);

  while (www != NULL && www > line && (g_ascii_isalnum (www[-1]) || strchr ("./@-", www[-1])))
    www = strstr (www + 1, WWW);
  return www;
}

static const char *
find_scheme (const char *scheme_end, const char *from)
{
  const char *scheme = scheme_end;

  while (scheme > from && is_scheme_character (scheme[-1]))
    scheme--;
  while (scheme < scheme_end && !g_ascii_isalpha (*scheme))
    scheme++;
  return scheme;
}

static void
search_line (Search *search, const char *line)
{
  const char *from = line;
  const char *scheme_end = strstr (line, SCHEME_END);
  const char *www = find_next_www (strstr (line, WWW), line, line);

  while (scheme_end != NULL || www != NULL)
    {
      gboolean is_www = scheme_end == NULL || (www != NULL && www < scheme_end);
      const char *start = is_www ? www : find_scheme (scheme_end, from);

      if (start == scheme_end)
        {
          from = scheme_end + strlen (SCHEME_END);
        }
      else
        {
          const char *end = find_end (start, start > line ? start[-1] : '\0');
          g_autofree char *address = unescape (start, trim (start, end));

          add (search, address);
          from = end;
        }
      scheme_end = find_next (scheme_end, from, SCHEME_END);
      www = find_next_www (www, from, line);
    }
}

/* A line of a list needs no scheme; a path tells it from a word with a dot in it. */
static gboolean
is_address_alone (const char *line)
{
  g_autoptr (GUri) uri = NULL;

  if (strchr (line, '/') == NULL || strpbrk (line, " \t") != NULL || strstr (line, SCHEME_END))
    return FALSE;
  uri = freshet_address_parse (line, NULL);
  return uri != NULL;
}

/**
 * freshet_address_list_find:
 * @text: a page of text, or a list
 *
 * Finds the web addresses in running text: what begins with a scheme or with `www.`, up to a blank, a
 * quotation mark or an angle bracket, without the punctuation behind it. A line that has nothing but an
 * address in it needs no scheme, as in `example.org/a.iso`. What has a scheme but cannot be downloaded
 * is rejected; the rest of the text is passed over. Each address is listed once.
 *
 * Returns: (transfer full): the addresses, and those that cannot be downloaded
 */
FreshetAddressList *
freshet_address_list_find (const char *text)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;
  Search search;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  lines = g_strsplit_set (valid, "\n\r", -1);
  search.list = freshet_address_list_new ();
  search.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (is_address_alone (line))
        add (&search, line);
      else
        search_line (&search, line);
    }
  g_hash_table_unref (search.seen);
  return search.list;
}
