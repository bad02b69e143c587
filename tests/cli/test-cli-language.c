/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

static FreshetTestCli *
new_in_spanish (void)
{
  FreshetTestCli *cli = freshet_test_cli_new ();

  g_subprocess_launcher_setenv (cli->launcher, "LC_ALL", "es_ES.UTF-8", TRUE);
  g_subprocess_launcher_setenv (cli->launcher, "LANGUAGE", "es", TRUE);
  return cli;
}

static void
test_spanish_in_the_words_of_the_lesson (void)
{
  g_autoptr (FreshetTestCli) cli = new_in_spanish ();
  g_autofree char *good = freshet_test_cli_uri (cli, "/file/archivo1?size=1000");
  g_autofree char *gone = freshet_test_cli_uri (cli, "/file/archivo2?status=404");
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, good, gone, NULL);
  g_autofree char *last = freshet_test_get_last_line (outcome->out);

  g_assert_true (freshet_test_has_line (outcome->out, "Descargado archivo1"));
  g_assert_nonnull (strstr (outcome->out, "Ha fallado archivo2: "));
  g_assert_true (
      g_regex_match_simple ("^Tiempo total de descarga: [0-9]+,[0-9][0-9] segundos$", last, 0, 0));
}

static void
test_help_is_translated (void)
{
  g_autoptr (FreshetTestCli) cli = new_in_spanish ();
  g_autoptr (FreshetTestOutcome) all = freshet_test_cli_run (cli, "help", NULL);
  g_autoptr (FreshetTestOutcome) get = freshet_test_cli_run (cli, "get", "--help", NULL);

  g_assert_null (strstr (all->out, "Download"));
  g_assert_nonnull (strstr (all->out, "Descargar"));
  g_assert_null (strstr (get->out, "Save"));
  g_assert_nonnull (strstr (get->out, "Guardar"));
}

static void
test_numbers_of_a_report_are_the_same_everywhere (void)
{
  g_autoptr (FreshetTestCli) cli = new_in_spanish ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a?size=1000&delay=100ms");
  g_autofree char *path = freshet_test_cli_path (cli, "report.json");
  g_autofree char *json = NULL;
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, "-r", path, uri, NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_assert_true (g_regex_match_simple ("\"elapsed_s\" *: *[0-9]+\\.[0-9]+[,\\n]", json, 0, 0));
}

static void
test_names_are_whole_in_the_c_locale (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a%C3%B1o.bin?size=1000");
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  g_subprocess_launcher_setenv (cli->launcher, "LC_ALL", "C", TRUE);
  outcome = freshet_test_cli_run (cli, "get", "-d", cli->directory, uri, NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (freshet_test_has_line (outcome->out, "Downloaded año.bin"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-language/spanish-in-the-words-of-the-lesson",
                   test_spanish_in_the_words_of_the_lesson);
  g_test_add_func ("/cli-language/help-is-translated", test_help_is_translated);
  g_test_add_func ("/cli-language/numbers-of-a-report-are-the-same-everywhere",
                   test_numbers_of_a_report_are_the_same_everywhere);
  g_test_add_func ("/cli-language/names-are-whole-in-the-c-locale",
                   test_names_are_whole_in_the_c_locale);

  return g_test_run ();
}
