/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-signals.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

#define EXIT_STATUS_INTERRUPTED 130

static FreshetSignalFunc signal_func;
static gpointer signal_data;
static int signal_pipe[2] = { -1, -1 };
static volatile sig_atomic_t n_signals;

static void
handle_signal (int signum)
{
  int saved_errno = errno;
  unsigned char byte = (unsigned char) signum;

  if (n_signals++ > 0)
    _exit (EXIT_STATUS_INTERRUPTED);

  /* One byte in an empty pipe is never short, and a failure could not be told to anyone. */
  if (write (signal_pipe[1], &byte, 1) < 0)
    _exit (EXIT_STATUS_INTERRUPTED);
  errno = saved_errno;
}

static gpointer
wait_for_signal (gpointer user_data)
{
  unsigned char byte;
  gssize n_read;

  do
    n_read = read (signal_pipe[0], &byte, 1);
  while (n_read < 0 && errno == EINTR);

  if (n_read == 1)
    signal_func (byte, signal_data);
  return NULL;
}

static void
install_handler (int signum)
{
  struct sigaction current;
  struct sigaction wanted = { .sa_handler = handle_signal, .sa_flags = SA_RESTART };

  /* What nohup or a shell's background job told us to ignore stays ignored. */
  if (sigaction (signum, NULL, &current) == 0 && current.sa_handler == SIG_IGN)
    return;

  sigemptyset (&wanted.sa_mask);
  sigaction (signum, &wanted, NULL);
}

/**
 * freshet_signals_watch:
 * @func: what to do, safe to call from any thread
 * @user_data: handed to @func, to stay alive until the program ends
 *
 * Ends the program well on `SIGINT` and `SIGTERM`, even while its main thread is inside of blocking
 * calls: @func runs in a thread that does nothing else. A second signal ends the program at once,
 * with status 130. A signal that was ignored when the program was started stays ignored.
 *
 * This stands on handlers, and not on blocking the signals for a thread in `sigwait ()`: a blocked
 * signal stays blocked over `exec ()`, and every program that this one opens a file with would then
 * be deaf to both; a handler is reset.
 *
 * To be called once, before there are other threads.
 */
void
freshet_signals_watch (FreshetSignalFunc func, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (func != NULL);
  g_return_if_fail (signal_func == NULL);

  if (!g_unix_open_pipe (signal_pipe, FD_CLOEXEC, &error))
    {
      g_warning ("Signals end the program without care: %s", error->message);
      return;
    }

  signal_func = func;
  signal_data = user_data;
  g_thread_unref (g_thread_new ("signals", wait_for_signal, NULL));
  install_handler (SIGINT);
  install_handler (SIGTERM);
}
