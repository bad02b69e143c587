/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-get-options.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "freshet-address.h"
#include "freshet-cli-input.h"
#include "freshet-cli-options.h"
#include "freshet-size.h"

#define NOT_GIVEN G_MININT

#define JOBS_MAX 1000
#define SEGMENTS_MAX 32
#define RETRIES_MAX 1000

/* As GOption leaves it, before it is judged. */
typedef struct
{
  char *mode;
  char *rate;
  char *checksum;
  char **input_files;
  char **addresses;
  gboolean no_resume;
} Words;

static void
words_clear (Words *words)
{
  g_clear_pointer (&words->mode, g_free);
  g_clear_pointer (&words->rate, g_free);
  g_clear_pointer (&words->checksum, g_free);
  g_clear_pointer (&words->input_files, g_strfreev);
  g_clear_pointer (&words->addresses, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
parse_words (FreshetCliGetOptions *o, Words *w, int argc, char **argv, GError **error)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "directory", 'd', 0, G_OPTION_ARG_FILENAME, &o->directory,
      N_("Save in this folder (default: Downloads)"), N_("DIR") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output,
      N_("Save under this name, for one address"), N_("NAME") },
    { "input-file", 'i', 0, G_OPTION_ARG_FILENAME_ARRAY, &w->input_files,
      N_("Read addresses, one a line; “-” is standard input"), N_("FILE") },
    { "mode", 'm', 0, G_OPTION_ARG_STRING, &w->mode,
      N_("async (default), threads, blocking or naive"), N_("MODE") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &o->jobs,
      N_("Downloads at once"), N_("N") },
    { "segments", 's', 0, G_OPTION_ARG_INT, &o->segments,
      N_("Ranges per file (default: automatic)"), N_("N") },
    { "limit-rate", 'l', 0, G_OPTION_ARG_STRING, &w->rate,
      N_("Bytes per second in all, such as 500K or 2M"), N_("RATE") },
    { "checksum", 'c', 0, G_OPTION_ARG_STRING, &w->checksum,
      N_("Check: md5, sha1, sha256 or sha512, and digest"), N_("ALGO:HEX") },
    { "header", 'H', 0, G_OPTION_ARG_FILENAME_ARRAY, &o->headers,
      N_("Send this header, to the first server only"), N_("'N: V'") },
    { "retries", 't', 0, G_OPTION_ARG_INT, &o->retries,
      N_("Tries after a failure (default: 5)"), N_("N") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &o->ca_file,
      N_("Trust the authorities in this file"), N_("PEM") },
    { "no-resume", 0, 0, G_OPTION_ARG_NONE, &w->no_resume,
      N_("Do not go on with what is there in part"), NULL },
    { "trust-length", 0, 0, G_OPTION_ARG_NONE, &o->trusts_length,
      N_("Go on by length alone, where nothing tells more"), NULL },
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &o->overwrite,
      N_("Replace files of the same name"), NULL },
    { "report", 'r', 0, G_OPTION_ARG_FILENAME, &o->report,
      N_("Write the figures to a .json or .csv file"), N_("FILE") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet,
      N_("Say only what failed, on standard error"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &w->addresses, NULL, NULL },
    { NULL }
  };
  /* clang-format on */

  return freshet_cli_options_parse (entries, _ ("URL…"), _ ("Download files."), argc, argv, error);
}

static gboolean
check_number (const char *option, int *value, int min, int max, int own_choice, GError **error)
{
  if (*value == NOT_GIVEN)
    {
      *value = own_choice;
      return TRUE;
    }
  if (*value >= min && *value <= max)
    return TRUE;

  /* Translators: an option, and the least and the greatest number that it takes. */
  return freshet_cli_options_fail (error, _ ("%s takes a number from %d to %d"), option, min, max);
}

static gboolean
check_words (FreshetCliGetOptions *options, const Words *words, GError **error)
{
  options->resume = !words->no_resume;

  if (words->mode != NULL && !freshet_mode_from_string (words->mode, &options->mode))
    return freshet_cli_options_fail (
        error,
        _ ("“%s” is not a mode; the modes are async, threads, blocking and naive"),
        words->mode);

  if (words->rate != NULL && !freshet_size_parse (words->rate, &options->rate))
    return freshet_cli_options_fail (
        error,
        _ ("“%s” is not a rate; a rate is a number of bytes, such as 500K or 2M"),
        words->rate);

  if (words->checksum != NULL)
    options->checksum = freshet_checksum_parse (words->checksum, error);
  if (words->checksum != NULL && options->checksum == NULL)
    return FALSE;

  return check_number ("--jobs", &options->jobs, 1, JOBS_MAX, 0, error)
         && check_number ("--segments", &options->segments, 1, SEGMENTS_MAX, 0, error)
         && check_number ("--retries", &options->retries, 0, RETRIES_MAX, -1, error);
}

