/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-record.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-name.h"
#include "freshet-own-file.h"
#include "freshet-text.h"

#define GROUP "Freshet"
#define VERSION_KEY "version"
#define RECORD_VERSION 1

/* A record of a download is some hundred bytes; what is larger is something else. */
#define RECORD_MAX_BYTES (256 * 1024)

/* GLib warns of a value with two escapes that there are not: it sets its error twice. */
static gboolean
is_well_escaped (GKeyFile *file, const char *key)
{
  g_autofree char *value = g_key_file_get_value (file, GROUP, key, NULL);
  const char *p = value != NULL ? strchr (value, '\\') : NULL;

  for (; p != NULL; p = strchr (p + 2, '\\'))
    if (p[1] == '\0' || strchr ("sntr\\", p[1]) == NULL)
      return FALSE;
  return TRUE;
}

static void
get_string (GKeyFile *file, const char *key, char **value)
{
  g_autofree char *text = NULL;

  if (is_well_escaped (file, key))
    text = g_key_file_get_string (file, GROUP, key, NULL);
  /* Nothing that is written here has a control character. What has one is somebody else's, and would
   * get into requests, names and messages. */
  if (text != NULL && !freshet_text_has_control (text))
    *value = g_steal_pointer (&text);
}

/* The file gets this name in the end. */
static void
get_name (GKeyFile *file, const char *key, char **value)
{
  g_autofree char *safe = NULL;

  get_string (file, key, value);
  if (*value == NULL)
    return;
  safe = freshet_name_make_safe (*value);
  if (!g_str_equal (safe, *value))
    g_clear_pointer (value, g_free);
}

static void
set_string (GKeyFile *file, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
}

static gboolean
parse_range (const char *text, FreshetRange *range)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 start;
  guint64 end;

  if (g_strv_length (ends) != 2
      || !g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXOFFSET, &start, NULL)
      || !g_ascii_string_to_unsigned (ends[1], 10, start, G_MAXOFFSET, &end, NULL))
    return FALSE;
  range->start = start;
  range->end = end;
  return TRUE;
}

static gboolean
parse_ranges (FreshetPartRecord *record, GKeyFile *file)
{
  g_auto (GStrv) texts = NULL;

  if (!is_well_escaped (file, "ranges"))
    return FALSE;
  texts = g_key_file_get_string_list (file, GROUP, "ranges", NULL, NULL);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      FreshetRange range;

      if (!parse_range (texts[i], &range) || (record->total >= 0 && range.end > record->total))
        return FALSE;
      freshet_range_set_add (record->ranges, range.start, range.end);
    }
  return TRUE;
}

/**
 * freshet_part_record_new:
 * @uri: what is asked for; must not hold a password
 *
 * Returns: (transfer full): a record of a part that holds nothing yet
 */
FreshetPartRecord *
freshet_part_record_new (const char *uri)
{
  FreshetPartRecord *record = g_new0 (FreshetPartRecord, 1);

  record->uri = g_strdup (uri);
  record->total = -1;
  record->ranges = freshet_range_set_new ();
  return record;
}

/**
 * freshet_part_record_free:
 * @record: (transfer full): a record
 */
void
freshet_part_record_free (FreshetPartRecord *record)
{
  g_free (record->uri);
  g_free (record->final_uri);
  g_free (record->etag);
  g_free (record->last_modified);
  g_free (record->type);
  g_free (record->checksum);
  g_free (record->name);
  g_free (record->supersedes);
  g_array_unref (record->ranges);
  g_free (record);
}

/**
 * freshet_part_record_parse:
 * @data: the bytes of a record, from anywhere
 * @length: how many
 * @error: set where they are not a record of this version
 *
 * Returns: (transfer full) (nullable): the record
 */
