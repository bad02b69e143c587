/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-folder.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

static void
assert_is_refused (const char *directory)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (freshet_folder_check (directory, &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
  g_assert_nonnull (strstr (error->message, directory));
}

static void
test_what_is_missing_is_refused (void)
{
  assert_is_refused ("/nowhere/at/all");
}

static void
test_a_file_is_refused (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, NULL);

  assert_is_refused (path);
  close (fd);
  g_remove (path);
}

static void
test_what_is_read_only_is_refused (void)
{
  g_autofree char *path = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("Nothing is read-only to root.");
      return;
    }
  path = g_dir_make_tmp (NULL, NULL);
  g_assert_cmpint (g_chmod (path, 0500), ==, 0);
  assert_is_refused (path);
  g_rmdir (path);
}

static void
test_what_can_be_written_is_not (void)
{
  g_autofree char *path = g_dir_make_tmp (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (freshet_folder_check (path, &error));
  g_assert_no_error (error);
  g_rmdir (path);
}

static void
test_a_file_system_of_its_own_is_apart (void)
{
  g_autofree char *path = g_dir_make_tmp (NULL, NULL);

  g_assert_true (freshet_folder_is_apart ("/proc", (const char *const[]){ path, NULL }));
  g_assert_false (freshet_folder_is_apart ("/proc", (const char *const[]){ path, "/proc", NULL }));
  g_assert_false (freshet_folder_is_apart ("/proc/self", (const char *const[]){ "/proc", NULL }));
  g_rmdir (path);
}

static void
test_nothing_is_asked_of_the_server (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new ((FreshetMode) GPOINTER_TO_INT (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a");

  freshet_download_set_directory (download, "/nowhere/at/all");
  freshet_test_queue_run (test);

  g_assert_error (freshet_download_get_error (download), FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
  g_assert_cmpuint (freshet_download_get_attempts (download), ==, 1);
  g_assert_cmpuint (freshet_demo_server_get_n_requests (test->server), ==, 0);
}

static void
test_a_folder_that_was_mended_is_taken (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new ((FreshetMode) GPOINTER_TO_INT (data));
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=1&seed=3");

  g_assert_cmpint (g_rmdir (test->directory), ==, 0);
  freshet_test_queue_run (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);

  g_assert_cmpint (g_mkdir (test->directory, 0700), ==, 0);
  freshet_queue_start_download (test->queue, download);
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 3, 1);
}

int
main (int argc, char **argv)
{
  static const FreshetMode modes[] = { FRESHET_MODE_ASYNC, FRESHET_MODE_BLOCKING };
  static const char *const names[] = { "async", "blocking" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/folder/missing-is-refused", test_what_is_missing_is_refused);
  g_test_add_func ("/folder/file-is-refused", test_a_file_is_refused);
  g_test_add_func ("/folder/read-only-is-refused", test_what_is_read_only_is_refused);
  g_test_add_func ("/folder/writable-is-taken", test_what_can_be_written_is_not);
  g_test_add_func ("/folder/apart-is-another-file-system", test_a_file_system_of_its_own_is_apart);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *asked = g_strconcat ("/folder/", names[i], "/refused-asks-nothing", NULL);
      g_autofree char *mended = g_strconcat ("/folder/", names[i], "/mended-is-taken", NULL);

      g_test_add_data_func (asked, GINT_TO_POINTER (modes[i]), test_nothing_is_asked_of_the_server);
      g_test_add_data_func (mended,
                            GINT_TO_POINTER (modes[i]),
                            test_a_folder_that_was_mended_is_taken);
    }

  return g_test_run ();
}
