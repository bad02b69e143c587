/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-test-disk.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

/* One file that is being finished, and what was done to it, in order. */
typedef struct
{
  GString *steps;
  int fd;
  int write_error;
  int publish_error;
  GMutex *gate;
  GThread *thread;
  guint n_flushes;

  gboolean is_over;
  GError *error;
} File;

static guint
count_flushes (void)
{
  return freshet_test_disk_count (FRESHET_TEST_CALL_FDATASYNC)
         + freshet_test_disk_count (FRESHET_TEST_CALL_SYNCFS);
}

static int
write_cb (gpointer data, GError **error)
{
  File *file = data;

  g_string_append (file->steps, "write ");
  file->thread = g_thread_self ();
  if (file->gate != NULL)
    {
      g_mutex_lock (file->gate);
      g_mutex_unlock (file->gate);
    }
  file->n_flushes = count_flushes ();
  if (file->write_error < 0)
    return file->fd;
  g_set_error_literal (error, FRESHET_ERROR, file->write_error, "write");
  return -1;
}

static gboolean
publish_cb (gpointer data, GError **error)
{
  File *file = data;

  g_string_append (file->steps, "publish ");
  /* It was flushed after it was written. */
  g_assert_cmpuint (count_flushes (), >, file->n_flushes);
  if (file->publish_error < 0)
    return TRUE;
  g_set_error_literal (error, FRESHET_ERROR, file->publish_error, "publish");
  return FALSE;
}

static const char *
get_folder_cb (gpointer data)
{
  return g_get_tmp_dir ();
}

/* The folder is flushed before. */
static void
settle_cb (gpointer data)
{
  File *file = data;

  g_string_append (file->steps, "settle ");
  g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_FSYNC), >, 0);
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  File *file = user_data;

  g_task_propagate_boolean (G_TASK (result), &file->error);
  file->is_over = TRUE;
}

static void
file_init (File *file)
{
  *file = (File){ .write_error = -1, .publish_error = -1 };
  file->steps = g_string_new (NULL);
  file->fd = g_open (g_get_tmp_dir (), O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);
  g_assert_cmpint (file->fd, >=, 0);
}

static void
file_clear (File *file)
{
  g_string_free (file->steps, TRUE);
  close (file->fd);
  g_clear_error (&file->error);
}

static void
commit (File *file)
{
  static const FreshetCommitFuncs funcs = { write_cb, publish_cb, get_folder_cb, settle_cb };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, committed_cb, file);

  g_task_set_task_data (task, file, NULL);
  freshet_disk_commit (task, &funcs);
}

static void
wait_for (const gboolean *is_over)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (!*is_over)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_a_file_is_written_flushed_and_then_published (void)
{
  File file;

  file_init (&file);
  commit (&file);
  wait_for (&file.is_over);
  g_assert_no_error (file.error);
  g_assert_cmpstr (file.steps->str, ==, "write publish settle ");
  g_assert_true (file.thread != g_thread_self ());
  file_clear (&file);
}

static void
test_what_could_not_be_written_or_flushed_is_not_published (void)
{
  static const struct
  {
    int write_error;
    int flush_error;
    int publish_error;
    int folder_error;
    const char *steps;
    int error;
  } cases[] = {
    { FRESHET_ERROR_NO_SPACE, 0, -1, 0, "write ", FRESHET_ERROR_NO_SPACE },
    { -1, EIO, -1, 0, "write ", FRESHET_ERROR_CANNOT_WRITE },
    { -1, ENOSPC, -1, 0, "write ", FRESHET_ERROR_NO_SPACE },
    { -1, EDQUOT, -1, 0, "write ", FRESHET_ERROR_NO_SPACE },
    { -1, 0, FRESHET_ERROR_IN_USE, 0, "write publish ", FRESHET_ERROR_IN_USE },
    { -1, 0, -1, EIO, "write publish ", FRESHET_ERROR_CANNOT_WRITE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      File file;

      file_init (&file);
      file.write_error = cases[i].write_error;
      file.publish_error = cases[i].publish_error;
      freshet_test_disk_fail (FRESHET_TEST_CALL_FDATASYNC, cases[i].flush_error, 0);
      freshet_test_disk_fail (FRESHET_TEST_CALL_FSYNC, cases[i].folder_error, 0);
      commit (&file);
      wait_for (&file.is_over);
      g_assert_error (file.error, FRESHET_ERROR, cases[i].error);
      g_assert_cmpstr (file.steps->str, ==, cases[i].steps);
      freshet_test_disk_heal ();
      file_clear (&file);
    }
}

static void
test_many_share_their_flushes (void)
{
  static File files[1000];
  GMutex gate;
  guint n_flushes;
  guint n_folders;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    file_init (&files[i]);
  /* One that fails does not take the others with it. */
  files[500].write_error = FRESHET_ERROR_FAILED;
  n_flushes = count_flushes ();
  n_folders = freshet_test_disk_count (FRESHET_TEST_CALL_FSYNC);
  /* While the first one is being written, the others gather. */
  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  files[0].gate = &gate;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    commit (&files[i]);
  g_mutex_unlock (&gate);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      wait_for (&files[i].is_over);
      if (i == 500)
        g_assert_error (files[i].error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
      else
        g_assert_no_error (files[i].error);
      g_assert_cmpstr (files[i].steps->str, ==, i == 500 ? "write " : "write publish settle ");
      file_clear (&files[i]);
    }
  g_assert_cmpuint (count_flushes () - n_flushes, <=, 2);
  g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_FSYNC) - n_folders, <=, 2);
  g_mutex_clear (&gate);
}

static void
run_cb (GTask *task)
{
  g_task_return_pointer (task, g_thread_self (), NULL);
}

static void
ran_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gpointer *thread = user_data;

  *thread = g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
test_work_is_done_in_another_thread (void)
{
  gpointer thread = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, ran_cb, &thread);
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  freshet_disk_run (task, run_cb);
  while (thread == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (thread != g_thread_self ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/disk/a-file-is-written-flushed-and-then-published",
                   test_a_file_is_written_flushed_and_then_published);
  g_test_add_func ("/disk/what-could-not-be-written-or-flushed-is-not-published",
                   test_what_could_not_be_written_or_flushed_is_not_published);
  g_test_add_func ("/disk/many-share-their-flushes", test_many_share_their_flushes);
  g_test_add_func ("/disk/work-is-done-in-another-thread", test_work_is_done_in_another_thread);

  return g_test_run ();
}