FreshetPartRecord *
freshet_part_record_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new (NULL);
  g_autofree char *total = NULL;
  guint64 value;

  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, error))
    return NULL;

  get_string (file, "uri", &record->uri);
  get_string (file, "final-uri", &record->final_uri);
  get_string (file, "etag", &record->etag);
  get_string (file, "last-modified", &record->last_modified);
  get_string (file, "type", &record->type);
  get_string (file, "checksum", &record->checksum);
  get_name (file, "name", &record->name);
  get_string (file, "supersedes", &record->supersedes);
  get_string (file, "total", &total);
  if (total != NULL && g_ascii_string_to_unsigned (total, 10, 0, G_MAXOFFSET, &value, NULL))
    record->total = value;

  if (g_key_file_get_integer (file, GROUP, VERSION_KEY, NULL) != RECORD_VERSION
      || record->uri == NULL || !parse_ranges (record, file))
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_FAILED,
                           _ ("The record of the unfinished download cannot be read."));
      return NULL;
    }
  return g_steal_pointer (&record);
}

static char *
read_all (int fd, gsize *length)
{
  g_autofree char *data = g_malloc (RECORD_MAX_BYTES + 1);

  for (*length = 0; *length <= RECORD_MAX_BYTES;)
    {
      gssize n = read (fd, data + *length, RECORD_MAX_BYTES + 1 - *length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return NULL;
      if (n == 0)
        return g_steal_pointer (&data);
      *length += (gsize) n;
    }
  return NULL;
}

/**
 * freshet_part_record_load:
 * @path: a record's file
 * @changed: (out) (optional): when it was written, microseconds since 1970
 *
 * Reads a record, if it is the user's own file. A symbolic link is not followed, and what is too large
 * for a record is not read.
 *
 * Returns: (transfer full) (nullable): the record
 */
FreshetPartRecord *
freshet_part_record_load (const char *path, gint64 *changed)
{
  g_autofree char *data = NULL;
  struct stat info;
  gsize length = 0;
  int fd = freshet_own_file_open (path, O_RDONLY, &info);

  if (fd < 0)
    return NULL;
  data = read_all (fd, &length);
  close (fd);
  if (data != NULL && changed != NULL)
    *changed = info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  return data != NULL ? freshet_part_record_parse (data, length, NULL) : NULL;
}

/**
 * freshet_part_record_to_data:
 * @record: a record
 * @length: (out): how many bytes
 *
 * Returns: (transfer full): what to write
 */
char *
freshet_part_record_to_data (const FreshetPartRecord *record, gsize *length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) ranges = g_ptr_array_new_with_free_func (g_free);

  g_key_file_set_integer (file, GROUP, VERSION_KEY, RECORD_VERSION);
  set_string (file, "uri", record->uri);
  set_string (file, "final-uri", record->final_uri);
  set_string (file, "etag", record->etag);
  set_string (file, "last-modified", record->last_modified);
  set_string (file, "type", record->type);
  set_string (file, "checksum", record->checksum);
  set_string (file, "name", record->name);
  set_string (file, "supersedes", record->supersedes);
  if (record->total >= 0)
    g_key_file_set_int64 (file, GROUP, "total", record->total);

  for (guint i = 0; i < record->ranges->len; i++)
    {
      const FreshetRange *range = freshet_range_set_get (record->ranges, i);

      g_ptr_array_add (ranges,
                       g_strdup_printf ("%" G_GOFFSET_FORMAT "-%" G_GOFFSET_FORMAT,
                                        range->start,
                                        range->end));
    }
  g_key_file_set_string_list (
      file, GROUP, "ranges", (const char *const *) ranges->pdata, ranges->len);
  return g_key_file_to_data (file, length, NULL);
}

/**
 * freshet_part_record_get_validator:
 * @record: a record
 *
 * Returns: (transfer none) (nullable): what an If-Range may hold, RFC 9110 section 13.1.5
 */
const char *
freshet_part_record_get_validator (const FreshetPartRecord *record)
{
  return record->etag != NULL ? record->etag : record->last_modified;
}
