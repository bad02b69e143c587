/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <signal.h>

#ifdef HAVE_DEMO
static char *
read_first_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) out
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_utf8 (out, NULL, NULL, &error);

  g_assert_no_error (error);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  return line;
}

static void
assert_serves_until (int signum)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (GSubprocess) server = freshet_test_cli_start (cli, "serve", NULL);
  g_autofree char *base = read_first_line (server);
  g_autofree char *uri = g_strconcat (base, "/file/a?size=1000&seed=4", NULL);
  g_autoptr (FreshetTestOutcome) got
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, uri, NULL);
  g_autoptr (FreshetTestOutcome) served = NULL;

  g_assert_true (g_str_has_prefix (base, "http://127.0.0.1:"));
  g_assert_cmpint (got->status, ==, 0);
  freshet_test_assert_body (cli, "a", 4, 1000);

  g_subprocess_send_signal (server, signum);
  served = freshet_test_cli_wait (server, NULL);
  g_assert_cmpint (served->status, ==, 0);
  g_assert_cmpstr (served->out, ==, "");
  g_assert_cmpstr (served->err, ==, "");
}

static void
test_serves_until_it_is_told_to_end (void)
{
  assert_serves_until (SIGTERM);
  assert_serves_until (SIGINT);
}

static void
test_taken_port_is_told (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  const char *port = strrchr (freshet_demo_server_get_base_uri (cli->server), ':') + 1;
  g_autofree char *option = g_strconcat ("--port=", port, NULL);
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (cli, "serve", option, NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_cmpstr (outcome->out, ==, "");
  g_assert_nonnull (strstr (outcome->err, port));
}

static void
test_comparison_has_files_of_its_own (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "compare", "--modes=async", NULL);

  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_nonnull (strstr (outcome->out, "\nasync "));
}
#else
static void
test_what_is_not_built_in_is_told (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) serve = freshet_test_cli_run (cli, "serve", NULL);
  g_autoptr (FreshetTestOutcome) compare = freshet_test_cli_run (cli, "compare", NULL);

  g_assert_cmpint (serve->status, ==, 2);
  g_assert_nonnull (strstr (serve->err, "without the demo server"));
  g_assert_cmpint (compare->status, ==, 2);
  g_assert_nonnull (strstr (compare->err, "without the demo server"));
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#ifdef HAVE_DEMO
  g_test_add_func ("/cli-demo/serves-until-it-is-told-to-end", test_serves_until_it_is_told_to_end);
  g_test_add_func ("/cli-demo/taken-port-is-told", test_taken_port_is_told);
  g_test_add_func ("/cli-demo/comparison-has-files-of-its-own",
                   test_comparison_has_files_of_its_own);
#else
  g_test_add_func ("/cli-demo/what-is-not-built-in-is-told", test_what_is_not_built_in_is_told);
#endif

  return g_test_run ();
}
