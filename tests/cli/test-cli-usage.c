/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

/* Each with what its message has to name. */
static const struct
{
  const char *arguments[6];
  const char *named;
} wrong[] = {
  { { NULL }, "Usage" },
  { { "fetch" }, "fetch" },
  { { "--no-such-option" }, "--no-such-option" },
  { { "get" }, "address" },
  { { "get", "--no-such-option" }, "--no-such-option" },
  { { "get", "-m", "fast", "http://h/" }, "fast" },
  { { "get", "-j", "0", "http://h/" }, "--jobs" },
  { { "get", "-j", "many", "http://h/" }, "many" },
  { { "get", "-s", "-1", "http://h/" }, "--segments" },
  { { "get", "-t", "-1", "http://h/" }, "--retries" },
  { { "get", "-l", "slow", "http://h/" }, "slow" },
  { { "get", "-c", "sha256", "http://h/" }, "sha256" },
  { { "get", "-c", "sha256:12", "http://h/" }, "64" },
  { { "get", "-c", "crc32:12345678", "http://h/" }, "crc32" },
  { { "get", "-H", "no colon", "http://h/" }, "no colon" },
  { { "get", "-H", "X: a\r\nY: b", "http://h/" }, "X: a" },
  { { "get", "-H", "X Y: a", "http://h/" }, "X Y" },
  { { "get", "-H", "Range: bytes=0-1", "http://h/" }, "range" },
  { { "get", "-i", "no-such-file" }, "no-such-file" },
  { { "get", "-i", "/" }, "/" },
  { { "get", "-i", "/dev/null" }, "address" },
  { { "get", "-d", "no-such-folder", "http://h/" }, "no-such-folder" },
  { { "get", "-o", "a/b", "http://h/" }, "a/b" },
  { { "get", "-o", "..", "http://h/" }, ".." },
  { { "get", "-o", "a", "http://h/1", "http://h/2" }, "--output" },
  { { "get", "-c", "md5:00000000000000000000000000000000", "http://h/1", "http://h/2" },
    "--checksum" },
  { { "get", "-r", "report.txt", "http://h/" }, "report.txt" },
  { { "get", "-r", "no-such-folder/report.json", "http://h/" }, "no-such-folder" },
  { { "get", "--ca-file=no-such-file", "http://h/" }, "no-such-file" },
  { { "compare", "--modes=async,fast" }, "fast" },
  { { "compare", "--modes=" }, "mode" },
  { { "compare", "file:///etc/passwd" }, "file:///etc/passwd" },
  { { "compare", "-r", "report.txt" }, "report.txt" },
  { { "serve", "--port=70000" }, "65535" },
  { { "serve", "--port=x" }, "x" },
  { { "serve", "now" }, "now" },
};

static void
test_what_is_wrong_is_named (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const *a = wrong[i].arguments;
      g_autoptr (FreshetTestOutcome) outcome
          = freshet_test_cli_run (cli, a[0], a[1], a[2], a[3], a[4], NULL);
      g_autofree char *line = g_strjoinv (" ", (char **) a);

      g_test_message ("freshet-cli %s: %s", line, outcome->err);
      g_assert_cmpint (outcome->status, ==, 2);
      g_assert_cmpstr (outcome->out, ==, "");
      g_assert_nonnull (strstr (outcome->err, wrong[i].named));
    }
}

static void
test_version (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (cli, "--version", NULL);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_cmpstr (outcome->out, ==, "freshet-cli " VERSION "\n");
  g_assert_cmpstr (outcome->err, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-usage/what-is-wrong-is-named", test_what_is_wrong_is_named);
  g_test_add_func ("/cli-usage/version", test_version);

  return g_test_run ();
}
