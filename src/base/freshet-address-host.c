/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"

#include <string.h>

#include "freshet-format.h"

static int
get_default_port (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "https") == 0 ? 443 : 80;
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 ? port : get_default_port (g_uri_get_scheme (uri));
}

/* The “highly restrictive” level of UTS #39, section 5.2: letters of one script, or those that
 * Chinese, Japanese and Korean mix with Latin. Anything else may be made to look like another. */
static gboolean
is_one_script (const char *label)
{
  GUnicodeScript found = G_UNICODE_SCRIPT_COMMON;
  gboolean has_latin_or_han = FALSE;

  for (; *label != '\0'; label = g_utf8_next_char (label))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (label));

      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;
      if (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_HAN)
        {
          has_latin_or_han = TRUE;
          continue;
        }
      if (script == G_UNICODE_SCRIPT_KATAKANA)
        script = G_UNICODE_SCRIPT_HIRAGANA;
      if (found != G_UNICODE_SCRIPT_COMMON && found != script)
        return FALSE;
      found = script;
    }
  return !has_latin_or_han || found == G_UNICODE_SCRIPT_COMMON || found == G_UNICODE_SCRIPT_HIRAGANA
         || found == G_UNICODE_SCRIPT_BOPOMOFO || found == G_UNICODE_SCRIPT_HANGUL;
}

/* The host in its own script if it can be read safely, and leads back to the same host. */
static char *
decode_host (const char *host)
{
  g_autofree char *unicode = NULL;
  g_autofree char *ascii = NULL;
  g_auto (GStrv) labels = NULL;

  /* Most have nothing to decode. */
  if (strcasestr (host, "xn--") != NULL)
    unicode = g_hostname_to_unicode (host);
  if (unicode != NULL)
    ascii = g_hostname_to_ascii (unicode);
  if (ascii == NULL || g_ascii_strcasecmp (ascii, host) != 0)
    return freshet_format_escape (host);
  labels = g_strsplit (unicode, ".", -1);
  for (gsize i = 0; labels[i] != NULL; i++)
    {
      if (!is_one_script (labels[i]))
        return freshet_format_escape (host);
    }
  return freshet_format_escape (unicode);
}

/**
 * freshet_address_redact:
 * @text: what was typed as an address, and may be none
 *
 * Takes out what stands where a user's name and password would, before it is shown or kept.
 *
 * Returns: (transfer full): the rest
 */
char *
freshet_address_redact (const char *text)
{
  const char *scheme;
  const char *authority;
  const char *at;

  g_return_val_if_fail (text != NULL, NULL);

  scheme = strstr (text, "://");
  authority = scheme != NULL ? scheme + strlen ("://") : text;
  at = g_strrstr_len (authority, (gssize) strcspn (authority, "/?# \t\r\n"), "@");
  if (at == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%.*s%s", (int) (authority - text), text, at + 1);
}

/**
 * freshet_address_to_display:
 * @uri: an address
 *
 * Returns: (transfer full): the address without user name and password, for lists, reports and logs
 */
char *
freshet_address_to_display (GUri *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);
}

/**
 * freshet_address_get_host:
 * @uri: an http or https address
 *
 * The host as a person reads it, with the port if it is not the scheme's own. A name in another
 * script is shown in that script, unless it mixes scripts as only a deceiver would: then in ASCII.
 *
 * Returns: (transfer full): “bücher.example”, “localhost:8080”, “[::1]:8080”
 */
char *
freshet_address_get_host (GUri *uri)
{
  const char *host;
  g_autofree char *shown = NULL;
  int port;

  g_return_val_if_fail (uri != NULL, NULL);

  host = g_uri_get_host (uri);
  if (host == NULL)
    return g_strdup ("");
  shown = decode_host (host);
  port = get_port (uri);
  if (strchr (host, ':') != NULL)
    {
      g_autofree char *address = g_steal_pointer (&shown);

      shown = g_strdup_printf ("[%s]", address);
    }
  if (port == get_default_port (g_uri_get_scheme (uri)))
    return g_steal_pointer (&shown);
  return g_strdup_printf ("%s:%d", shown, port);
}

/**
 * freshet_address_same_origin:
 * @a: an http or https address
 * @b: another
 *
 * Returns: whether both have the same scheme, host and port (RFC 6454, section 5), so that what was
 *   meant for one may be sent to the other
 */
gboolean
freshet_address_same_origin (GUri *a, GUri *b)
{
  const char *host_a, *host_b;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  host_a = g_uri_get_host (a);
  host_b = g_uri_get_host (b);
  return host_a != NULL && host_b != NULL && g_ascii_strcasecmp (host_a, host_b) == 0
         && g_ascii_strcasecmp (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0
         && get_port (a) == get_port (b);
}
