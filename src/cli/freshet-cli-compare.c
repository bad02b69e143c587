/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-compare.h"

#include <glib/gi18n-lib.h>

#include "freshet-address.h"
#include "freshet-cli-comparison.h"
#include "freshet-cli-options.h"
#include "freshet-cli-progress.h"
#include "freshet-comparison.h"
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
  FreshetCliProgress *progress;
  GPtrArray *reports;
  GError *error;
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
run_prepared_cb (FreshetComparison *comparison, FreshetQueue *queue, Compare *compare)
{
#ifdef HAVE_DEMO
  if (compare->server != NULL)
    freshet_demo_server_reset (compare->server);
#endif
  compare->progress
      = freshet_cli_progress_new (compare->output,
                                  queue,
                                  freshet_mode_to_string (freshet_queue_get_mode (queue)));
}

static void
run_ended_cb (FreshetComparison *comparison, FreshetReport *report, Compare *compare)
{
  g_clear_pointer (&compare->progress, freshet_cli_progress_free);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Compare *compare = user_data;

  compare->reports
      = freshet_comparison_run_finish (FRESHET_COMPARISON (source), result, &compare->error);
}

/* Returns: (transfer full) (nullable): the reports of all runs */
static GPtrArray *
run (Compare *compare, GCancellable *interrupt, GError **error)
{
  g_autoptr (FreshetComparison) comparison
      = freshet_comparison_new (compare->uris,
                                (const FreshetMode *) (gpointer) compare->modes->data,
                                compare->modes->len);

  g_signal_connect (comparison, "run-prepared", G_CALLBACK (run_prepared_cb), compare);
  g_signal_connect (comparison, "run-ended", G_CALLBACK (run_ended_cb), compare);
  freshet_comparison_run_async (comparison, interrupt, ran_cb, compare);
  while (compare->reports == NULL && compare->error == NULL)
    g_main_context_iteration (NULL, TRUE);

  /* Of one that was cancelled before it began. */
  g_clear_pointer (&compare->progress, freshet_cli_progress_free);
  if (compare->error != NULL)
    g_propagate_error (error, g_steal_pointer (&compare->error));
  return g_steal_pointer (&compare->reports);
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
  g_autoptr (GPtrArray) reports = NULL;

  if (!parse (&compare, argc, argv, &error))
    return freshet_cli_options_say_error (output, error);

  reports = run (&compare, interrupt, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FRESHET_CLI_INTERRUPTED;
  if (reports == NULL)
    {
      freshet_cli_output_warn (output, "%s", error->message);
      return FRESHET_CLI_FAILED;
    }
  return finish (&compare, reports);
}
