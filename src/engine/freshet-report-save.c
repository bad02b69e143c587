/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

#include "freshet-error.h"

#include <glib/gi18n-lib.h>

static gboolean
has_extension (const char *path, const char *extension)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, extension);
}

static void
set_write_error (GError **error, const char *path, const GError *cause)
{
  g_autofree char *name = g_filename_display_name (path);
  int code = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? FRESHET_ERROR_NO_SPACE
                                                                       : FRESHET_ERROR_CANNOT_WRITE;

  /* Translators: the first %s is a path, the second the system's own message. */
  g_set_error (error,
               FRESHET_ERROR,
               code,
               _ ("The report “%s” could not be written: %s"),
               name,
               cause->message);
}

/**
 * freshet_report_list_to_string:
 * @reports: (element-type FreshetReport): the reports, at least one unless @many
 * @many: whether they are the runs of one comparison: `{"version": 1, "runs": […]}`; a single
 *   report stands by itself otherwise
 * @csv: whether to make CSV, not JSON
 *
 * Makes the text of a report file. Numbers are written the same way in every locale.
 *
 * CSV is one table with a line for each download of all the reports (RFC 4180, UTF-8), its columns
 * named as in JSON, `error` as `error_code` and `error_message`, with `mode` before them. What is
 * not known is an empty field. A text that begins with =, +, -, @, a tab or a carriage return has an
 * apostrophe put before it, so that no spreadsheet runs it as a formula.
 *
 * Returns: (transfer full): the text, with a line end at its end
 */
char *
freshet_report_list_to_string (GPtrArray *reports, gboolean many, gboolean csv)
{
  g_return_val_if_fail (reports != NULL, NULL);
  g_return_val_if_fail (many || csv || reports->len == 1, NULL);

  return csv ? freshet_report_list_to_csv_text (reports)
             : freshet_report_list_to_json_text (reports, many);
}

/**
 * freshet_report_list_save:
 * @reports: (element-type FreshetReport): the reports, as in [func@Report.list_to_string]
 * @many: whether they are the runs of one comparison
 * @path: (type filename): where to; its extension, .json or .csv, says in which form
 * @error: return location
 *
 * Writes the reports into a file. The file that was there stays as it is unless the new one is
 * complete. This waits for the disk: the window calls it in a worker thread.
 *
 * Fails with %FRESHET_ERROR_FAILED for another extension, %FRESHET_ERROR_NO_SPACE when the disk is
 * full and %FRESHET_ERROR_CANNOT_WRITE for what else goes wrong.
 *
 * Returns: whether it was written
 */
gboolean
freshet_report_list_save (GPtrArray *reports, gboolean many, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  gboolean csv;

  g_return_val_if_fail (reports != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  csv = has_extension (path, ".csv");
  if (!csv && !has_extension (path, ".json"))
    {
      g_autofree char *name = g_filename_display_name (path);

      /* Translators: %s is a path. Do not translate .json and .csv. */
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   _ ("The name of a report has to end in .json or .csv: “%s” does not"),
                   name);
      return FALSE;
    }

  text = freshet_report_list_to_string (reports, many, csv);
  if (!g_file_set_contents_full (
          path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &local_error))
    {
      set_write_error (error, path, local_error);
      return FALSE;
    }
  return TRUE;
}
