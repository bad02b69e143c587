/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

#include <string.h>

/* The kinds that are checked, the one that is worth most first; by all the names they go by. */
static const struct
{
  const char *name;
  const char *kind;
} algorithms[] = {
  { "sha-256", "sha256" },
  { "sha-512", "sha512" },
  { "sha", "sha1" },
  { "md5", "md5" },
};

static FreshetChecksum *
decode (const char *kind, const char *base64)
{
  g_autoptr (GString) text = g_string_new (kind);
  g_autofree guint8 *digest = NULL;
  gsize length;

  digest = g_base64_decode (base64, &length);
  g_string_append_c (text, ':');
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", digest[i]);
  return freshet_checksum_parse (text->str, NULL);
}

/*
 * RFC 9530 section 3: a dictionary with byte sequences, `sha-256=:…:`. Its predecessor of RFC 3230 has
 * no colons.
 */
static char *
find_member (const char *value, const char *name)
{
  g_auto (GStrv) members = g_strsplit (value, ",", -1);

  for (guint i = 0; members[i] != NULL; i++)
    {
      char *member = g_strstrip (members[i]);
      gsize length = strlen (name);
      char *end;

      if (g_ascii_strncasecmp (member, name, length) != 0 || member[length] != '=')
        continue;
      member += length + 1;
      if (*member == ':')
        member++;
      end = member + strcspn (member, ":;");
      return g_strndup (member, (gsize) (end - member));
    }
  return NULL;
}

static FreshetChecksum *
read_header (SoupMessageHeaders *headers, const char *header)
{
  const char *value = soup_message_headers_get_list (headers, header);

  for (gsize i = 0; value != NULL && i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autofree char *base64 = find_member (value, algorithms[i].name);
      FreshetChecksum *checksum = base64 != NULL ? decode (algorithms[i].kind, base64) : NULL;

      if (checksum != NULL)
        return checksum;
    }
  return NULL;
}

/**
 * freshet_http_get_digest:
 * @message: a message whose response is the whole file
 *
 * Reads what the server says of the file's digest: `Repr-Digest` and `Content-Digest` (RFC 9530),
 * `Digest` (RFC 3230), `Content-MD5` (RFC 1864). What cannot be read is as good as not said.
 *
 * Returns: (transfer full) (nullable): the digest that the file has to have
 */
FreshetChecksum *
freshet_http_get_digest (SoupMessage *message)
{
  static const char *const names[] = { "Repr-Digest", "Content-Digest", "Digest" };
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *md5 = soup_message_headers_get_one (headers, "Content-MD5");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FreshetChecksum *checksum = read_header (headers, names[i]);

      if (checksum != NULL)
        return checksum;
    }
  return md5 != NULL ? decode ("md5", md5) : NULL;
}
