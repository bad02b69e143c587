/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-serve.h"

#include <glib/gi18n-lib.h>

#include "freshet-cli-options.h"
#ifdef HAVE_DEMO
#include "freshet-demo-server.h"
#endif

#define PORT_MAX 65535

#ifdef HAVE_DEMO
static void
interrupted_cb (GCancellable *interrupt, gpointer user_data)
{
  g_main_context_wakeup (NULL);
}

static FreshetCliStatus
serve (guint port, gboolean verbose, FreshetCliOutput *output, GCancellable *interrupt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetDemoServer) server = freshet_demo_server_new (port, &error);
  gulong interrupt_id;

  if (server == NULL)
    {
      freshet_cli_output_warn (output, _ ("Cannot serve: %s"), error->message);
      return FRESHET_CLI_FAILED;
    }
  freshet_demo_server_set_verbose (server, verbose);
  freshet_cli_output_print (output, "%s", freshet_demo_server_get_base_uri (server));

  interrupt_id = g_cancellable_connect (interrupt, G_CALLBACK (interrupted_cb), NULL, NULL);
  while (!g_cancellable_is_cancelled (interrupt))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_disconnect (interrupt, interrupt_id);
  return FRESHET_CLI_DONE;
}
#else
static FreshetCliStatus
serve (guint port, gboolean verbose, FreshetCliOutput *output, GCancellable *interrupt)
{
  freshet_cli_output_warn (output, "%s", _ ("This program was built without the demo server"));
  return FRESHET_CLI_USAGE;
}
#endif

/**
 * freshet_cli_serve:
 * @argc: the length of @argv
 * @argv: the command line, from the command on
 * @output: where to say what happens
 * @interrupt: ends it, from any thread
 *
 * Serves made-up files on this computer, until it is interrupted.
 *
 * Returns: the exit status
 */
FreshetCliStatus
freshet_cli_serve (int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  int port = 0;
  gboolean verbose = FALSE;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port,
      N_("Listen on this port (default: any free one)"), N_("N") },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
      N_("Say each request on standard error"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL },
    { NULL }
  };
  /* clang-format on */

  if (freshet_cli_options_parse (
          entries,
          NULL,
          _ ("Serve made-up files on this computer, and print the address to ask.\n"
             "Ctrl+C ends it."),
          argc,
          argv,
          &error))
    {
      if (words != NULL)
        freshet_cli_options_fail (&error, _ ("“%s” says nothing here"), words[0]);
      else if (port < 0 || port > PORT_MAX)
        freshet_cli_options_fail (&error, _ ("A port is a number from 0 to %d"), PORT_MAX);
    }
  if (error != NULL)
    return freshet_cli_options_say_error (output, error);

  return serve ((guint) port, verbose, output, interrupt);
}
