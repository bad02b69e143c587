/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "freshet-cli-compare.h"
#include "freshet-cli-get.h"
#include "freshet-cli-output.h"
#include "freshet-cli-serve.h"
#include "freshet-format.h"
#include "freshet-signals.h"

#define PROGRAM "freshet-cli"

typedef FreshetCliStatus (*CommandFunc) (int argc,
                                         char **argv,
                                         FreshetCliOutput *output,
                                         GCancellable *interrupt);

static const struct
{
  const char *name;
  CommandFunc func;
  const char *summary;
} commands[] = {
  { "get", freshet_cli_get, N_ ("Download files") },
  { "compare", freshet_cli_compare, N_ ("Download the same files in each mode and compare") },
  { "serve", freshet_cli_serve, N_ ("Serve made-up files to try it with") },
};

static void
interrupt_cb (int signum, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static CommandFunc
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return commands[i].func;
  return NULL;
}

static char *
format_help (void)
{
  GString *help = g_string_new (NULL);

  g_string_append (help, _ ("Usage:"));
  g_string_append_printf (help, "\n  %s %s\n\n", PROGRAM, _ ("COMMAND [OPTION…]"));
  g_string_append (help, _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "\n  %-10s%s", commands[i].name, _ (commands[i].summary));
  g_string_append_printf (help, "\n  %-10s%s", "help", _ ("Show this, or the help of a command"));
  g_string_append_printf (help, "\n  %-10s%s\n\n", "--version", _ ("Show the version"));
  g_string_append (help,
                   _ ("The exit status is 0 when all is done, 1 when some of it failed, 2 when\n"
                      "the command line is wrong, 130 when it was interrupted."));
  return g_string_free (help, FALSE);
}

static FreshetCliStatus
run_command (
    const char *name, int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt)
{
  g_autofree char *program = g_strdup_printf ("%s %s", PROGRAM, name);

  /* The name that the help and the messages of a command begin with. */
  g_set_prgname (program);
  return find_command (name) (argc, argv, output, interrupt);
}

static FreshetCliStatus
show_help (int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt)
{
  g_autofree char *help = NULL;

  if (argc > 2 && find_command (argv[2]) != NULL)
    {
      char *help_argv[] = { argv[0], (char *) "--help", NULL };

      return run_command (argv[2], 2, help_argv, output, interrupt);
    }
  help = format_help ();
  freshet_cli_output_print (output, "%s", help);
  return freshet_cli_output_has_failed (output) ? FRESHET_CLI_FAILED : FRESHET_CLI_DONE;
}

static FreshetCliStatus
run (int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt)
{
  const char *word = argc > 1 ? argv[1] : NULL;
  g_autofree char *help = NULL;

  if (word != NULL && find_command (word) != NULL)
    return run_command (word, argc - 1, argv + 1, output, interrupt);
  if (g_strcmp0 (word, "help") == 0 || g_strcmp0 (word, "--help") == 0
      || g_strcmp0 (word, "-h") == 0)
    return show_help (argc, argv, output, interrupt);
  if (g_strcmp0 (word, "--version") == 0)
    {
      freshet_cli_output_print (output, "%s %s", PROGRAM, VERSION);
      return FRESHET_CLI_DONE;
    }

  if (word != NULL)
    {
      g_autofree char *escaped = freshet_format_escape (word);

      freshet_cli_output_warn (output, _ ("%s: “%s” is not a command"), PROGRAM, escaped);
    }
  help = format_help ();
  freshet_cli_output_warn (output, "%s", help);
  return FRESHET_CLI_USAGE;
}

/**
 * freshet_cli_main:
 * @argc: the length of @argv
 * @argv: the command line
 * @locale_dir: where the translations are
 *
 * The whole program.
 *
 * Returns: the exit status
 */
int
freshet_cli_main (int argc, char **argv, const char *locale_dir)
{
  g_autoptr (GCancellable) interrupt = NULL;
  g_autoptr (FreshetCliOutput) output = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* Printing tells of a reader that is gone, and the parts are put in order first. */
  signal (SIGPIPE, SIG_IGN);
  interrupt = g_cancellable_new ();
  freshet_signals_watch (interrupt_cb, g_object_ref (interrupt));
  output = freshet_cli_output_new (interrupt);
  return run (argc, argv, output, interrupt);
}
