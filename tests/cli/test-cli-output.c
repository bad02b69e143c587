/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SLOW_FILE "/file/slow.bin?size=600000&rate=1000K&seed=1"
#define COLUMNS 60

/* Gives standard error of the programs to a terminal, and returns its other end. */
static int
open_terminal (FreshetTestCli *cli)
{
  const struct winsize size = { .ws_col = COLUMNS, .ws_row = 10 };
  int master = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  int slave;

  g_assert_cmpint (master, >=, 0);
  g_assert_cmpint (grantpt (master), ==, 0);
  g_assert_cmpint (unlockpt (master), ==, 0);
  slave = open (ptsname (master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (slave, >=, 0);
  g_assert_cmpint (ioctl (slave, TIOCSWINSZ, &size), ==, 0);

  g_subprocess_launcher_set_flags (cli->launcher,
                                   G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_take_stderr_fd (cli->launcher, slave);
  return master;
}

static char *
read_terminal (int master)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n_read;

  g_assert_cmpint (fcntl (master, F_SETFL, O_NONBLOCK), ==, 0);
  while ((n_read = read (master, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n_read);
  close (master);
  return g_string_free (text, FALSE);
}

static void
assert_progress (const char *term, gboolean expected)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, SLOW_FILE);
  int master = open_terminal (cli);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autofree char *terminal = NULL;

  g_subprocess_launcher_setenv (cli->launcher, "TERM", term, TRUE);
  process = freshet_test_cli_start (cli, "get", "-d", cli->directory, uri, NULL);
  outcome = freshet_test_cli_wait (process, NULL);
  terminal = read_terminal (master);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_true (g_str_has_prefix (outcome->out, "Downloaded slow.bin\n"));
  if (!expected)
    {
      g_assert_cmpstr (terminal, ==, "");
      return;
    }
  g_assert_nonnull (strstr (terminal, "slow.bin"));
  g_assert_nonnull (strstr (terminal, "0 of 1 file"));
  g_assert_nonnull (strstr (terminal, " %"));
  /* What is drawn is cleared at the end. */
  g_assert_true (g_str_has_suffix (terminal, "\033[J"));
  g_assert_false (g_str_has_suffix (terminal, " left\033[K\033[J"));
}

static void
test_progress_is_drawn_on_a_terminal (void)
{
  assert_progress ("xterm", TRUE);
}

static void
test_blocking_progress_moves_from_state_to_state (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *first = freshet_test_cli_uri (cli, "/file/a?size=1000");
  g_autofree char *second = freshet_test_cli_uri (cli, "/file/b?size=1000&delay=1s");
  int master = open_terminal (cli);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autofree char *terminal = NULL;

  g_subprocess_launcher_setenv (cli->launcher, "TERM", "xterm", TRUE);
  process = freshet_test_cli_start (
      cli, "get", "-d", cli->directory, "-m", "blocking", first, second, NULL);
  outcome = freshet_test_cli_wait (process, NULL);
  terminal = read_terminal (master);

  g_assert_cmpint (outcome->status, ==, 0);
  g_assert_nonnull (strstr (terminal, "0 of 2 files"));
  g_assert_nonnull (strstr (terminal, "1 of 2 files"));
}

static void
test_progress_stays_below_the_lines (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *quick = freshet_test_cli_uri (cli, "/file/quick.bin?size=1000");
  g_autofree char *slow = freshet_test_cli_uri (cli, SLOW_FILE);
  int master = open_terminal (cli);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autofree char *terminal = NULL;

  g_subprocess_launcher_setenv (cli->launcher, "TERM", "xterm", TRUE);
  process = freshet_test_cli_start (cli, "get", "-d", cli->directory, quick, slow, NULL);
  outcome = freshet_test_cli_wait (process, NULL);
  terminal = read_terminal (master);

  g_assert_cmpint (outcome->status, ==, 0);
  /* Cleared for a line, and drawn again from where the cursor then was. */
  g_assert_true (g_regex_match_simple ("\\033\\[J[^\\r\\033]*(slow|of 2 files)", terminal, 0, 0));
}

static void
test_no_progress_on_a_dumb_terminal (void)
{
  assert_progress ("dumb", FALSE);
}

static void
test_lines_are_said_at_once (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *quick = freshet_test_cli_uri (cli, "/file/quick.bin?size=1000");
  g_autofree char *slow = freshet_test_cli_uri (cli, "/file/slow.bin?size=1000&delay=3s");
  g_autoptr (GSubprocess) process
      = freshet_test_cli_start (cli, "get", "-d", cli->directory, quick, slow, NULL);
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  char line[64] = { 0 };
  g_autofree char *file = freshet_test_cli_path (cli, "slow.bin");

  g_assert_cmpint (g_input_stream_read (
                       g_subprocess_get_stdout_pipe (process), line, sizeof line - 1, NULL, NULL),
                   >,
                   0);
  g_assert_cmpstr (line, ==, "Downloaded quick.bin\n");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));

  outcome = freshet_test_cli_wait (process, NULL);
  g_assert_cmpint (outcome->status, ==, 0);
}

