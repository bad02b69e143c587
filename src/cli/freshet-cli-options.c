/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-options.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "freshet-format.h"

/* RFC 9110 §5.6.2, beside letters and digits. */
#define TOKEN_MARKS "!#$%&'*+-.^_`|~"

/* A download is lost without these being right. */
static const char *const own_headers[]
    = { "accept-encoding",   "connection", "content-length", "if-range", "range",
        "transfer-encoding", NULL };

static gboolean
is_token (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr (TOKEN_MARKS, text[i]) == NULL)
      return FALSE;
  return length > 0;
}

static gboolean
has_control_character (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text) && *text != '\t')
      return TRUE;
  return FALSE;
}

static gboolean
check_header (const char *header, GError **error)
{
  const char *colon = strchr (header, ':');
  g_autofree char *name = NULL;

  if (colon == NULL || !is_token (header, (gsize) (colon - header))
      || has_control_character (colon))
    {
      return freshet_cli_options_fail (error,
                                       _ ("“%s” is not a header; a header is “NAME: VALUE”"),
                                       header);
    }

  name = g_ascii_strdown (header, colon - header);
  if (g_strv_contains (own_headers, name))
    return freshet_cli_options_fail (error,
                                     _ ("The header “%s” is the program's own to set"),
                                     name);
  return TRUE;
}

/**
 * freshet_cli_options_parse:
 * @entries: the options of one command
 * @arguments: what follows the options, for the help
 * @summary: what the command does, for the help
 * @argc: the length of @argv
 * @argv: the command line, from the command on
 * @error: return location
 *
 * Reads the options of one command. Shows the help and ends the program where that is asked for.
 *
 * Returns: whether they can be understood
 */
gboolean
freshet_cli_options_parse (const GOptionEntry *entries,
                           const char *arguments,
                           const char *summary,
                           int argc,
                           char **argv,
                           GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  return g_option_context_parse (context, &argc, &argv, error);
}

/**
 * freshet_cli_options_say_error:
 * @output: where to say it
 * @error: why the command line is not carried out
 *
 * Returns: the exit status
 */
FreshetCliStatus
freshet_cli_options_say_error (FreshetCliOutput *output, const GError *error)
{
  g_autofree char *reason = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FRESHET_CLI_INTERRUPTED;

  reason = freshet_format_escape (error->message);
  freshet_cli_output_warn (output, "%s: %s", g_get_prgname (), reason);
  /* Translators: a command, such as “freshet-cli get”. */
  freshet_cli_output_warn (output, _ ("“%s --help” shows what there is"), g_get_prgname ());
  return FRESHET_CLI_USAGE;
}

/**
 * freshet_cli_options_fail:
 * @error: return location
 * @format: what is wrong with the command line
 *
 * Returns: %FALSE
 */
gboolean
freshet_cli_options_fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (
      error, g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, arguments));
  va_end (arguments);
  return FALSE;
}

/**
 * freshet_cli_options_check_report:
 * @path: (nullable): where a report is to be written
 * @error: return location
 *
 * Judges it before anything is downloaded, not after.
 *
 * Returns: whether its kind is known and its folder can be written
 */
gboolean
freshet_cli_options_check_report (const char *path, GError **error)
{
  g_autofree char *lower = NULL;
  g_autofree char *directory = NULL;

  if (path == NULL)
    return TRUE;
  lower = g_ascii_strdown (path, -1);
  if (!g_str_has_suffix (lower, ".json") && !g_str_has_suffix (lower, ".csv"))
    return freshet_cli_options_fail (error, _ ("“%s” ends neither in .json nor in .csv"), path);

  directory = g_path_get_dirname (path);
  if (g_access (directory, W_OK | X_OK) != 0)
    return freshet_cli_options_fail (error,
                                     _ ("Cannot write to the folder “%s”: %s"),
                                     directory,
                                     g_strerror (errno));
  return TRUE;
}

/**
 * freshet_cli_options_check_headers:
 * @headers: (nullable) (array zero-terminated=1): `NAME: VALUE` each
 * @error: return location
 *
 * Returns: whether they can be sent, by RFC 9110 §5.5, and are not the program's own to set
 */
gboolean
freshet_cli_options_check_headers (char **headers, GError **error)
{
  for (; headers != NULL && *headers != NULL; headers++)
    if (!check_header (*headers, error))
      return FALSE;
  return TRUE;
}
