/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BOUND_S 30

#define SIZE 2000000
#define SLOW_FILE "/file/a.bin?size=2000000&seed=5&rate=1000K"
#define ENOUGH 200000

static void
assert_resumes (FreshetTestCli *cli, const char *uri)
{
  g_autoptr (FreshetTestOutcome) outcome
      = freshet_test_cli_run (cli, "get", "-d", cli->directory, "-r", "report.json", uri, NULL);
  g_autoptr (JsonNode) root = freshet_test_read_json (cli, "report.json");

  g_assert_cmpint (outcome->status, ==, 0);
  freshet_test_assert_body (cli, "a.bin", 5, SIZE);
  g_assert_cmpint (json_object_get_int_member (freshet_test_get_download (root, 0), "resumed_from"),
                   >,
                   0);
}

static void
assert_interrupted_run_resumes (const char *mode, int signum)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, SLOW_FILE);
  g_autoptr (GSubprocess) process
      = freshet_test_cli_start (cli, "get", "-d", cli->directory, "-m", mode, uri, NULL);
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  freshet_test_wait_for_size (cli, "a.bin.part", ENOUGH);
  g_subprocess_send_signal (process, signum);
  outcome = freshet_test_cli_wait (process, NULL);

  g_assert_cmpint (outcome->status, ==, 130);
  g_assert_null (strstr (outcome->out, "Downloaded"));
  g_assert_nonnull (strstr (outcome->err, "Interrupted"));
  freshet_test_assert_absent (cli, "a.bin");
  freshet_test_wait_for_size (cli, "a.bin.part", ENOUGH);
  assert_resumes (cli, uri);
}

static void
test_sigint_keeps_the_part (gconstpointer mode)
{
  assert_interrupted_run_resumes (mode, SIGINT);
}

static void
test_sigterm_keeps_the_part (gconstpointer mode)
{
  assert_interrupted_run_resumes (mode, SIGTERM);
}

static void
wait_until_read (int pipe)
{
  gint64 end = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;
  int n_unread = 1;

  while (n_unread > 0)
    {
      g_assert_cmpint (ioctl (pipe, FIONREAD, &n_unread), ==, 0);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (G_USEC_PER_SEC / 100);
    }
}

static void
test_interrupt_while_reading_standard_input (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_subprocess_launcher_set_flags (cli->launcher,
                                   G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_take_stdin_fd (cli->launcher, ends[0]);
  process = freshet_test_cli_start (cli, "get", "-d", cli->directory, "-i", "-", NULL);

  /* What is written is read once the program waits for more. */
  g_assert_cmpint (write (ends[1], "# none yet\n", 11), ==, 11);
  wait_until_read (ends[1]);
  g_subprocess_send_signal (process, SIGINT);
  outcome = freshet_test_cli_wait (process, NULL);
  close (ends[1]);

  g_assert_cmpint (outcome->status, ==, 130);
}

static void
wait_for_a_request (FreshetTestCli *cli)
{
  gint64 end = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;

  while (freshet_demo_server_get_n_requests (cli->server) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (G_USEC_PER_SEC / 100);
    }
}

static void
test_interrupt_ends_a_comparison (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, SLOW_FILE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autoptr (GDir) scratch = NULL;

  g_subprocess_launcher_setenv (cli->launcher, "TMPDIR", cli->directory, TRUE);
  process = freshet_test_cli_start (cli, "compare", uri, NULL);
  wait_for_a_request (cli);
  g_subprocess_send_signal (process, SIGINT);
  outcome = freshet_test_cli_wait (process, NULL);

  g_assert_cmpint (outcome->status, ==, 130);
  g_assert_cmpstr (outcome->out, ==, "");
  scratch = g_dir_open (cli->directory, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (scratch), ==, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/cli-interrupt/async-keeps-the-part", "async", test_sigint_keeps_the_part);
  g_test_add_data_func ("/cli-interrupt/blocking-keeps-the-part",
                        "blocking",
                        test_sigint_keeps_the_part);
  g_test_add_data_func ("/cli-interrupt/threads-keeps-the-part",
                        "threads",
                        test_sigint_keeps_the_part);
  g_test_add_data_func ("/cli-interrupt/sigterm-keeps-the-part",
                        "blocking",
                        test_sigterm_keeps_the_part);
  g_test_add_func ("/cli-interrupt/while-reading-standard-input",
                   test_interrupt_while_reading_standard_input);
  g_test_add_func ("/cli-interrupt/ends-a-comparison", test_interrupt_ends_a_comparison);

  return g_test_run ();
}
