/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-signals.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define BOUND_S 20
#define NOT_ENDED 99

/* In a process of its own, since handlers are the whole process's. */
static int
run_child (void (*child) (void))
{
  pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      /* Whoever runs the tests in the background may ignore interrupts. */
      signal (SIGINT, SIG_DFL);
      alarm (BOUND_S);
      child ();
      _exit (NOT_ENDED);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
assert_exited (int status, int expected)
{
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, expected);
}

static void
freeze (void)
{
  while (TRUE)
    g_usleep (G_USEC_PER_SEC);
}

static void
exit_with_signum (int signum, gpointer user_data)
{
  _exit (GPOINTER_TO_INT (user_data) + signum);
}

static void
never_end (int signum, gpointer user_data)
{
  freeze ();
}

static gpointer
kill_itself (gpointer signum)
{
  kill (getpid (), GPOINTER_TO_INT (signum));
  return NULL;
}

static void
child_is_frozen_and_interrupted (void)
{
  freshet_signals_watch (exit_with_signum, GINT_TO_POINTER (10));
  g_thread_unref (g_thread_new ("kill", kill_itself, GINT_TO_POINTER (SIGINT)));
  freeze ();
}

static void
child_is_frozen_and_terminated (void)
{
  freshet_signals_watch (exit_with_signum, GINT_TO_POINTER (10));
  g_thread_unref (g_thread_new ("kill", kill_itself, GINT_TO_POINTER (SIGTERM)));
  freeze ();
}

static void
test_ends_a_frozen_main_thread (void)
{
  assert_exited (run_child (child_is_frozen_and_interrupted), 10 + SIGINT);
  assert_exited (run_child (child_is_frozen_and_terminated), 10 + SIGTERM);
}

static void
child_is_interrupted_twice (void)
{
  freshet_signals_watch (never_end, NULL);
  kill (getpid (), SIGINT);
  kill (getpid (), SIGINT);
  freeze ();
}

static void
test_second_signal_ends_at_once (void)
{
  assert_exited (run_child (child_is_interrupted_twice), 130);
}

static void
child_ignores_interrupts (void)
{
  signal (SIGINT, SIG_IGN);
  freshet_signals_watch (exit_with_signum, NULL);
  kill (getpid (), SIGINT);
  g_usleep (G_USEC_PER_SEC / 10);
}

static void
test_ignored_signal_stays_ignored (void)
{
  assert_exited (run_child (child_ignores_interrupts), NOT_ENDED);
}

static void
child_starts_a_program (void)
{
  int status;

  freshet_signals_watch (never_end, NULL);
  status = system ("kill -TERM $$");
  _exit (WIFSIGNALED (status) ? WTERMSIG (status) : 0);
}

static void
test_programs_that_are_started_hear_signals (void)
{
  assert_exited (run_child (child_starts_a_program), SIGTERM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/signals/ends-a-frozen-main-thread", test_ends_a_frozen_main_thread);
  g_test_add_func ("/signals/second-signal-ends-at-once", test_second_signal_ends_at_once);
  g_test_add_func ("/signals/ignored-signal-stays-ignored", test_ignored_signal_stays_ignored);
  g_test_add_func ("/signals/programs-that-are-started-hear-signals",
                   test_programs_that_are_started_hear_signals);

  return g_test_run ();
}
