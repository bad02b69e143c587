/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define N_FILES 6
#define SIZE 100000

static void
test_mode_downloads_every_file (gconstpointer mode)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autofree char *last = NULL;

  g_ptr_array_add (arguments, g_strdup (g_getenv ("FRESHET_CLI")));
  g_ptr_array_add (arguments, g_strdup ("get"));
  g_ptr_array_add (arguments, g_strconcat ("--mode=", mode, NULL));
  g_ptr_array_add (arguments, g_strconcat ("--directory=", cli->directory, NULL));
  for (int i = 1; i <= N_FILES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/file/file%d?size=%d&seed=%d", i, SIZE, i);

      g_ptr_array_add (arguments, freshet_test_cli_uri (cli, path));
    }
  g_ptr_array_add (arguments, NULL);
  process = freshet_test_cli_start_argv (cli, (const char *const *) arguments->pdata);
  outcome = freshet_test_cli_wait (process, NULL);

  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
  for (int i = 1; i <= N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("file%d", i);
      g_autofree char *line = g_strdup_printf ("Downloaded %s", name);

      g_assert_true (freshet_test_has_line (outcome->out, line));
      freshet_test_assert_body (cli, name, i, SIZE);
    }
  last = freshet_test_get_last_line (outcome->out);
  g_assert_true (g_regex_match_simple ("^Total download time: [0-9]+\\.[0-9][0-9] s$", last, 0, 0));
}

static void
test_downloads_land_in_the_users_folder (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a?size=1000");
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *folder = g_build_filename (cli->home, "Descargas", NULL);
  g_autofree char *file = g_build_filename (folder, "a", NULL);
  g_autofree char *fallback = g_build_filename (cli->home, "Downloads", "a", NULL);
  g_autoptr (FreshetTestOutcome) without = freshet_test_cli_run (cli, "get", uri, NULL);
  g_autoptr (FreshetTestOutcome) with = NULL;

  g_assert_cmpint (without->status, ==, 0);
  g_assert_true (g_file_test (fallback, G_FILE_TEST_IS_REGULAR));

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0755), ==, 0);
  g_assert_true (g_file_set_contents (config, "XDG_DOWNLOAD_DIR=\"$HOME/Descargas\"\n", -1, NULL));
  with = freshet_test_cli_run (cli, "get", uri, NULL);
  g_assert_cmpint (with->status, ==, 0);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

