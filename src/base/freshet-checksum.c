/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-checksum.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-error.h"
#include "freshet-format.h"

static const struct
{
  GChecksumType type;
  const char *name;
  const char *hyphenated; /* as RFC 9530 and many download pages spell it */
} kinds[] = {
  { G_CHECKSUM_MD5, "md5", "md-5" },          { G_CHECKSUM_SHA1, "sha1", "sha-1" },
  { G_CHECKSUM_SHA256, "sha256", "sha-256" }, { G_CHECKSUM_SHA384, "sha384", "sha-384" },
  { G_CHECKSUM_SHA512, "sha512", "sha-512" },
};

static gsize
get_n_digits (GChecksumType type)
{
  return 2 * (gsize) g_checksum_type_get_length (type);
}

static gboolean
find_by_name (const char *name, GChecksumType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_ascii_strcasecmp (kinds[i].name, name) == 0
          || g_ascii_strcasecmp (kinds[i].hyphenated, name) == 0)
        {
          *type = kinds[i].type;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_by_length (gsize n_digits, GChecksumType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (get_n_digits (kinds[i].type) == n_digits)
        {
          *type = kinds[i].type;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_kind (const char *name, const char *hex, GChecksumType *type, GError **error)
{
  if (name != NULL && !find_by_name (name, type))
    {
      g_autofree char *shown = freshet_format_escape (name);

      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   /* Translators: %s is what was typed as the kind of a checksum */
                   _ ("“%s” is not a kind of checksum. There are md5, sha1, sha256, sha384 and "
                      "sha512."),
                   shown);
      return FALSE;
    }
  if (name == NULL && !find_by_length (strlen (hex), type))
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_FAILED,
                           _ ("This is not a checksum. One looks like sha256: with 64 hexadecimal "
                              "digits behind it."));
      return FALSE;
    }
  if (strlen (hex) != get_n_digits (*type))
    {
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   /* Translators: %s is a kind of checksum, such as “sha256” */
                   _ ("A checksum of kind %s has %u hexadecimal digits, this one has %u."),
                   freshet_checksum_type_to_string (*type),
                   (guint) get_n_digits (*type),
                   (guint) strlen (hex));
      return FALSE;
    }
  return TRUE;
}

/**
 * freshet_checksum_parse:
 * @text: a checksum such as `sha256:e3b0c442…`
 * @error: return location for an error
 *
 * Reads the digest that a file is to have: the kind, a colon and hexadecimal digits, or the digits
 * alone, whose number then tells the kind. Upper and lower case are the same, `sha-256` is `sha256`.
 *
 * Returns: (transfer full): the checksum, or %NULL with %FRESHET_ERROR_FAILED and a message that says
 *   what is wrong with it
 */
FreshetChecksum *
freshet_checksum_parse (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *name = NULL;
  const char *hex;
  const char *colon;
  GChecksumType type;
  FreshetChecksum *checksum;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  hex = stripped;
  colon = strchr (stripped, ':');
  if (colon != NULL)
    {
      name = g_strndup (stripped, (gsize) (colon - stripped));
      hex = colon + 1;
    }
  if (!find_kind (name, hex, &type, error))
    return NULL;
  if (strspn (hex, "0123456789abcdefABCDEF") != strlen (hex))
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_FAILED,
                           _ ("A checksum has only the digits 0–9 and the letters a–f."));
      return NULL;
    }

  checksum = g_new (FreshetChecksum, 1);
  checksum->type = type;
  checksum->hex = g_ascii_strdown (hex, -1);
  return checksum;
}

/**
 * freshet_checksum_copy:
 * @checksum: (nullable): a checksum
 *
 * Returns: (transfer full) (nullable): one that is the same
 */
FreshetChecksum *
freshet_checksum_copy (const FreshetChecksum *checksum)
{
  FreshetChecksum *copy;

  if (checksum == NULL)
    return NULL;
  copy = g_new (FreshetChecksum, 1);
  copy->type = checksum->type;
  copy->hex = g_strdup (checksum->hex);
  return copy;
}

/**
 * freshet_checksum_free:
 * @checksum: (nullable) (transfer full): a checksum
 */
void
freshet_checksum_free (FreshetChecksum *checksum)
{
  if (checksum == NULL)
    return;
  g_free (checksum->hex);
  g_free (checksum);
}

/**
 * freshet_checksum_to_string:
 * @checksum: a checksum
 *
 * Returns: (transfer full): `sha256:e3b0c442…`, which freshet_checksum_parse() reads
 */
char *
freshet_checksum_to_string (const FreshetChecksum *checksum)
{
  g_return_val_if_fail (checksum != NULL, NULL);

  return g_strconcat (freshet_checksum_type_to_string (checksum->type), ":", checksum->hex, NULL);
}

/**
 * freshet_checksum_type_to_string:
 * @type: a kind of digest
 *
 * Returns: (transfer none): its name in options, reports and messages, such as `sha256`
 */
const char *
freshet_checksum_type_to_string (GChecksumType type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].type == type)
        return kinds[i].name;
    }
  g_return_val_if_reached (NULL);
}
