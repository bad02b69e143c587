/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-error.h"
#include "freshet-format.h"
#include "freshet-text.h"

/* Those of SOUP_HTTP_URI_FLAGS, without libsoup. */
#define URI_FLAGS                                                                                  \
  (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY                 \
   | G_URI_FLAGS_ENCODED_FRAGMENT | G_URI_FLAGS_SCHEME_NORMALIZE)

/* A longer text is not shown whole in a message. */
#define MAX_SHOWN 100

static char *
quote (const char *text)
{
  g_autofree char *redacted = freshet_address_redact (text);
  g_autofree char *escaped = freshet_format_escape (redacted);

  if (g_utf8_strlen (escaped, -1) > MAX_SHOWN)
    {
      g_autofree char *head = g_utf8_substring (escaped, 0, MAX_SHOWN);

      return g_strconcat (head, "…", NULL);
    }
  return g_steal_pointer (&escaped);
}

typedef enum
{
  FAULT_ENCODING,
  FAULT_CONTROL,
  FAULT_SCHEME,
  FAULT_INCOMPLETE,
  FAULT_HOST,
} Fault;

static void
set_error (GError **error, Fault fault, const char *text)
{
  g_autofree char *shown = quote (text);
  g_autofree char *message = NULL;

  /* Translators: in each of these messages, %s is what was typed */
  switch (fault)
    {
    case FAULT_ENCODING:
      message
          = g_strdup_printf (_ ("“%s” is not text that Freshet can read: it is not UTF-8."), shown);
      break;
    case FAULT_CONTROL:
      message = g_strdup_printf (_ ("“%s” has a line break or a control character in it."), shown);
      break;
    case FAULT_INCOMPLETE:
      message = g_strdup_printf (_ ("“%s” is not a complete web address. Check its host and port."),
                                 shown);
      break;
    case FAULT_HOST:
      message
          = g_strdup_printf (_ ("“%s” has no host that can be asked. Check its spelling."), shown);
      break;
    case FAULT_SCHEME:
    default:
      message = g_strdup_printf (
          _ ("“%s” is not a web address. Freshet downloads http and https addresses."), shown);
      break;
    }
  g_set_error_literal (error, FRESHET_ERROR, FRESHET_ERROR_BAD_ADDRESS, message);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iszerowidth (c) || c == 0xfeff;
}

static char *
strip (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize) (end - text));
}

/* The part before the colon, unless what follows makes it a host with a port. */
static char *
get_scheme (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

  if (length == 0 || text[length] != ':' || !g_ascii_isalpha (text[0])
      || g_ascii_isdigit (text[length + 1]))
    return NULL;
  return g_ascii_strdown (text, (gssize) length);
}

static gboolean
is_loopback (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || strcmp (host, "127.0.0.1") == 0
         || strcmp (host, "[::1]") == 0;
}

/* A name with a dot between two labels, the last of which is a word, or an address in numbers. */
static gboolean
looks_like_host (const char *host)
{
  const char *dot = strrchr (host, '.');

  if (is_loopback (host) || g_hostname_is_ip_address (host))
    return TRUE;
  return dot != NULL && dot > host && dot[1] != '\0' && !g_ascii_isdigit (dot[1])
         && strpbrk (host, "@ ") == NULL;
}

static char *
add_scheme (const char *text)
{
  gsize length = strcspn (text, "/?#");
  g_autofree char *host = g_strndup (text, length);
  char *port = strrchr (host, ':');

  if (port != NULL && strspn (port + 1, "0123456789") == strlen (port + 1))
    *port = '\0';
  if (!looks_like_host (host))
    return NULL;
  return g_strconcat (is_loopback (host) ? "http://" : "https://", text, NULL);
}

static gboolean
is_allowed_in_path (guchar c)
{
  return c > ' ' && c < 0x7f && strchr ("\"<>\\^`{|}", c) == NULL;
}

