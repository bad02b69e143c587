/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-compare.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "freshet-address.h"
#include "freshet-cli-comparison.h"
#include "freshet-cli-options.h"
#include "freshet-cli-progress.h"
#include "freshet-cli-run.h"
#include "freshet-format.h"
#ifdef HAVE_DEMO
#include "freshet-demo-server.h"
#endif

#define DEFAULT_MODES "blocking,threads,async"

typedef struct
{
  FreshetCliOutput *output;
  char *report;
  GArray *modes;
  GPtrArray *uris;
#ifdef HAVE_DEMO
  FreshetDemoServer *server;
#endif
} Compare;

static void
compare_clear (Compare *compare)
{
  g_clear_pointer (&compare->report, g_free);
  g_clear_pointer (&compare->modes, g_array_unref);
  g_clear_pointer (&compare->uris, g_ptr_array_unref);
#ifdef HAVE_DEMO
  g_clear_object (&compare->server);
#endif
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compare, compare_clear)

static gboolean
parse_modes (Compare *compare, const char *words, GError **error)
{
  g_auto (GStrv) names = g_strsplit (words, ",", -1);

  compare->modes = g_array_new (FALSE, FALSE, sizeof (FreshetMode));
  for (guint i = 0; names[i] != NULL; i++)
    {
      FreshetMode mode;

      if (!freshet_mode_from_string (g_strstrip (names[i]), &mode))
        return freshet_cli_options_fail (
            error,
            _ ("“%s” is not a mode; the modes are async, threads, blocking and naive"),
            names[i]);
      g_array_append_val (compare->modes, mode);
    }
  if (compare->modes->len == 0)
    return freshet_cli_options_fail (error, _ ("There is no mode to compare"));
  return TRUE;
}

static gboolean
parse_addresses (Compare *compare, char **addresses, GError **error)
{
  compare->uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  for (; *addresses != NULL; addresses++)
    {
      GUri *uri = freshet_address_parse (*addresses, error);

      if (uri == NULL)
        return FALSE;
      g_ptr_array_add (compare->uris, uri);
    }
  return TRUE;
}

static gboolean
start_demo (Compare *compare, GError **error)
{
#ifdef HAVE_DEMO
  compare->server = freshet_demo_server_new (0, error);
  if (compare->server == NULL)
    return FALSE;
  compare->uris = freshet_demo_server_list_demo_uris (compare->server);
  return TRUE;
#else
  return freshet_cli_options_fail (
      error, _ ("This program was built without the demo server; say what to download"));
#endif
}

static gboolean
parse (Compare *compare, int argc, char **argv, GError **error)
{
  g_autofree char *modes = NULL;
  g_auto (GStrv) addresses = NULL;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "modes", 'm', 0, G_OPTION_ARG_STRING, &modes,
      N_("Modes (default: blocking,threads,async)"), N_("LIST") },
    { "report", 'r', 0, G_OPTION_ARG_FILENAME, &compare->report,
      N_("Write the figures to a .json or .csv file"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &addresses, NULL, NULL },
    { NULL }
  };
  /* clang-format on */

  if (!freshet_cli_options_parse (entries,
                                  _ ("[URL…]"),
                                  _ ("Download the same files in each mode and compare the times.\n"
                                     "Without addresses: the demo server's six files."),
                                  argc,
                                  argv,
                                  error)
      || !freshet_cli_options_check_report (compare->report, error)
      || !parse_modes (compare, modes != NULL ? modes : DEFAULT_MODES, error))
    return FALSE;

  return addresses != NULL ? parse_addresses (compare, addresses, error)
                           : start_demo (compare, error);
}

