/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-text.h"
#include "freshet-test-cli.h"

#define COLUMNS 80

static const char *const commands[] = { "get", "compare", "serve" };

static char *
read_help (FreshetTestCli *cli, const char *first, const char *second)
{
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (cli, first, second, NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_cmpstr (outcome->err, ==, "");
  return g_steal_pointer (&outcome->out);
}

static void
assert_fits (const char *help)
{
  g_auto (GStrv) lines = g_strsplit (help, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (freshet_cli_text_width (lines[i]), <=, COLUMNS);
}

static void
test_fits_a_terminal (void)
{
  const char *const locales[] = {
    "C.UTF-8", "de_DE.UTF-8", "es_ES.UTF-8", "fr_FR.UTF-8", "pt_BR.UTF-8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
      g_autofree char *all = NULL;

      g_subprocess_launcher_setenv (cli->launcher, "LC_ALL", locales[i], TRUE);
      all = read_help (cli, "help", NULL);
      assert_fits (all);
      for (guint c = 0; c < G_N_ELEMENTS (commands); c++)
        {
          g_autofree char *help = read_help (cli, commands[c], "--help");

          assert_fits (help);
        }
    }
}

static void
test_is_the_same_whichever_way_it_is_asked_for (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *word = read_help (cli, "help", NULL);
  g_autofree char *option = read_help (cli, "--help", NULL);

  g_assert_cmpstr (word, ==, option);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *before = read_help (cli, "help", commands[i]);
      g_autofree char *behind = read_help (cli, commands[i], "--help");

      g_assert_nonnull (strstr (word, commands[i]));
      g_assert_cmpstr (before, ==, behind);
    }
}

static char *
read_source (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Each option that the help of a command has, with @prefix before its name, is in a file. */
static void
assert_names_every_option (const char *name, const char *prefix)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *text = read_source (name);
  g_autoptr (GRegex) regex = g_regex_new ("^  (?:-., )?--([a-z-]+)", G_REGEX_MULTILINE, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *help = read_help (cli, commands[i], "--help");
      g_autoptr (GMatchInfo) match = NULL;

      g_assert_true (g_regex_match (regex, help, 0, &match));
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *option = g_match_info_fetch (match, 1);
          g_autofree char *wanted = g_strconcat (prefix, option, NULL);

          if (strcmp (option, "help") == 0)
            continue;
          g_test_message ("%s: %s %s", name, commands[i], option);
          g_assert_nonnull (strstr (text, wanted));
        }
    }
}

static void
test_manual_names_every_option (void)
{
  assert_names_every_option ("man/freshet-cli.1", " -");
}

static void
test_completions_name_every_option (void)
{
  assert_names_every_option ("completions/freshet-cli.bash", "--");
  assert_names_every_option ("completions/_freshet-cli", "--");
  assert_names_every_option ("completions/freshet-cli.fish", "-l ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-help/fits-a-terminal", test_fits_a_terminal);
  g_test_add_func ("/cli-help/is-the-same-whichever-way-it-is-asked-for",
                   test_is_the_same_whichever_way_it_is_asked_for);
  g_test_add_func ("/cli-help/manual-names-every-option", test_manual_names_every_option);
  g_test_add_func ("/cli-help/completions-name-every-option", test_completions_name_every_option);

  return g_test_run ();
}
