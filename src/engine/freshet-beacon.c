/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-beacon.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

struct _FreshetBeacon
{
  FreshetPulse *pulse;
  int fd;
};

/* A reader that is gone must not end the program. The signal that would is blocked in the
 * heartbeat's thread alone, and not ignored by the whole program: that would be handed down to
 * whatever it starts. */
static void
block_sigpipe (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
}

/* A beat is far shorter than PIPE_BUF: it is written whole, or not at all. */
static void
beat_cb (gint64 now, gint64 silence, gpointer user_data)
{
  FreshetBeacon *beacon = user_data;
  FreshetBeat beat = { .now = now, .silence = silence };
  gssize n_written;

  block_sigpipe ();
  do
    n_written = write (beacon->fd, &beat, sizeof beat);
  while (n_written < 0 && errno == EINTR);
}

/**
 * freshet_beacon_new:
 * @pulse: what to tell of; it has one beacon at most, and no other beat function
 * @fd: (transfer full): the end of a pipe that is written to
 * @error: in `G_UNIX_ERROR`, when @fd cannot be made non-blocking
 *
 * Tells of each beat from now on. @fd should be closed on exec: for as long as any other process
 * holds it, the reader does not learn that this one has ended.
 *
 * Returns: (transfer full): a beacon; %NULL on error, and @fd is closed then too
 */
FreshetBeacon *
freshet_beacon_new (FreshetPulse *pulse, int fd, GError **error)
{
  FreshetBeacon *beacon;

  g_return_val_if_fail (FRESHET_IS_PULSE (pulse), NULL);
  g_return_val_if_fail (fd >= 0, NULL);

  if (!g_unix_set_fd_nonblocking (fd, TRUE, error))
    {
      g_close (fd, NULL);
      return NULL;
    }

  beacon = g_new0 (FreshetBeacon, 1);
  beacon->pulse = g_object_ref (pulse);
  beacon->fd = fd;
  freshet_pulse_set_beat_func (pulse, beat_cb, beacon, NULL);
  return beacon;
}

/**
 * freshet_beacon_free:
 * @beacon: (transfer full): a beacon
 *
 * Closes the pipe, by which the reader sees that there is nothing more to come.
 */
void
freshet_beacon_free (FreshetBeacon *beacon)
{
  freshet_pulse_set_beat_func (beacon->pulse, NULL, NULL, NULL);
  g_close (beacon->fd, NULL);
  g_object_unref (beacon->pulse);
  g_free (beacon);
}

/**
 * freshet_beacon_receive:
 * @fd: the end of a beacon's pipe that is read from
 * @beats: (out caller-allocates) (array length=n_beats): where to put what has come
 * @n_beats: how many there is room for
 * @error: in `G_IO_ERROR`; %G_IO_ERROR_WOULD_BLOCK when @fd is non-blocking and nothing has come
 *
 * Returns: how many beats have come; 0 when the other end has been closed, -1 on error
 */
gssize
freshet_beacon_receive (int fd, FreshetBeat *beats, gsize n_beats, GError **error)
{
  gssize n_read;

  g_return_val_if_fail (fd >= 0, -1);
  g_return_val_if_fail (beats != NULL && n_beats > 0, -1);

  do
    n_read = read (fd, beats, n_beats * sizeof *beats);
  while (n_read < 0 && errno == EINTR);

  if (n_read < 0)
    {
      int saved_errno = errno;

      g_set_error_literal (error,
                           G_IO_ERROR,
                           g_io_error_from_errno (saved_errno),
                           g_strerror (saved_errno));
      return -1;
    }
  if (n_read % (gssize) sizeof *beats != 0)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_DATA,
                           "This is not the pipe of a beacon");
      return -1;
    }
  return n_read / (gssize) sizeof *beats;
}
