/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "freshet-beacon.h"
#include "freshet-watch-text.h"
#include "freshet-watcher.h"

#define BOUND_S 20
#define FREEZE_US (G_USEC_PER_SEC / 5)

/* Where the second process leaves what it has seen: it ends by its own will, or is killed. */
#define RESULT "FRESHET_TEST_RESULT"

/* The watch starts the program that it is part of: this one. Here it is told apart by its arguments,
 * as the real one is. It ends when it has seen a silence end, or its other end. */
static int
watch (int fd)
{
  gboolean was_silent = FALSE;
  FreshetBeat beat = { 0 };
  const char *result = "ended";

  g_file_set_contents (g_getenv (RESULT), "started", -1, NULL);
  while (freshet_beacon_receive (fd, &beat, 1, NULL) > 0)
    {
      was_silent |= beat.silence >= FREEZE_US / 2;
      if (was_silent && beat.silence == 0)
        {
          result = "silence ended";
          break;
        }
    }
  g_file_set_contents (g_getenv (RESULT), result, -1, NULL);
  return 0;
}

typedef struct
{
  FreshetWatch *watch;
  char *path;
  guint n_notified;
} Fixture;

static void
notified_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->path = g_build_filename (g_get_user_runtime_dir (), "result", NULL);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_setenv (RESULT, fixture->path, TRUE);
  fixture->watch = freshet_watch_new ();
  g_signal_connect_swapped (fixture->watch, "notify::open", G_CALLBACK (notified_cb), fixture);
  g_assert_true (freshet_watch_open (fixture->watch, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->watch);
  g_remove (fixture->path);
  g_free (fixture->path);
}

static char *
get_result (Fixture *fixture)
{
  char *result = NULL;

  g_file_get_contents (fixture->path, &result, NULL, NULL);
  return result != NULL ? result : g_strdup ("");
}

static void
iterate_until_result (Fixture *fixture, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;
  g_autofree char *result = get_result (fixture);

  while (!g_str_equal (result, expected))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
      g_free (result);
      result = get_result (fixture);
    }
}

static void
iterate_until_closed (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;

  while (freshet_watch_is_open (fixture->watch))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_silence_is_seen_by_another_process (Fixture *fixture, gconstpointer data)
{
  iterate_until_result (fixture, "started");
  g_usleep (FREEZE_US);
  iterate_until_result (fixture, "silence ended");
}

static void
test_its_end_closes_the_watch (Fixture *fixture, gconstpointer data)
{
  g_assert_true (freshet_watch_is_open (fixture->watch));
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  iterate_until_result (fixture, "started");
  g_usleep (FREEZE_US);
  iterate_until_closed (fixture);

  g_assert_cmpuint (fixture->n_notified, ==, 2);
}

static void
test_can_be_opened_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  iterate_until_result (fixture, "started");
  freshet_watch_close (fixture->watch);
  g_assert_false (freshet_watch_is_open (fixture->watch));
  g_assert_cmpint (g_remove (fixture->path), ==, 0);

  g_assert_true (freshet_watch_open (fixture->watch, &error));
  g_assert_no_error (error);
  iterate_until_result (fixture, "started");
}

static void
test_opening_twice_is_opening_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (freshet_watch_open (fixture->watch, &error));
  g_assert_cmpuint (fixture->n_notified, ==, 1);
}

/* Neither is ended by the other's end: the pipe's is all that it sees. */
static void
test_it_survives_and_sees_the_end (Fixture *fixture, gconstpointer data)
{
  iterate_until_result (fixture, "started");
  g_assert_finalize_object (fixture->watch);
  fixture->watch = NULL;
  iterate_until_result (fixture, "ended");
}

static void
test_arguments (void)
{
  char *good[] = { (char *) "freshet", (char *) "--watch", (char *) "0" };
  char *closed[] = { (char *) "freshet", (char *) "--watch", (char *) "9876" };
  char *text[] = { (char *) "freshet", (char *) "--watch", (char *) "tower" };
  char *address[] = { (char *) "freshet", (char *) "http://a.example", (char *) "3" };
  int fd = -1;

  g_assert_true (freshet_watcher_parse (3, good, &fd));
  g_assert_cmpint (fd, ==, 0);
  g_assert_false (freshet_watcher_parse (2, good, &fd));
  g_assert_false (freshet_watcher_parse (3, closed, &fd));
  g_assert_false (freshet_watcher_parse (3, text, &fd));
  g_assert_false (freshet_watcher_parse (3, address, &fd));
}

static void
test_text (void)
{
  g_autofree char *none = freshet_watch_text_stopwatch (FRESHET_WATCH_CONDITION_ENDED, 1);
  g_autofree char *some = freshet_watch_text_stopwatch (FRESHET_WATCH_CONDITION_SILENT, 3400000);
  g_autofree char *steady = freshet_watch_text_detail (FRESHET_WATCH_CONDITION_ANSWERING, 0);
  g_autofree char *back = freshet_watch_text_detail (FRESHET_WATCH_CONDITION_ANSWERING, 12050000);

  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (some, ==, "3.40 s");
  g_assert_cmpstr (steady, ==, "Its main thread answers within a tenth of a second.");
  g_assert_cmpstr (back, ==, "It is back, after a silence of 12.05 s.");
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int fd;

  if (freshet_watcher_parse (argc, argv, &fd))
    return watch (fd);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/watch/silence-is-seen-by-another-process", test_silence_is_seen_by_another_process);
  add ("/watch/its-end-closes-the-watch", test_its_end_closes_the_watch);
  add ("/watch/can-be-opened-again", test_can_be_opened_again);
  add ("/watch/opening-twice-is-opening-once", test_opening_twice_is_opening_once);
  add ("/watch/it-survives-and-sees-the-end", test_it_survives_and_sees_the_end);
  g_test_add_func ("/watch/only-an-open-descriptor-is-watched", test_arguments);
  g_test_add_func ("/watch/says-what-the-stopwatch-says", test_text);

  return g_test_run ();
}
