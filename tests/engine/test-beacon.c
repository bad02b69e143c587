/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-beacon.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MS G_TIME_SPAN_MILLISECOND
#define BOUND_S 20
#define INTERVAL 5
#define FREEZE_MS 300

typedef struct
{
  GMainContext *context;
  FreshetPulse *pulse;
  FreshetBeacon *beacon;
  int read_fd;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, &error));
  g_assert_no_error (error);
  fixture->read_fd = fds[0];
  fixture->context = g_main_context_new ();
  fixture->pulse = freshet_pulse_new (fixture->context);
  fixture->beacon = freshet_beacon_new (fixture->pulse, fds[1], &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->beacon, freshet_beacon_free);
  g_assert_finalize_object (fixture->pulse);
  g_main_context_unref (fixture->context);
  if (fixture->read_fd >= 0)
    g_close (fixture->read_fd, NULL);
}

/* What comes at all has come long before: a read that waits for longer ends the test. */
static void
wait_for_beat (Fixture *fixture, FreshetBeat *beat)
{
  g_autoptr (GError) error = NULL;
  GPollFD poll_fd = { .fd = fixture->read_fd, .events = G_IO_IN };

  g_assert_cmpint (g_poll (&poll_fd, 1, BOUND_S * 1000), ==, 1);
  g_assert_cmpint (freshet_beacon_receive (fixture->read_fd, beat, 1, &error), ==, 1);
  g_assert_no_error (error);
}

static void
iterate_until (GMainContext *context, gint64 end)
{
  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (context, FALSE))
        ;
      g_usleep (1 * MS);
    }
}

static void
test_beats_come_with_their_time (Fixture *fixture, gconstpointer data)
{
  gint64 before = g_get_monotonic_time ();
  FreshetBeat first;
  FreshetBeat second;

  freshet_pulse_start (fixture->pulse, INTERVAL);
  wait_for_beat (fixture, &first);
  wait_for_beat (fixture, &second);

  g_assert_cmpint (first.now, >=, before);
  g_assert_cmpint (second.now, >, first.now);
  g_assert_cmpint (second.now, <=, g_get_monotonic_time ());
}

/* The context is not iterated here at all: what comes, comes from the heartbeat's thread. */
static void
test_silence_is_told_while_it_lasts (Fixture *fixture, gconstpointer data)
{
  FreshetBeat beat = { 0 };
  gint64 before = 0;

  freshet_pulse_start (fixture->pulse, INTERVAL);
  while (beat.silence < FREEZE_MS * MS)
    {
      before = beat.silence;
      wait_for_beat (fixture, &beat);
    }

  g_assert_cmpint (beat.silence, >, before);
}

static void
test_silence_ends_with_an_answer (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;
  FreshetBeat beat = { 0 };

  freshet_pulse_start (fixture->pulse, INTERVAL);
  while (beat.silence < FREEZE_MS * MS)
    wait_for_beat (fixture, &beat);
  while (beat.silence >= FREEZE_MS * MS)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      while (g_main_context_iteration (fixture->context, FALSE))
        ;
      wait_for_beat (fixture, &beat);
    }
}

static guint
count_unread (Fixture *fixture)
{
  int n_bytes;

  g_assert_cmpint (ioctl (fixture->read_fd, FIONREAD, &n_bytes), ==, 0);
  return (guint) n_bytes / sizeof (FreshetBeat);
}

/* Nobody reads here: the pipe is full before long. If the heartbeat waited for room in it, stopping
 * would wait for the heartbeat for ever. */
static void
test_full_pipe_holds_nobody_up (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;
  guint room = (guint) fcntl (fixture->read_fd, F_SETPIPE_SZ, 4096) / sizeof (FreshetBeat);
  FreshetBeat beat = { 0 };

  g_assert_cmpuint (room, >=, 4096 / sizeof beat);
  g_assert_cmpuint (room, <, 10000);
  freshet_pulse_start (fixture->pulse, 1);
  while (count_unread (fixture) < room)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      iterate_until (fixture->context, g_get_monotonic_time () + 10 * MS);
    }
  /* Some for which there is no room. */
  iterate_until (fixture->context, g_get_monotonic_time () + 50 * MS);
  freshet_pulse_stop (fixture->pulse);

  for (guint i = 0; i < room; i++)
    {
      gint64 last = beat.now;

      wait_for_beat (fixture, &beat);
      g_assert_cmpint (beat.now, >, last);
    }
}

static void
test_reader_that_left_is_survived (Fixture *fixture, gconstpointer data)
{
  /* What the program has not ignored is not ignored by the programs that it starts either. */
  signal (SIGPIPE, SIG_DFL);
  g_close (fixture->read_fd, NULL);
  fixture->read_fd = -1;

  freshet_pulse_start (fixture->pulse, 1);
  iterate_until (fixture->context, g_get_monotonic_time () + 50 * MS);
  freshet_pulse_stop (fixture->pulse);

  g_assert_true (signal (SIGPIPE, SIG_DFL) == SIG_DFL);
}

static void
test_end_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  FreshetBeat beats[16];

  freshet_pulse_start (fixture->pulse, INTERVAL);
  wait_for_beat (fixture, &beats[0]);
  freshet_pulse_stop (fixture->pulse);
  g_clear_pointer (&fixture->beacon, freshet_beacon_free);

  while (freshet_beacon_receive (fixture->read_fd, beats, G_N_ELEMENTS (beats), &error) > 0)
    ;
  g_assert_no_error (error);
  g_assert_cmpint (freshet_beacon_receive (fixture->read_fd, beats, G_N_ELEMENTS (beats), &error),
                   ==,
                   0);
}

static void
test_empty_pipe_would_block (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  FreshetBeat beat;

  g_unix_set_fd_nonblocking (fixture->read_fd, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (freshet_beacon_receive (fixture->read_fd, &beat, 1, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

static void
test_anything_else_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  FreshetBeat beats[4];
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, &error));
  g_assert_cmpint (write (fds[1], "garbage", 7), ==, 7);
  g_assert_cmpint (freshet_beacon_receive (fds[0], beats, G_N_ELEMENTS (beats), &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

  g_close (fds[0], NULL);
  g_close (fds[1], NULL);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/beacon/beats-come-with-their-time", test_beats_come_with_their_time);
  add ("/beacon/silence-is-told-while-it-lasts", test_silence_is_told_while_it_lasts);
  add ("/beacon/silence-ends-with-an-answer", test_silence_ends_with_an_answer);
  add ("/beacon/full-pipe-holds-nobody-up", test_full_pipe_holds_nobody_up);
  add ("/beacon/reader-that-left-is-survived", test_reader_that_left_is_survived);
  add ("/beacon/end-is-seen", test_end_is_seen);
  add ("/beacon/empty-pipe-would-block", test_empty_pipe_would_block);
  g_test_add_func ("/beacon/anything-else-is-refused", test_anything_else_is_refused);

  return g_test_run ();
}
