/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "freshet-body.h"

#define BOUND_S 30

static const char *const unwanted_variables[]
    = { "http_proxy",  "https_proxy", "all_proxy", "HTTP_PROXY",
        "HTTPS_PROXY", "ALL_PROXY",   "LANGUAGE",  "TERM" };

/* Whoever runs the tests in the background may ignore interrupts. */
static void
hear_interrupts (gpointer user_data)
{
  signal (SIGINT, SIG_DFL);
}

static GPtrArray *
collect_arguments (const char *first, va_list rest)
{
  GPtrArray *arguments = g_ptr_array_new ();

  for (const char *argument = first; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (char *) argument);
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
took_too_long_cb (gpointer user_data)
{
  g_error ("A program did not end within %d s", BOUND_S);
  return G_SOURCE_REMOVE;
}

/**
 * freshet_test_cli_new:
 *
 * Returns: (transfer full): a server, and a home for the programs
 */
FreshetTestCli *
freshet_test_cli_new (void)
{
  FreshetTestCli *cli = g_new0 (FreshetTestCli, 1);
  g_autoptr (GError) error = NULL;

  cli->server = freshet_demo_server_new (0, &error);
  g_assert_no_error (error);
  cli->home = g_strdup (g_get_home_dir ());
  cli->directory = g_build_filename (cli->home, "files", NULL);
  g_assert_cmpint (g_mkdir_with_parents (cli->directory, 0755), ==, 0);

  cli->launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE
                                   | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_set_child_setup (cli->launcher, hear_interrupts, NULL, NULL);
  g_subprocess_launcher_set_cwd (cli->launcher, cli->directory);
  g_subprocess_launcher_setenv (cli->launcher, "HOME", cli->home, TRUE);
  g_subprocess_launcher_setenv (cli->launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (cli->launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (unwanted_variables); i++)
    g_subprocess_launcher_unsetenv (cli->launcher, unwanted_variables[i]);
  return cli;
}

/**
 * freshet_test_cli_free:
 * @cli: (transfer full): the server and the home
 */
void
freshet_test_cli_free (FreshetTestCli *cli)
{
  g_assert_finalize_object (cli->server);
  g_object_unref (cli->launcher);
  g_free (cli->directory);
  g_free (cli->home);
  g_free (cli);
}

/**
 * freshet_test_cli_uri:
 * @cli: a server
 * @path: a path with its query
 *
 * Returns: (transfer full): its address
 */
char *
freshet_test_cli_uri (FreshetTestCli *cli, const char *path)
{
  return g_strconcat (freshet_demo_server_get_base_uri (cli->server), path, NULL);
}

/**
 * freshet_test_cli_path:
 * @cli: a home
 * @name: the name of a file in its folder
 *
 * Returns: (transfer full): its path
 */
char *
freshet_test_cli_path (FreshetTestCli *cli, const char *name)
{
  return g_build_filename (cli->directory, name, NULL);
}

/**
 * freshet_test_cli_start_argv:
 * @cli: where to start it
 * @arguments: (array zero-terminated=1): its command line
 *
 * Returns: (transfer full): a program that was just started
 */
GSubprocess *
freshet_test_cli_start_argv (FreshetTestCli *cli, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_launcher_spawnv (cli->launcher, arguments, &error);

  g_assert_no_error (error);
  return process;
}

/**
 * freshet_test_cli_start:
 * @cli: where to start it
 * @first: its first argument
 *
 * Returns: (transfer full): a `freshet-cli` that was just started
 */
GSubprocess *
freshet_test_cli_start (FreshetTestCli *cli, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  va_list rest;

  va_start (rest, first);
  arguments = collect_arguments (first, rest);
  va_end (rest);
  g_ptr_array_insert (arguments, 0, (char *) g_getenv ("FRESHET_CLI"));
  return freshet_test_cli_start_argv (cli, (const char *const *) arguments->pdata);
}

/**
 * freshet_test_cli_wait:
 * @process: a program
 * @input: (nullable): what it reads from standard input
 *
 * Waits until it ends, for a bounded time.
 *
 * Returns: (transfer full): how it ended
 */
FreshetTestOutcome *
freshet_test_cli_wait (GSubprocess *process, const char *input)
{
  FreshetTestOutcome *outcome = g_new0 (FreshetTestOutcome, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint bound_id = g_timeout_add_seconds (BOUND_S, took_too_long_cb, NULL);

  g_subprocess_communicate_utf8_async (process, input, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound_id);

  g_subprocess_communicate_utf8_finish (process, result, &outcome->out, &outcome->err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("Killed by signal %d: %s", g_subprocess_get_term_sig (process), outcome->err);
  outcome->status = g_subprocess_get_exit_status (process);
  return outcome;
}

/**
 * freshet_test_cli_run:
 * @cli: where to run it
 * @first: its first argument
 *
 * Returns: (transfer full): how `freshet-cli` ended
 */
FreshetTestOutcome *
freshet_test_cli_run (FreshetTestCli *cli, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  va_list rest;

  va_start (rest, first);
  arguments = collect_arguments (first, rest);
  va_end (rest);
  g_ptr_array_insert (arguments, 0, (char *) g_getenv ("FRESHET_CLI"));
  process = freshet_test_cli_start_argv (cli, (const char *const *) arguments->pdata);
  return freshet_test_cli_wait (process, NULL);
}

/**
 * freshet_test_cli_get:
 * @cli: where to run it
 * @path: what to download from the server
 * @option: (nullable): an option
 * @value: (nullable): and its value
 *
 * Returns: (transfer full): how `freshet-cli get` ended
 */
FreshetTestOutcome *
freshet_test_cli_get (FreshetTestCli *cli, const char *path, const char *option, const char *value)
{
  g_autofree char *uri = freshet_test_cli_uri (cli, path);

  return freshet_test_cli_run (cli, "get", "-d", cli->directory, uri, option, value, NULL);
}

/**
 * freshet_test_outcome_free:
 * @outcome: (transfer full): how a program ended
 */
void
freshet_test_outcome_free (FreshetTestOutcome *outcome)
{
  g_free (outcome->out);
  g_free (outcome->err);
  g_free (outcome);
}

/**
 * freshet_test_has_line:
 * @text: what a program wrote
 * @line: a whole line
 *
 * Returns: whether it is among them
 */
gboolean
freshet_test_has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

/**
 * freshet_test_get_last_line:
 * @text: what a program wrote
 *
 * Returns: (transfer full): its last line, without its end
 */
char *
freshet_test_get_last_line (const char *text)
{
  g_autofree char *stripped = g_strchomp (g_strdup (text));
  const char *newline = strrchr (stripped, '\n');

  return g_strdup (newline != NULL ? newline + 1 : stripped);
}

/**
 * freshet_test_write_file:
 * @cli: a home
 * @name: the name of a file in its folder
 * @contents: what it is to hold
 */
void
freshet_test_write_file (FreshetTestCli *cli, const char *name, const char *contents)
{
  g_autofree char *path = freshet_test_cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

/**
 * freshet_test_assert_absent:
 * @cli: a home
 * @name: the name of a file that is not in its folder
 */
void
freshet_test_assert_absent (FreshetTestCli *cli, const char *name)
{
  g_autofree char *path = freshet_test_cli_path (cli, name);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/**
 * freshet_test_assert_body:
 * @cli: a home
 * @name: the name of a file in its folder
 * @seed: the seed that it was made up from
 * @size: its size
 *
 * Asserts that the file is the one that was served.
 */
void
freshet_test_assert_body (FreshetTestCli *cli, const char *name, guint64 seed, goffset size)
{
  g_autofree char *path = freshet_test_cli_path (cli, name);
  g_autofree char *wanted = freshet_body_digest (seed, size, G_CHECKSUM_SHA256);
  g_autofree char *digest = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, size);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
  g_assert_cmpstr (digest, ==, wanted);
}

/**
 * freshet_test_read_json:
 * @cli: a home
 * @name: the name of a file in its folder
 *
 * Returns: (transfer full): what is in it
 */
JsonNode *
freshet_test_read_json (FreshetTestCli *cli, const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = freshet_test_cli_path (cli, name);

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

/**
 * freshet_test_get_download:
 * @report: a report of one run
 * @position: which of its downloads
 *
 * Returns: (transfer none): what it says of it
 */
JsonObject *
freshet_test_get_download (JsonNode *report, guint position)
{
  return json_array_get_object_element (json_object_get_array_member (json_node_get_object (report),
                                                                      "downloads"),
                                        position);
}

/**
 * freshet_test_wait_for_size:
 * @cli: a home
 * @name: the name of a file in its folder
 * @size: a size
 *
 * Waits until the file has at least this size, for a bounded time.
 */
void
freshet_test_wait_for_size (FreshetTestCli *cli, const char *name, goffset size)
{
  g_autofree char *path = freshet_test_cli_path (cli, name);
  gint64 end = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;
  GStatBuf status;

  while (g_stat (path, &status) != 0 || status.st_size < size)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (G_USEC_PER_SEC / 100);
    }
}
