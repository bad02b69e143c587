/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "freshet-address.h"
#include "freshet-disk-room.h"
#include "freshet-error.h"
#include "freshet-test-disk.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"
#include "freshet-test-wait.h"

/* More than is gathered and written at once. */
#define SIZE (1536 * 1024)
#define QUERY "?size=1536K&seed=7"

static FreshetTestQueue *
new_test (gconstpointer data)
{
  FreshetTestQueue *test = freshet_test_queue_new ((FreshetMode) GPOINTER_TO_INT (data));

  freshet_queue_set_retries (test->queue, 0);
  freshet_queue_set_waits_for_disk (test->queue, TRUE);
  freshet_queue_set_disk_interval (test->queue, 20);
  return test;
}

static gboolean
waits_with (FreshetDownload *download, int code)
{
  return freshet_download_get_state (download) == FRESHET_STATE_WAITING
         && g_error_matches (freshet_download_get_error (download), FRESHET_ERROR, code);
}

static void
wait_until_it_waits (FreshetDownload *download, int code)
{
  FRESHET_TEST_WAIT_UNTIL (waits_with (download, code));
}

static void
iterate_for (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* What a disk may be, and may cease to be. */
static const struct
{
  FreshetTestCall call;
  int code;
  int error;
} troubles[] = {
  { FRESHET_TEST_CALL_PWRITE, ENOSPC, FRESHET_ERROR_NO_SPACE },
  { FRESHET_TEST_CALL_PWRITE, EDQUOT, FRESHET_ERROR_NO_SPACE },
  { FRESHET_TEST_CALL_FALLOCATE, ENOSPC, FRESHET_ERROR_NO_SPACE },
  { FRESHET_TEST_CALL_PWRITE, EIO, FRESHET_ERROR_CANNOT_WRITE },
  { FRESHET_TEST_CALL_PWRITE, ENODEV, FRESHET_ERROR_CANNOT_WRITE },
};

static void
test_it_waits_until_the_trouble_is_over (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autoptr (FreshetTestQueue) test = new_test (data);
      FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY);

      g_test_message ("%s", g_strerror (troubles[i].code));
      freshet_test_disk_fail_in (test->directory, troubles[i].call, troubles[i].code);
      freshet_queue_start (test->queue);
      wait_until_it_waits (download, troubles[i].error);
      iterate_for (100);
      g_assert_true (waits_with (download, troubles[i].error));
      g_assert_true (freshet_queue_is_running (test->queue));
      g_assert_cmpuint (freshet_download_get_attempts (download), ==, 1);

      freshet_test_disk_heal ();
      freshet_test_queue_wait (test);
      g_assert_no_error (freshet_download_get_error (download));
      freshet_test_folder_assert_body (test->directory, "a", 7, SIZE);
      freshet_test_folder_assert_files (test->directory, "a");
    }
}

static void
test_a_folder_that_is_gone_comes_back (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = new_test (data);
  g_autofree char *folder = g_build_filename (test->directory, "usb", NULL);
  g_autofree char *file = g_build_filename (folder, "a", NULL);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY);

  freshet_download_set_directory (download, folder);
  freshet_queue_start (test->queue);
  wait_until_it_waits (download, FRESHET_ERROR_CANNOT_WRITE);
  iterate_for (200);
  g_assert_true (waits_with (download, FRESHET_ERROR_CANNOT_WRITE));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  freshet_test_queue_wait (test);
  g_assert_no_error (freshet_download_get_error (download));
  freshet_test_folder_assert_body (folder, "a", 7, SIZE);
  g_assert_cmpint (g_remove (file), ==, 0);
}

