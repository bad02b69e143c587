/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-name.h"
#include "freshet-name-private.h"

#include <string.h>

#include "freshet-content-disposition.h"
#include "freshet-text.h"

/* NAME_MAX, less room for “.part.meta”. */
#define MAX_NUMBERED_BYTES 245

/* From the IANA's list of media types, and what servers used before there was an entry. */
static const struct
{
  const char *type;
  const char *extension;
} extensions[] = {
  { "application/epub+zip", ".epub" },
  { "application/gzip", ".gz" },
  { "application/json", ".json" },
  { "application/msword", ".doc" },
  { "application/pdf", ".pdf" },
  { "application/rtf", ".rtf" },
  { "application/vnd.debian.binary-package", ".deb" },
  { "application/vnd.oasis.opendocument.spreadsheet", ".ods" },
  { "application/vnd.oasis.opendocument.text", ".odt" },
  { "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx" },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
  { "application/x-7z-compressed", ".7z" },
  { "application/x-bzip2", ".bz2" },
  { "application/x-gzip", ".gz" },
  { "application/x-tar", ".tar" },
  { "application/x-xz", ".xz" },
  { "application/xhtml+xml", ".xhtml" },
  { "application/xml", ".xml" },
  { "application/zip", ".zip" },
  { "application/zstd", ".zst" },
  { "audio/flac", ".flac" },
  { "audio/mpeg", ".mp3" },
  { "audio/ogg", ".ogg" },
  { "image/avif", ".avif" },
  { "image/gif", ".gif" },
  { "image/jpeg", ".jpg" },
  { "image/png", ".png" },
  { "image/svg+xml", ".svg" },
  { "image/webp", ".webp" },
  { "text/calendar", ".ics" },
  { "text/css", ".css" },
  { "text/csv", ".csv" },
  { "text/html", ".html" },
  { "text/javascript", ".js" },
  { "text/markdown", ".md" },
  { "text/plain", ".txt" },
  { "text/xml", ".xml" },
  { "video/mp4", ".mp4" },
  { "video/webm", ".webm" },
};

static const char *
get_extension (const char *content_type)
{
  g_autofree char *type = NULL;

  if (content_type == NULL)
    return "";
  type = g_strstrip (g_strndup (content_type, strcspn (content_type, ";")));
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      if (g_ascii_strcasecmp (extensions[i].type, type) == 0)
        return extensions[i].extension;
    }
  return "";
}

static char *
get_name_from_header (const char *content_disposition)
{
  g_autofree char *name = NULL;

  if (content_disposition == NULL)
    return g_strdup ("");
  name = freshet_content_disposition_get_name (content_disposition);
  return name == NULL ? g_strdup ("") : freshet_name_clean (name);
}

/* What is behind the last slash, less the parameters of RFC 2396 that some sites still put there. */
static char *
get_name_from_path (GUri *uri)
{
  const char *slash = strrchr (g_uri_get_path (uri), '/');
  const char *segment = slash == NULL ? g_uri_get_path (uri) : slash + 1;
  gsize length = strcspn (segment, ";");
  g_autofree char *name = g_strndup (segment, length > 0 ? length : strlen (segment));
  g_autofree char *text = NULL;

  if ((g_uri_get_flags (uri) & (G_URI_FLAGS_ENCODED | G_URI_FLAGS_ENCODED_PATH)) != 0)
    {
      g_autofree char *escaped = g_steal_pointer (&name);

      name = freshet_text_unescape (escaped);
    }
  text = freshet_text_guess (name);
  return freshet_name_clean (text);
}

/**
 * freshet_name_choose:
 * @content_disposition: (nullable): the value of the Content-Disposition header
 * @uri: the address that the body came from, after all redirects
 * @content_type: (nullable): the value of the Content-Type header
 *
 * Chooses the name of a file: the one that the server asks for, or else the last segment of the
 * address's path, or else the host. A name from the address that has no extension gets that of the
 * content type, if it is a well known one.
 *
 * Returns: (transfer full): a name as freshet_name_make_safe() makes it
 */
char *
freshet_name_choose (const char *content_disposition, GUri *uri, const char *content_type)
{
  g_autofree char *name = NULL;
  g_autofree char *completed = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  name = get_name_from_header (content_disposition);
  if (*name != '\0')
    return g_steal_pointer (&name);

  g_free (name);
  name = get_name_from_path (uri);
  if (*name != '\0' && freshet_name_get_stem_length (name) < strlen (name))
    return g_steal_pointer (&name);

  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup (g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
    }
  completed = g_strconcat (name, *name != '\0' ? get_extension (content_type) : "", NULL);
  return freshet_name_make_safe (completed);
}

/**
 * freshet_name_number:
 * @name: a safe name, see freshet_name_make_safe()
 * @number: from 1 on
 *
 * Makes another name for a file whose own is taken: `a.tar.gz` becomes `a (2).tar.gz`. It leaves room
 * for the suffixes of working files, whatever the number is.
 *
 * Returns: (transfer full): a safe name, a little longer than %FRESHET_NAME_MAX_BYTES if @name is as
 *   long as that
 */
char *
freshet_name_number (const char *name, guint number)
{
  g_autofree char *mark = NULL;
  g_autofree char *cut = NULL;
  gsize stem;

  g_return_val_if_fail (name != NULL, NULL);

  mark = g_strdup_printf (" (%u)", number);
  cut = freshet_name_cut (name, MAX_NUMBERED_BYTES - strlen (mark));
  stem = freshet_name_get_stem_length (cut);
  return g_strdup_printf ("%.*s%s%s", (int) stem, cut, mark, cut + stem);
}