static void
give_output_to_nobody (FreshetTestCli *cli)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  close (ends[0]);
  g_subprocess_launcher_set_flags (cli->launcher,
                                   G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_take_stdout_fd (cli->launcher, ends[1]);
}

static void
test_reader_that_is_gone_ends_it_quietly (gconstpointer mode)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *quick = freshet_test_cli_uri (cli, "/file/quick.bin?size=1000");
  g_autofree char *slow = freshet_test_cli_uri (cli, "/file/slow.bin?size=60000000&rate=1000K");
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  give_output_to_nobody (cli);
  outcome = freshet_test_cli_run (
      cli, "get", "-d", cli->directory, "-m", mode, "-j", "1", quick, slow, NULL);

  g_assert_cmpint (outcome->status, ==, 130);
  g_assert_cmpstr (outcome->err, ==, "");
  freshet_test_assert_absent (cli, "slow.bin");
}

static void
test_reader_that_never_was_ends_it_quietly (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *slow = freshet_test_cli_uri (cli, "/file/slow.bin?size=60000000&rate=1000K");
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  give_output_to_nobody (cli);
  outcome = freshet_test_cli_run (cli, "get", "-d", cli->directory, "ftp://h/a", slow, NULL);

  g_assert_cmpint (outcome->status, ==, 130);
  g_assert_cmpstr (outcome->err, ==, "");
}

static void
test_output_that_cannot_be_written_is_told (void)
{
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();
  g_autofree char *uri = freshet_test_cli_uri (cli, "/file/a.bin?size=1000");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  g_subprocess_launcher_set_flags (cli->launcher,
                                   G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_set_stdout_file_path (cli->launcher, "/dev/full");
  process = freshet_test_cli_start (cli, "get", "-d", cli->directory, uri, NULL);
  outcome = freshet_test_cli_wait (process, NULL);

  g_assert_cmpint (outcome->status, ==, 1);
  g_assert_nonnull (strstr (outcome->err, "output"));
  freshet_test_assert_body (cli, "a.bin", 0, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli-output/progress-is-drawn-on-a-terminal",
                   test_progress_is_drawn_on_a_terminal);
  g_test_add_func ("/cli-output/blocking-progress-moves-from-state-to-state",
                   test_blocking_progress_moves_from_state_to_state);
  g_test_add_func ("/cli-output/progress-stays-below-the-lines",
                   test_progress_stays_below_the_lines);
  g_test_add_func ("/cli-output/no-progress-on-a-dumb-terminal",
                   test_no_progress_on_a_dumb_terminal);
  g_test_add_func ("/cli-output/lines-are-said-at-once", test_lines_are_said_at_once);
  g_test_add_data_func ("/cli-output/reader-that-is-gone-ends-async-quietly",
                        "async",
                        test_reader_that_is_gone_ends_it_quietly);
  g_test_add_data_func ("/cli-output/reader-that-is-gone-ends-threads-quietly",
                        "threads",
                        test_reader_that_is_gone_ends_it_quietly);
  g_test_add_data_func ("/cli-output/reader-that-is-gone-ends-blocking-quietly",
                        "blocking",
                        test_reader_that_is_gone_ends_it_quietly);
  g_test_add_func ("/cli-output/reader-that-never-was-ends-it-quietly",
                   test_reader_that_never_was_ends_it_quietly);
  g_test_add_func ("/cli-output/output-that-cannot-be-written-is-told",
                   test_output_that_cannot_be_written_is_told);

  return g_test_run ();
}