/* A percent sign that encodes nothing is one itself: servers refuse it otherwise. */
static gboolean
is_allowed (const char *p)
{
  if (*p == '%')
    return g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);
  return is_allowed_in_path ((guchar) *p);
}

/* Encodes what RFC 3986 does not allow behind the authority. */
static char *
encode (const char *address)
{
  const char *authority = strstr (address, "://") + strlen ("://");
  const char *path = authority + strcspn (authority, "/?#");
  GString *encoded = g_string_new_len (address, path - address);

  for (const char *p = path; *p != '\0'; p++)
    {
      if (is_allowed (p))
        g_string_append_c (encoded, *p);
      else
        g_string_append_printf (encoded, "%%%02X", (guchar) *p);
    }
  return g_string_free (encoded, FALSE);
}

static gboolean
is_valid_host (const char *host)
{
  gsize length = strlen (host);

  if (strchr (host, ':') != NULL)
    return TRUE; /* GUri has parsed it as IPv6 */
  return length > 0 && length <= 253 && host[0] != '.' && strstr (host, "..") == NULL
         && strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-._") == length;
}

static GUri *
parse_http (const char *address, const char *typed, GError **error)
{
  g_autofree char *encoded = encode (address);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;

  uri = g_uri_parse (encoded, URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
  /* GUri lets a host end at a semicolon too. */
  if (uri == NULL || g_uri_get_port (uri) == 0 || *g_uri_get_path (uri) != '/')
    {
      set_error (error, FAULT_INCOMPLETE, typed);
      return NULL;
    }
  host = g_hostname_to_ascii (g_uri_get_host (uri));
  if (host == NULL || !is_valid_host (host))
    {
      set_error (error, FAULT_HOST, typed);
      return NULL;
    }
  return g_uri_build_with_user (URI_FLAGS,
                                g_uri_get_scheme (uri),
                                g_uri_get_user (uri),
                                g_uri_get_password (uri),
                                NULL,
                                host,
                                g_uri_get_port (uri),
                                g_uri_get_path (uri),
                                g_uri_get_query (uri),
                                NULL);
}

static GUri *
parse_stripped (const char *address, GError **error)
{
  g_autofree char *scheme = get_scheme (address);
  g_autofree char *completed = NULL;

  if (scheme == NULL)
    {
      completed = add_scheme (address);
      if (completed != NULL)
        return parse_http (completed, address, error);
    }
  else if (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"))
    {
      if (g_str_has_prefix (address + strlen (scheme), "://"))
        return parse_http (address, address, error);
      set_error (error, FAULT_INCOMPLETE, address);
      return NULL;
    }
  set_error (error, FAULT_SCHEME, address);
  return NULL;
}

/**
 * freshet_address_parse:
 * @text: an address as a person typed or pasted it
 * @error: return location for an error
 *
 * Reads a web address as the address bar of a browser does: white space round it is dropped, and
 * without a scheme, a host with a dot in it is asked over https (`localhost` and loopback addresses
 * over http). Spaces and non-ASCII characters in the path and the query are percent-encoded, a host
 * in another script becomes its ASCII form (RFC 5891), the fragment is dropped, since it is never
 * sent (RFC 9110, section 7.1).
 *
 * An address with a line break or another control character in it is refused: it would otherwise
 * end up in the request's head (CVE-2025-60876).
 *
 * The result has the flags of `SOUP_HTTP_URI_FLAGS`.
 *
 * Returns: (transfer full): an http or https address, or %NULL with %FRESHET_ERROR_BAD_ADDRESS
 */
GUri *
freshet_address_parse (const char *text, GError **error)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      set_error (error, FAULT_ENCODING, text);
      return NULL;
    }
  address = strip (text);
  if (*address == '\0')
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_BAD_ADDRESS,
                           _ ("There is no address. Type one that begins with https://."));
      return NULL;
    }
  if (freshet_text_has_control (address))
    {
      set_error (error, FAULT_CONTROL, address);
      return NULL;
    }
  return parse_stripped (address, error);
}