static void
test_taken_name_is_numbered (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  freshet_test_write_file (cli, "a.bin", "mine");
  outcome = freshet_test_cli_get (cli, "/file/a.bin?size=1000&seed=3", NULL, NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (freshet_test_has_line (outcome->out, "Downloaded a (1).bin"));
  freshet_test_assert_body (cli, "a (1).bin", 3, 1000);
}

static void
test_http_error_fails (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_get (cli, "/file/gone?status=404", NULL, NULL);
  g_autofree char *last = freshet_test_get_last_line (outcome->out);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_true (g_str_has_prefix (outcome->out, "Failed gone: "));
  g_assert_nonnull (strstr (outcome->out, "404"));
  g_assert_true (g_str_has_prefix (last, "Total download time: "));
  g_assert_cmpstr (outcome->err, ==, "");
  freshet_test_assert_absent (cli, "gone");
}

static void
test_failures_do_not_stop_the_others (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *gone = freshet_test_cli_uri (cli, "/file/gone?status=404");
  g_autofree char *good = freshet_test_cli_uri (cli, "/file/good?size=1000");
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (
      cli, "get", "-d", cli->directory, "file:///etc/passwd", gone, good, NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_nonnull (strstr (outcome->out, "Failed file:///etc/passwd: "));
  g_assert_nonnull (strstr (outcome->out, "Failed gone: "));
  g_assert_true (freshet_test_has_line (outcome->out, "Downloaded good"));
  freshet_test_assert_body (cli, "good", 0, 1000);
}

static void
test_nothing_but_bad_addresses_fails (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, "ftp://h/a", NULL);
  g_autofree char *last = freshet_test_get_last_line (outcome->out);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_true (g_str_has_prefix (outcome->out, "Failed ftp://h/a: "));
  g_assert_cmpstr (last, ==, "Total download time: 0.00 s");
}

static void
test_input_file_has_one_address_a_line (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *text = g_strdup_printf ("\xef\xbb\xbf# a list\n"
                                           "\n"
                                           "%s/file/a?size=1000\r\n"
                                           "   # not one: http://h/\n"
                                           "  %s/file/b?size=1000  ",
                                           freshet_demo_server_get_base_uri (cli->server),
                                           freshet_demo_server_get_base_uri (cli->server));
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  freshet_test_write_file (cli, "list.txt", text);
  outcome = freshet_test_cli_run (cli, "get", "-d", cli->directory, "-i", "list.txt", NULL);

  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (freshet_test_has_line (outcome->out, "Downloaded a"));
  g_assert_true (freshet_test_has_line (outcome->out, "Downloaded b"));
  g_assert_cmpuint (freshet_demo_server_get_n_requests (cli->server), ==, 2);
}

static void
test_input_file_that_is_no_text_is_refused (void)
{
  const char contents[] = "http://h/a\0b\n";
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *path = freshet_test_cli_path (cli, "list.bin");
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  g_assert_true (g_file_set_contents (path, contents, sizeof contents - 1, NULL));
  outcome = freshet_test_cli_run (cli, "get", "-d", cli->directory, "-i", "list.bin", NULL);

  g_assert_cmpint (outcome->status, ==, 2);
  g_assert_nonnull (strstr (outcome->err, "list.bin"));
}

static void
test_standard_input_is_an_input_file (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a?size=1000\n");
  g_autoptr (GSubprocess) process
      = freshet_test_cli_start (cli, "get", "-d", cli->directory, "-i", "-", NULL);
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_wait (process, uri);

  g_assert_cmpint (outcome->status, ==, 0);
  freshet_test_assert_body (cli, "a", 0, 1000);
}

static void
test_hostile_names_are_harmless (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *outside = g_build_filename (cli->home, "evil", NULL);
  g_autoptr (FreshetTestOutcome) path = freshet_test_cli_get (
      cli, "/file/a?size=1000&name=attachment%3B%20filename%3D%22..%2Fevil%22", NULL, NULL);
  g_autoptr (FreshetTestOutcome) escape = freshet_test_cli_get (
      cli,
      "/file/"
      "b?size=1000&name=attachment%3B%20filename*%3DUTF-8''%251B%255B2Jx%250Ay%25E2%2580%25AEz",
      NULL,
      NULL);

  g_assert_cmpint (path->status, ==, 0);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (escape->status, ==, 0);
  g_assert_null (strchr (escape->out, '\033'));
  g_assert_null (strstr (escape->out, "\u202e"));
  g_assert_true (g_str_has_prefix (escape->out, "Downloaded "));
  g_assert_true (g_str_has_prefix (strchr (escape->out, '\n') + 1, "Total download time: "));
}

static void
test_hostile_addresses_stay_on_their_line (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (
      cli, "get", "-d", cli->directory, "http://h/\033[2J\nDownloaded b", NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_null (strchr (outcome->out, '\033'));
  g_assert_false (g_str_has_prefix (strchr (outcome->out, '\n') + 1, "Downloaded b"));
}

/* A library that is loaded while those that it needs come to their end has them begin once more. */
static void
test_it_does_not_end_while_libraries_are_loaded (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *loaded = g_build_filename (cli->home, "loaded", NULL);
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  g_subprocess_launcher_setenv (cli->launcher,
                                "GIO_EXTRA_MODULES",
                                g_getenv ("FRESHET_TEST_MODULES"),
                                TRUE);
  g_subprocess_launcher_setenv (cli->launcher, "FRESHET_TEST_LOADED", loaded, TRUE);
  outcome = freshet_test_cli_run (cli, "get", "-d", cli->directory, "ftp://127.0.0.1/a", NULL);
  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_true (g_file_test (loaded, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/cli-get/async-downloads-every-file",
                        "async",
                        test_mode_downloads_every_file);
  g_test_add_data_func ("/cli-get/threads-downloads-every-file",
                        "threads",
                        test_mode_downloads_every_file);
  g_test_add_data_func ("/cli-get/blocking-downloads-every-file",
                        "blocking",
                        test_mode_downloads_every_file);
  g_test_add_data_func ("/cli-get/naive-downloads-every-file",
                        "naive",
                        test_mode_downloads_every_file);
  g_test_add_func ("/cli-get/downloads-land-in-the-users-folder",
                   test_downloads_land_in_the_users_folder);
  g_test_add_func ("/cli-get/taken-name-is-numbered", test_taken_name_is_numbered);
  g_test_add_func ("/cli-get/http-error-fails", test_http_error_fails);
  g_test_add_func ("/cli-get/failures-do-not-stop-the-others",
                   test_failures_do_not_stop_the_others);
  g_test_add_func ("/cli-get/nothing-but-bad-addresses-fails",
                   test_nothing_but_bad_addresses_fails);
  g_test_add_func ("/cli-get/input-file-has-one-address-a-line",
                   test_input_file_has_one_address_a_line);
  g_test_add_func ("/cli-get/input-file-that-is-no-text-is-refused",
                   test_input_file_that_is_no_text_is_refused);
  g_test_add_func ("/cli-get/standard-input-is-an-input-file",
                   test_standard_input_is_an_input_file);
  g_test_add_func ("/cli-get/it-does-not-end-while-libraries-are-loaded",
                   test_it_does_not_end_while_libraries_are_loaded);
  g_test_add_func ("/cli-get/hostile-names-are-harmless", test_hostile_names_are_harmless);
  g_test_add_func ("/cli-get/hostile-addresses-stay-on-their-line",
                   test_hostile_addresses_stay_on_their_line);

  return g_test_run ();
}
