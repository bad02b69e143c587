/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

#include "freshet-error.h"

#include <string.h>

#define HEADER                                                                                     \
  "mode,uri,final_uri,file,state,error_code,error_message,bytes,total,resumed_from,attempts,"      \
  "segments,queued_s,started_s,connected_s,first_byte_s,finished_s,checksum\r\n"

/* RFC 4180, section 2: a field with a comma, a quote or a line break stands in quotes, and a quote
 * inside is doubled.
 *
 * Spreadsheets take a text that begins with = + - @, a tab or a carriage return for a formula, and
 * run it. Addresses, names and messages come from servers: such a text gets an apostrophe in front,
 * which spreadsheets take for "this is text" (OWASP, CSV Injection). */
static void
append_text (GString *csv, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) field = g_string_new (valid);

  if (field->len > 0 && strchr ("=+-@\t\r", field->str[0]) != NULL)
    g_string_prepend_c (field, '\'');
  if (strpbrk (field->str, ",\"\r\n") != NULL)
    {
      g_string_replace (field, "\"", "\"\"", 0);
      g_string_prepend_c (field, '"');
      g_string_append_c (field, '"');
    }
  g_string_append_len (csv, field->str, (gssize) field->len);
}

static void
append_text_field (GString *csv, const char *text)
{
  g_string_append_c (csv, ',');
  append_text (csv, text);
}

/* A number that is -1 when it is not known: the field is empty then. */
static void
append_int_field (GString *csv, gint64 number)
{
  g_string_append_c (csv, ',');
  if (number >= 0)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, number);
}

static void
append_time_field (GString *csv, double seconds)
{
  g_string_append_c (csv, ',');
  if (seconds >= 0)
    {
      g_autofree char *number = freshet_report_format_number (seconds);

      g_string_append (csv, number);
    }
}

static void
append_row (GString *csv, FreshetMode mode, const FreshetReportDownload *download)
{
  append_text (csv, freshet_mode_to_string (mode));
  append_text_field (csv, download->uri);
  append_text_field (csv, download->final_uri);
  append_text_field (csv, download->file);
  append_text_field (csv, download->state);
  append_text_field (csv, download->error != NULL ? freshet_error_code (download->error) : NULL);
  append_text_field (csv, download->error != NULL ? download->error->message : NULL);
  append_int_field (csv, download->bytes);
  append_int_field (csv, download->total);
  append_int_field (csv, download->resumed_from);
  append_int_field (csv, download->attempts);
  append_int_field (csv, download->segments);
  append_time_field (csv, download->queued_s);
  append_time_field (csv, download->started_s);
  append_time_field (csv, download->connected_s);
  append_time_field (csv, download->first_byte_s);
  append_time_field (csv, download->finished_s);
  append_text_field (csv, download->checksum);
  g_string_append (csv, "\r\n");
}

/**
 * freshet_report_list_to_csv_text:
 * @reports: (element-type FreshetReport): the reports
 *
 * Returns: (transfer full): one table of all their downloads, RFC 4180
 */
char *
freshet_report_list_to_csv_text (GPtrArray *reports)
{
  GString *csv = g_string_new (HEADER);

  for (guint i = 0; i < reports->len; i++)
    {
      FreshetReport *report = g_ptr_array_index (reports, i);
      GPtrArray *downloads = freshet_report_get_downloads (report);

      for (guint j = 0; j < downloads->len; j++)
        append_row (csv, freshet_report_get_mode (report), g_ptr_array_index (downloads, j));
    }
  return g_string_free (csv, FALSE);
}
