/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

static void
test_modes_are_compared_in_a_table (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *a = freshet_test_cli_uri (cli, "/file/a?size=1000&delay=400ms");
  g_autofree char *b = freshet_test_cli_uri (cli, "/file/b?size=1000&delay=400ms");
  g_autofree char *c = freshet_test_cli_uri (cli, "/file/c?size=1000&delay=400ms");
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (cli, "compare", a, b, c, NULL);
  g_auto (GStrv) lines = g_strsplit (outcome->out, "\n", -1);

  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_true (g_str_has_prefix (lines[0], "Mode "));
  g_assert_true (g_str_has_prefix (lines[1], "blocking "));
  g_assert_true (g_str_has_prefix (lines[2], "threads "));
  g_assert_true (g_str_has_prefix (lines[3], "async "));
  /* Which of them is the slowest is for the machine to say. */
  g_assert_true (g_regex_match_simple ("^(All modes|[a-z]+) took ", lines[4], 0, 0));
  g_assert_cmpuint (freshet_demo_server_get_n_requests (cli->server), ==, 9);
}

static void
test_scratch_files_are_removed (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *a = freshet_test_cli_uri (cli, "/file/a?size=1000");
  g_autofree char *b = freshet_test_cli_uri (cli, "/file/b?size=1000&drop=500");
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autoptr (GDir) scratch = NULL;

  g_subprocess_launcher_setenv (cli->launcher, "TMPDIR", cli->directory, TRUE);
  outcome = freshet_test_cli_run (cli, "compare", "--modes=async,threads", a, b, NULL);

  scratch = g_dir_open (cli->directory, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (scratch), ==, NULL);
}

static void
test_failures_are_counted_and_nothing_concluded (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *a = freshet_test_cli_uri (cli, "/file/a?size=1000");
  g_autofree char *b = freshet_test_cli_uri (cli, "/file/b?status=404");
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "compare", "--modes=async,naive", a, b, NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_true (freshet_test_has_line (outcome->out, "In mode async, 1 file failed"));
  g_assert_true (freshet_test_has_line (outcome->out, "In mode naive, 1 file failed"));
  g_assert_null (strstr (outcome->out, "took"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-compare/modes-are-compared-in-a-table",
                   test_modes_are_compared_in_a_table);
  g_test_add_func ("/cli-compare/scratch-files-are-removed", test_scratch_files_are_removed);
  g_test_add_func ("/cli-compare/failures-are-counted-and-nothing-concluded",
                   test_failures_are_counted_and_nothing_concluded);

  return g_test_run ();
}
