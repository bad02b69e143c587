/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include "freshet-body.h"

static guint
get_peak (const char *option, const char *value)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *a = freshet_test_cli_uri (cli, "/file/a?size=4M&delay=200ms");
  g_autofree char *b = freshet_test_cli_uri (cli, "/file/b?size=4M&delay=200ms");
  g_autofree char *c = freshet_test_cli_uri (cli, "/file/c?size=4M&delay=200ms");
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, option, value, a, b, c, NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  return freshet_demo_server_get_peak_connections (cli->server);
}

static void
test_output_names_the_file (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_get (cli, "/file/a?size=1000&seed=3", "-o", "año nuevo.bin");

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (freshet_test_has_line (outcome->out, "Downloaded año nuevo.bin"));
  freshet_test_assert_body (cli, "año nuevo.bin", 3, 1000);
  freshet_test_assert_absent (cli, "a");
}

static void
test_overwrite_replaces (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  freshet_test_write_file (cli, "a.bin", "mine");
  outcome = freshet_test_cli_get (cli, "/file/a.bin?size=1000&seed=3", "--overwrite", NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  freshet_test_assert_body (cli, "a.bin", 3, 1000);
  freshet_test_assert_absent (cli, "a (1).bin");
}

/* A file without a validator breaks off; what is said when it is asked for again, with @option. */
static char *
get_again (const char *option)
{
  static const char path[]
      = "/file/a.bin?size=300K&seed=3&etag=none&last-modified=no&drop=100K&drop-times=1";
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) first = freshet_test_cli_get (cli, path, "-t", "0");
  g_autoptr (FreshetTestOutcome) second = freshet_test_cli_get (cli, path, option, NULL);

  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpint (second->status, ==, 0);
  freshet_test_assert_body (cli, "a.bin", 3, 300 * 1024);
  return g_strdup (second->err);
}

static void
test_what_begins_anew_is_said (void)
{
  g_autofree char *said = get_again (NULL);
  g_autofree char *quiet = get_again ("-q");
  g_autofree char *trusted = get_again ("--trust-length");

  g_assert_cmpstr (said, ==, "a.bin begins anew: the server cannot go on with it\n");
  g_assert_cmpstr (quiet, ==, "");
  g_assert_cmpstr (trusted, ==, "");
}

static void
test_checksum_is_checked (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *digest = freshet_body_digest (3, 1000, G_CHECKSUM_SHA256);
  g_autofree char *right = g_strconcat ("sha256:", digest, NULL);
  g_autofree char *wrong = g_strnfill (64, '0');
  g_autofree char *wrong_checksum = g_strconcat ("sha256:", wrong, NULL);
  g_autoptr (FreshetTestOutcome) good
      = freshet_test_cli_get (cli, "/file/good?size=1000&seed=3", "-c", right);
  g_autoptr (FreshetTestOutcome) bad
      = freshet_test_cli_get (cli, "/file/bad?size=1000&seed=3", "-c", wrong_checksum);

  g_assert_cmpint (good->status, ==, 0);
  freshet_test_assert_body (cli, "good", 3, 1000);
  g_assert_cmpint (bad->status, ==, 1);
  g_assert_true (g_str_has_prefix (bad->out, "Failed bad: "));
  freshet_test_assert_absent (cli, "bad");
}

static void
test_jobs_are_limited (void)
{
  g_assert_cmpuint (get_peak ("-j", "1"), ==, 1);
  g_assert_cmpuint (get_peak ("-j", "2"), ==, 2);
  g_assert_cmpuint (get_peak ("-j", "3"), ==, 3);
}

static void
test_segments_are_fetched_at_once (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_get (cli, "/file/a?size=4M&rate=1M&seed=3", "-s", "3");

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (cli->server), ==, 3);
  freshet_test_assert_body (cli, "a", 3, 4 * 1024 * 1024);
}

static void
test_rate_is_limited (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_get (cli, "/file/a?size=600K", "-l", "300K");

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, G_USEC_PER_SEC);
}

static void
test_retries_are_counted (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_get (cli, "/file/a?size=1000&status=503&times=100", "--retries=0", NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_cmpuint (freshet_demo_server_get_n_requests (cli->server), ==, 1);
}

static void
test_headers_are_sent (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) without
      = freshet_test_cli_get (cli, "/file/a?size=1000&auth=ana:secreto", NULL, NULL);
  g_autoptr (FreshetTestOutcome) with = freshet_test_cli_get (
      cli, "/file/a?size=1000&auth=ana:secreto", "-H", "Authorization: Basic YW5hOnNlY3JldG8=");

  g_assert_cmpint (without->status, ==, 1);
  g_assert_cmpint (with->status, ==, 0);
  freshet_test_assert_body (cli, "a", 0, 1000);
}

static void
test_quiet_says_only_what_failed (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) good
      = freshet_test_cli_get (cli, "/file/good?size=1000", "--quiet", NULL);
  g_autoptr (FreshetTestOutcome) bad
      = freshet_test_cli_get (cli, "/file/bad?status=404", "--quiet", NULL);

  g_assert_cmpint (good->status, ==, 0);
  g_assert_cmpstr (good->out, ==, "");
  g_assert_cmpstr (good->err, ==, "");
  g_assert_cmpint (bad->status, ==, 1);
  g_assert_cmpstr (bad->out, ==, "");
  g_assert_true (g_str_has_prefix (bad->err, "Failed bad: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-options/output-names-the-file", test_output_names_the_file);
  g_test_add_func ("/cli-options/overwrite-replaces", test_overwrite_replaces);
  g_test_add_func ("/cli-options/what-begins-anew-is-said", test_what_begins_anew_is_said);
  g_test_add_func ("/cli-options/checksum-is-checked", test_checksum_is_checked);
  g_test_add_func ("/cli-options/jobs-are-limited", test_jobs_are_limited);
  g_test_add_func ("/cli-options/segments-are-fetched-at-once", test_segments_are_fetched_at_once);
  g_test_add_func ("/cli-options/rate-is-limited", test_rate_is_limited);
  g_test_add_func ("/cli-options/retries-are-counted", test_retries_are_counted);
  g_test_add_func ("/cli-options/headers-are-sent", test_headers_are_sent);
  g_test_add_func ("/cli-options/quiet-says-only-what-failed", test_quiet_says_only_what_failed);

  return g_test_run ();
}
