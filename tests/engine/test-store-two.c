/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-test-store.h"

static const char *program;

/* Another program that has the list open, until its standard input ends. */
static void
run_child (const char *folder)
{
  FreshetTestStore *test = freshet_test_store_new_in (folder);
  char told;

  freshet_test_store_open (test);
  g_assert_no_error (test->error);
  freshet_test_store_add (test, "http://example.org/of-the-other");
  freshet_test_store_flush (test);
  g_assert_cmpint (write (STDOUT_FILENO, ".", 1), ==, 1);
  g_assert_cmpint (read (STDIN_FILENO, &told, 1), ==, 0);
  freshet_test_store_close (test);
  _exit (0);
}

static GSubprocess *
start_other (FreshetTestStore *test)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *other
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                          &error,
                          program,
                          "--child",
                          test->folder,
                          NULL);
  char told;

  g_assert_no_error (error);
  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (other), &told, 1, NULL, &error), ==, 1);
  return other;
}

static gboolean
tell_to_end_cb (gpointer other)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (other), NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
end_other (GSubprocess *other)
{
  g_autoptr (GError) error = NULL;

  tell_to_end_cb (other);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
}

static void
test_the_second_is_told (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GSubprocess) other = start_other (test);

  freshet_test_store_open (test);
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_IN_USE);
  freshet_test_store_add (test, "http://example.org/not-kept");
  freshet_test_store_close (test);
  end_other (other);

  freshet_test_store_open (test);
  freshet_test_store_assert_order (test, "of-the-other");
}

static void
test_the_second_waits_for_the_first_to_end (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GSubprocess) other = start_other (test);

  /* While it is being opened here. */
  g_timeout_add (100, tell_to_end_cb, other);
  freshet_test_store_open (test);
  g_assert_no_error (test->error);
  freshet_test_store_assert_order (test, "of-the-other");
  end_other (other);
}

/* Whoever holds the lock may be at replacing a damaged database this moment. */
static void
test_one_at_a_time_replaces_a_damaged_list (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autofree char *name = g_strconcat (test->path, ".lock", NULL);
  g_autofree char *kept = NULL;
  int lock;

  freshet_test_store_open (test);
  freshet_test_store_close (test);
  g_assert_true (g_file_set_contents (test->path, "damaged", -1, NULL));
  lock = g_open (name, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  freshet_test_store_open (test);
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_IN_USE);
  freshet_test_store_close (test);
  close (lock);
  g_assert_true (g_file_get_contents (test->path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "damaged");
}

/* A shell of SQLite, a backup. */
static void
test_a_program_that_is_not_freshet (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  sqlite3 *db;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/a");
  freshet_test_store_close (test);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  freshet_test_store_open (test);
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_IN_USE);
  g_assert_null (test->set_aside);
  freshet_test_store_close (test);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  freshet_test_store_open (test);
  freshet_test_store_assert_order (test, "a");
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    run_child (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/two/the-second-is-told", test_the_second_is_told);
  g_test_add_func ("/store/two/the-second-waits-for-the-first-to-end",
                   test_the_second_waits_for_the_first_to_end);
  g_test_add_func ("/store/two/one-at-a-time-replaces-a-damaged-list",
                   test_one_at_a_time_replaces_a_damaged_list);
  g_test_add_func ("/store/two/a-program-that-is-not-freshet", test_a_program_that_is_not_freshet);
  return g_test_run ();
}