static gboolean
check_directory (FreshetCliGetOptions *options, GError **error)
{
  if (options->directory == NULL)
    {
      const char *downloads = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);

      options->directory = downloads != NULL
                               ? g_strdup (downloads)
                               : g_build_filename (g_get_home_dir (), "Downloads", NULL);
      g_mkdir_with_parents (options->directory, 0755);
    }

  if (!g_file_test (options->directory, G_FILE_TEST_IS_DIR))
    return freshet_cli_options_fail (error, _ ("There is no folder “%s”"), options->directory);
  if (g_access (options->directory, W_OK | X_OK) != 0)
    return freshet_cli_options_fail (error,
                                     /* Translators: a folder, and why nothing can be put there. */
                                     _ ("Cannot write to the folder “%s”: %s"),
                                     options->directory,
                                     g_strerror (errno));
  return TRUE;
}

static gboolean
check_output (const char *output, GError **error)
{
  if (output == NULL)
    return TRUE;
  if (*output == '\0' || strchr (output, G_DIR_SEPARATOR) != NULL || strcmp (output, ".") == 0
      || strcmp (output, "..") == 0)
    return freshet_cli_options_fail (
        error, _ ("“%s” is not a file's name; the folder is given with --directory"), output);
  return TRUE;
}

static void
add_address (FreshetCliGetOptions *options, const char *address)
{
  GUri *uri = freshet_address_parse (address, NULL);

  if (uri != NULL)
    g_ptr_array_add (options->uris, uri);
  else
    g_ptr_array_add (options->rejected, g_strdup (address));
}

static gboolean
add_input_file (FreshetCliGetOptions *options,
                const char *path,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *text = freshet_cli_input_read (path, cancellable, error);
  g_autoptr (FreshetAddressList) list = NULL;

  if (text == NULL)
    return FALSE;

  list = freshet_address_list_parse_lines (text);
  g_ptr_array_extend_and_steal (options->uris, g_ptr_array_ref (list->uris));
  g_ptr_array_extend_and_steal (options->rejected, g_ptr_array_ref (list->rejected));
  return TRUE;
}

static gboolean
collect_addresses (FreshetCliGetOptions *options,
                   const Words *words,
                   GCancellable *cancellable,
                   GError **error)
{
  guint n_addresses;

  for (char **address = words->addresses; address != NULL && *address != NULL; address++)
    add_address (options, *address);
  for (char **path = words->input_files; path != NULL && *path != NULL; path++)
    if (!add_input_file (options, *path, cancellable, error))
      return FALSE;

  n_addresses = options->uris->len + options->rejected->len;
  if (n_addresses == 0)
    return freshet_cli_options_fail (error, _ ("There is no address to download"));
  if (n_addresses > 1 && options->output != NULL)
    return freshet_cli_options_fail (error, _ ("--output is for one address"));
  if (n_addresses > 1 && options->checksum != NULL)
    return freshet_cli_options_fail (error, _ ("--checksum is for one address"));
  return TRUE;
}

/**
 * freshet_cli_get_options_parse:
 * @argc: the length of @argv
 * @argv: the command line, from the command on
 * @cancellable: ends the wait for standard input
 * @error: return location
 *
 * Reads the command line, and the files with addresses that it names. Shows the help and ends the
 * program where that is asked for.
 *
 * Returns: (transfer full): what is to be done, or %NULL where it cannot be
 */
FreshetCliGetOptions *
freshet_cli_get_options_parse (int argc, char **argv, GCancellable *cancellable, GError **error)
{
  g_autoptr (FreshetCliGetOptions) options = g_new0 (FreshetCliGetOptions, 1);
  g_auto (Words) words = { 0 };

  options->mode = FRESHET_MODE_ASYNC;
  options->jobs = NOT_GIVEN;
  options->segments = NOT_GIVEN;
  options->retries = NOT_GIVEN;
  options->uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  options->rejected = g_ptr_array_new_with_free_func (g_free);

  if (!parse_words (options, &words, argc, argv, error) || !check_words (options, &words, error)
      || !check_output (options->output, error)
      || !freshet_cli_options_check_headers (options->headers, error)
      || !freshet_cli_options_check_report (options->report, error)
      || !check_directory (options, error)
      || !collect_addresses (options, &words, cancellable, error))
    return NULL;

  return g_steal_pointer (&options);
}

/**
 * freshet_cli_get_options_free:
 * @options: (transfer full): what the command line asked for
 */
void
freshet_cli_get_options_free (FreshetCliGetOptions *options)
{
  g_return_if_fail (options != NULL);

  g_free (options->directory);
  g_free (options->output);
  g_clear_pointer (&options->checksum, freshet_checksum_free);
  g_strfreev (options->headers);
  g_free (options->ca_file);
  g_free (options->report);
  g_ptr_array_unref (options->uris);
  g_ptr_array_unref (options->rejected);
  g_free (options);
}