static void
test_all_on_the_disk_wait_with_it (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = new_test (data);
  g_autofree char *elsewhere = freshet_test_folder_new ();
  FreshetDownload *slow = freshet_test_queue_add (test, "/file/b?size=3M&seed=8&rate=1M");
  FreshetDownload *full;
  FreshetDownload *late;

  /* Another folder, and the same disk. */
  freshet_download_set_directory (slow, elsewhere);
  freshet_queue_set_jobs (test->queue, 2);
  freshet_queue_start (test->queue);
  freshet_test_queue_wait_received (test, slow, 100 * 1024);

  freshet_queue_set_disk_interval (test->queue, 1000);
  freshet_test_disk_fail_in (test->directory, FRESHET_TEST_CALL_PWRITE, ENOSPC);
  full = freshet_test_queue_add (test, "/file/a" QUERY);
  late = freshet_test_queue_add (test, "/file/c?size=1536K&seed=9&delay=300ms");
  freshet_queue_start (test->queue);
  wait_until_it_waits (full, FRESHET_ERROR_NO_SPACE);
  wait_until_it_waits (slow, FRESHET_ERROR_NO_SPACE);
  wait_until_it_waits (late, FRESHET_ERROR_NO_SPACE);

  freshet_test_disk_heal ();
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (test->directory, "a", 7, SIZE);
  freshet_test_folder_assert_body (elsewhere, "b", 8, 3 * 1024 * 1024);
  freshet_test_folder_assert_body (test->directory, "c", 9, SIZE);
  freshet_test_folder_free (g_steal_pointer (&elsewhere));
}

/* Returns: whether there is a second disk to test with */
static gboolean
is_another_disk (const char *folder, const char *other)
{
  struct stat info;
  struct stat other_info;

  return g_stat (folder, &info) == 0 && g_stat (other, &other_info) == 0
         && info.st_dev != other_info.st_dev && g_access (other, W_OK) == 0;
}

static void
test_another_disk_does_not_wait (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = new_test (data);
  g_autofree char *shm = g_strdup ("/dev/shm/freshet-test-XXXXXX");
  FreshetDownload *other;
  FreshetDownload *full;

  if (!is_another_disk (test->directory, "/dev/shm"))
    {
      g_test_skip ("there is but one disk");
      return;
    }
  g_assert_nonnull (g_mkdtemp (shm));
  other = freshet_test_queue_add (test, "/file/b?size=1M&seed=8&rate=2M");
  full = freshet_test_queue_add (test, "/file/a" QUERY);
  freshet_download_set_directory (other, shm);
  freshet_test_disk_fail_in (test->directory, FRESHET_TEST_CALL_PWRITE, ENOSPC);
  freshet_queue_start (test->queue);
  wait_until_it_waits (full, FRESHET_ERROR_NO_SPACE);
  freshet_test_queue_wait_received (test, other, 1024 * 1024);
  g_assert_cmpuint (freshet_download_get_attempts (other), ==, 1);
  g_assert_true (waits_with (full, FRESHET_ERROR_NO_SPACE));
  freshet_test_disk_heal ();
  freshet_test_queue_wait (test);
  freshet_test_folder_assert_body (shm, "b", 8, 1024 * 1024);
  freshet_test_folder_free (g_steal_pointer (&shm));
}

static void
test_a_wait_for_the_disk_can_be_ended (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = new_test (data);
  FreshetDownload *paused = freshet_test_queue_add (test, "/file/a" QUERY);
  FreshetDownload *cancelled = freshet_test_queue_add (test, "/file/b" QUERY);

  freshet_test_disk_fail_in (test->directory, FRESHET_TEST_CALL_PWRITE, ENOSPC);
  freshet_queue_start (test->queue);
  wait_until_it_waits (paused, FRESHET_ERROR_NO_SPACE);
  wait_until_it_waits (cancelled, FRESHET_ERROR_NO_SPACE);
  freshet_queue_pause_download (test->queue, paused);
  freshet_queue_cancel_download (test->queue, cancelled);
  freshet_test_queue_wait (test);
  g_assert_cmpint (freshet_download_get_state (paused), ==, FRESHET_STATE_PAUSED);
  g_assert_cmpint (freshet_download_get_state (cancelled), ==, FRESHET_STATE_CANCELLED);
  freshet_test_disk_heal ();
  iterate_for (100);
  g_assert_cmpint (freshet_download_get_state (paused), ==, FRESHET_STATE_PAUSED);
}