static void
remove_directory (const char *directory)
{
  g_autoptr (GDir) entries = g_dir_open (directory, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

static FreshetReport *
run_mode_in (Compare *compare, FreshetMode mode, const char *directory, GCancellable *interrupt)
{
  g_autoptr (FreshetPulse) pulse = freshet_pulse_new (NULL);
  g_autoptr (FreshetQueue) queue = freshet_queue_new (pulse);
  g_autoptr (FreshetCliProgress) progress = NULL;

  freshet_queue_set_mode (queue, mode);
  freshet_queue_set_freeze_guard (queue, 0);
  for (guint i = 0; i < compare->uris->len; i++)
    {
      g_autoptr (FreshetDownload) download
          = freshet_download_new (compare->uris->pdata[i], directory);

      freshet_queue_add (queue, download);
    }

#ifdef HAVE_DEMO
  if (compare->server != NULL)
    freshet_demo_server_reset (compare->server);
#endif
  progress = freshet_cli_progress_new (compare->output, queue, freshet_mode_to_string (mode));
  return freshet_cli_run (queue, pulse, interrupt);
}

static FreshetReport *
run_mode (Compare *compare, FreshetMode mode, GCancellable *interrupt)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("freshet-compare-XXXXXX", &error);
  FreshetReport *report;

  if (directory == NULL)
    {
      freshet_cli_output_warn (compare->output,
                               _ ("There is no room for the files: %s"),
                               error->message);
      return NULL;
    }
  report = run_mode_in (compare, mode, directory, interrupt);
  remove_directory (directory);
  return report;
}

static gboolean
say_missing (Compare *compare, FreshetReport *report)
{
  guint n_missing = freshet_cli_comparison_count_missing (report);

  if (n_missing == 0)
    return FALSE;

  /* Translators: a mode, and how many files failed in it. */
  freshet_cli_output_print (compare->output,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "In mode %s, %u file failed",
                                         "In mode %s, %u files failed",
                                         n_missing),
                            freshet_mode_to_string (freshet_report_get_mode (report)),
                            n_missing);
  return TRUE;
}

static FreshetCliStatus
finish (Compare *compare, GPtrArray *reports)
{
  g_autofree char *table = freshet_cli_comparison_format_table (reports);
  g_autofree char *conclusion = freshet_cli_comparison_format_conclusion (reports);
  g_autoptr (GError) error = NULL;
  gboolean failed = FALSE;

  freshet_cli_output_print (compare->output, "%s", g_strchomp (table));
  for (guint i = 0; i < reports->len; i++)
    failed |= say_missing (compare, reports->pdata[i]);
  if (conclusion != NULL)
    freshet_cli_output_print (compare->output, "%s", conclusion);

  if (compare->report != NULL && !freshet_report_list_save (reports, TRUE, compare->report, &error))
    {
      freshet_cli_output_warn (compare->output, "%s", error->message);
      failed = TRUE;
    }
  return failed || freshet_cli_output_has_failed (compare->output) ? FRESHET_CLI_FAILED
                                                                   : FRESHET_CLI_DONE;
}

/**
 * freshet_cli_compare:
 * @argc: the length of @argv
 * @argv: the command line, from the command on
 * @output: where to say what happens
 * @interrupt: ends it, from any thread
 *
 * Downloads the same files once in each mode, each time into a new folder that is removed
 * afterwards, and says how the modes differ.
 *
 * Returns: the exit status
 */
FreshetCliStatus
freshet_cli_compare (int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt)
{
  g_autoptr (GError) error = NULL;
  g_auto (Compare) compare = { .output = output };
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);

  if (!parse (&compare, argc, argv, &error))
    return freshet_cli_options_say_error (output, error);

  for (guint i = 0; i < compare.modes->len; i++)
    {
      FreshetReport *report
          = run_mode (&compare, g_array_index (compare.modes, FreshetMode, i), interrupt);

      if (report == NULL)
        return FRESHET_CLI_FAILED;
      g_ptr_array_add (reports, report);
      if (g_cancellable_is_cancelled (interrupt))
        return FRESHET_CLI_INTERRUPTED;
    }
  return finish (&compare, reports);
}