/* It is the file that cannot be so large, or the folder that is somebody else's. */
static void
test_what_does_not_pass_is_not_waited_for (gconstpointer data)
{
  static const struct
  {
    FreshetTestCall call;
    int code;
  } cases[] = {
    { FRESHET_TEST_CALL_PWRITE, EFBIG },
    { FRESHET_TEST_CALL_CREATE, EACCES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestQueue) test = new_test (data);
      FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY);

      freshet_test_disk_fail_in (test->directory, cases[i].call, cases[i].code);
      freshet_test_queue_run (test);
      g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
      g_assert_error (freshet_download_get_error (download),
                      FRESHET_ERROR,
                      FRESHET_ERROR_CANNOT_WRITE);
      freshet_test_disk_heal ();
    }
}

static void
test_without_waiting_it_fails (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = new_test (data);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a" QUERY);

  freshet_queue_set_waits_for_disk (test->queue, FALSE);
  freshet_test_disk_fail_in (test->directory, FRESHET_TEST_CALL_PWRITE, ENOSPC);
  freshet_test_queue_run (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
  freshet_test_disk_heal ();
}

static void
test_a_file_that_does_not_fit_is_told_before (gconstpointer data)
{
  g_autoptr (FreshetTestQueue) test = new_test (data);
  FreshetDownload *download = freshet_test_queue_add (test, "/file/a?size=4000000G&seed=1");

  freshet_queue_set_waits_for_disk (test->queue, FALSE);
  freshet_test_queue_run (test);
  g_assert_error (freshet_download_get_error (download), FRESHET_ERROR, FRESHET_ERROR_NO_SPACE);
  g_assert_cmpint (freshet_download_get_received (download), <, 10 * 1024 * 1024);
}

static void
test_what_is_there_already_is_not_needed (void)
{
  g_autofree char *folder = freshet_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  FreshetDiskRoom room;

  g_assert_cmpint (freshet_disk_get_need (NULL, 100), ==, 100);
  g_assert_cmpint (freshet_disk_get_need (path, 100), ==, 100);
  g_assert_cmpint (freshet_disk_get_need (path, -1), >, 0);
  freshet_test_folder_write (folder, "a", "0123456789");
  g_assert_cmpint (freshet_disk_get_need (path, 10000000), <, 10000000);
  g_assert_cmpint (freshet_disk_get_need (path, 10), ==, 0);

  freshet_disk_look (folder, &room);
  g_assert_cmpint (room.error, ==, 0);
  g_assert_cmpint (room.left, >, 0);
  g_assert_cmpint (g_remove (path), ==, 0);
  freshet_disk_look (path, &room);
  g_assert_cmpint (room.error, ==, ENOENT);
  freshet_test_folder_free (g_steal_pointer (&folder));
}

static void
add (const char *rule, GTestDataFunc func)
{
  static const FreshetMode modes[] = { FRESHET_MODE_ASYNC, FRESHET_MODE_THREADS };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/queue-disk/%s/%s", rule, freshet_mode_to_string (modes[i]));

      g_test_add_data_func (path, GINT_TO_POINTER (modes[i]), func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("it-waits-until-the-trouble-is-over", test_it_waits_until_the_trouble_is_over);
  add ("a-folder-that-is-gone-comes-back", test_a_folder_that_is_gone_comes_back);
  add ("all-on-the-disk-wait-with-it", test_all_on_the_disk_wait_with_it);
  add ("another-disk-does-not-wait", test_another_disk_does_not_wait);
  add ("a-wait-for-the-disk-can-be-ended", test_a_wait_for_the_disk_can_be_ended);
  add ("what-does-not-pass-is-not-waited-for", test_what_does_not_pass_is_not_waited_for);
  add ("without-waiting-it-fails", test_without_waiting_it_fails);
  add ("a-file-that-does-not-fit-is-told-before", test_a_file_that_does_not_fit_is_told_before);
  g_test_add_func ("/queue-disk/what-is-there-already-is-not-needed",
                   test_what_is_there_already_is_not_needed);
  return g_test_run ();
}
