/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-disk.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-publish.h"

/*
 * File work has threads of its own: GLib's ten are shared with name resolution, and a slow disk
 * would hold up every lookup behind it. Few are enough, since each call carries a lot of data.
 */
#define N_WORKERS 4

/* How many finished files a loop is told of at a time. */
#define N_RETURNED 8

typedef struct
{
  GTask *task;
  FreshetDiskFunc func;
} Work;

typedef struct
{
  GTask *task;
  const FreshetCommitFuncs *funcs;
  int fd;
  dev_t device;
  gboolean is_fuse;
  GError *error;
} Commit;

static void
work_cb (gpointer data, gpointer user_data)
{
  g_autofree Work *work = data;
  g_autoptr (GTask) task = work->task;

  work->func (task);
}

static GThreadPool *
get_workers (void)
{
  static GThreadPool *workers;

  if (g_once_init_enter (&workers))
    g_once_init_leave (&workers, g_thread_pool_new (work_cb, NULL, N_WORKERS, FALSE, NULL));
  return workers;
}

static void
commit_write (Commit *commit)
{
  struct statfs system;
  struct stat info;

  commit->fd = commit->funcs->write (g_task_get_task_data (commit->task), &commit->error);
  if (commit->fd < 0)
    return;
  if (fstat (commit->fd, &info) == 0)
    commit->device = info.st_dev;
  commit->is_fuse = fstatfs (commit->fd, &system) == 0 && system.f_type == FUSE_SUPER_MAGIC;
}

static GError *
flush (int fd, gboolean whole_file_system)
{
  if ((whole_file_system ? syncfs (fd) : fdatasync (fd)) == 0)
    return NULL;
  return g_error_new (FRESHET_ERROR,
                      errno == ENOSPC || errno == EDQUOT ? FRESHET_ERROR_NO_SPACE
                                                         : FRESHET_ERROR_CANNOT_WRITE,
                      _ ("The file could not be written to the disk: %s"),
                      g_strerror (errno));
}

/*
 * One file is flushed by itself; of several on a file system, all are flushed by one call. What that does
 * in FUSE depends on the program behind it, and most of them are not even told.
 */
static void
commit_flush (GPtrArray *commits)
{
  g_autoptr (GError) error = NULL;
  const Commit *flushed = NULL;

  for (guint i = 0; i < commits->len; i++)
    {
      Commit *commit = g_ptr_array_index (commits, i);

      if (commit->error != NULL)
        continue;
      if (commit->is_fuse || flushed == NULL || flushed->device != commit->device)
        {
          g_clear_error (&error);
          error = flush (commit->fd, commits->len > 1 && !commit->is_fuse);
          flushed = commit;
        }
      if (error != NULL)
        commit->error = g_error_copy (error);
    }
}

static int
compare_devices (gconstpointer a, gconstpointer b)
{
  const Commit *first = *(Commit *const *) a;
  const Commit *second = *(Commit *const *) b;

  return (first->device > second->device) - (first->device < second->device);
}

/* Gives the files their names. */
static void
commit_publish (GPtrArray *commits)
{
  for (guint i = 0; i < commits->len; i++)
    {
      Commit *commit = g_ptr_array_index (commits, i);

      if (commit->error == NULL)
        commit->funcs->publish (g_task_get_task_data (commit->task), &commit->error);
    }
}

static void
error_free (gpointer data)
{
  if (data != NULL)
    g_error_free (data);
}

/* Flushes the names, each folder once. */
static void
commit_flush_folders (GPtrArray *commits)
{
  g_autoptr (GHashTable) errors = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, error_free);

  for (guint i = 0; i < commits->len; i++)
    {
      Commit *commit = g_ptr_array_index (commits, i);
      const char *folder = commit->funcs->get_folder (g_task_get_task_data (commit->task));
      gpointer error = NULL;

      if (commit->error != NULL)
        continue;
      if (!g_hash_table_lookup_extended (errors, folder, NULL, &error))
        {
          freshet_publish_flush_folder (folder, (GError **) &error);
          g_hash_table_insert (errors, (gpointer) folder, error);
        }
      if (error != NULL)
        commit->error = g_error_copy (error);
    }
}

static void
commit_settle (Commit *commit)
{
  if (commit->error == NULL)
    commit->funcs->settle (g_task_get_task_data (commit->task));
}

static void
commit_return (gpointer data)
{
  g_autofree Commit *commit = data;
  g_autoptr (GTask) task = commit->task;

  if (commit->error != NULL)
    g_task_return_error (task, g_steal_pointer (&commit->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Some at a time: between them the loop has time for others. */
static gboolean
return_cb (gpointer user_data)
{
  GPtrArray *commits = user_data;

  g_ptr_array_remove_range (commits, 0, MIN (commits->len, N_RETURNED));
  return commits->len > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* One wake-up for all that one loop waits for, instead of one for each. */
static void
return_to_loops (GPtrArray *commits)
{
  while (commits->len > 0)
    {
      const Commit *first = commits->pdata[0];
      GPtrArray *returned = g_ptr_array_new_with_free_func (commit_return);
      g_autoptr (GSource) source = g_idle_source_new ();
      GMainContext *context = g_task_get_context (first->task);

      g_source_set_priority (source, g_task_get_priority (first->task));
      for (guint i = 0; i < commits->len;)
        if (g_task_get_context (((Commit *) commits->pdata[i])->task) == context)
          g_ptr_array_add (returned, g_ptr_array_remove_index (commits, i));
        else
          i++;
      g_source_set_callback (source,
                             return_cb,
                             returned,
                             (GDestroyNotify) (void (*) (void)) g_ptr_array_unref);
      g_source_attach (source, context);
    }
}

/*
 * Takes all that has gathered since it last looked: the more files are being finished, the more of
 * them share a flush.
 */
static gpointer
commit_thread (gpointer data)
{
  GAsyncQueue *queue = data;

  while (TRUE)
    {
      g_autoptr (GPtrArray) commits = g_ptr_array_new ();
      Commit *commit = g_async_queue_pop (queue);

      for (; commit != NULL; commit = g_async_queue_try_pop (queue))
        {
          commit_write (commit);
          g_ptr_array_add (commits, commit);
        }
      g_ptr_array_sort (commits, compare_devices);
      commit_flush (commits);
      commit_publish (commits);
      commit_flush_folders (commits);
      g_ptr_array_foreach (commits, (GFunc) (void (*) (void)) commit_settle, NULL);
      return_to_loops (commits);
    }
  return NULL;
}

static GAsyncQueue *
get_commits (void)
{
  static GAsyncQueue *commits;

  if (g_once_init_enter (&commits))
    {
      GAsyncQueue *queue = g_async_queue_new ();

      g_thread_unref (g_thread_new ("freshet-commit", commit_thread, queue));
      g_once_init_leave (&commits, queue);
    }
  return commits;
}

/**
 * freshet_disk_run:
 * @task: a task; @func returns it
 * @func: what to do
 *
 * Does file work in a worker thread. That may be the last to let go of @task, and with it of what the
 * task owns: a message or a session must not be among it, for libsoup's are their loop's. What the
 * callback's data keeps until then can be lent to the task.
 */
void
freshet_disk_run (GTask *task, FreshetDiskFunc func)
{
  Work *work;

  g_return_if_fail (G_IS_TASK (task));

  work = g_new0 (Work, 1);
  work->task = g_object_ref (task);
  work->func = func;
  g_thread_pool_push (get_workers (), work, NULL);
}

/**
 * freshet_disk_commit:
 * @task: a task, whose data @funcs are called with; returns a boolean
 * @funcs: how its file is finished
 *
 * Finishes a file: writes what is left, flushes it, and only then publishes it under its name. The
 * files that come while a flush is under way share the next one, so that ten thousand small files
 * do not take ten thousand flushes. The name is flushed too before the task returns.
 */
void
freshet_disk_commit (GTask *task, const FreshetCommitFuncs *funcs)
{
  Commit *commit;

  g_return_if_fail (G_IS_TASK (task));

  commit = g_new0 (Commit, 1);
  commit->task = g_object_ref (task);
  commit->funcs = funcs;
  commit->fd = -1;
  g_async_queue_push (get_commits (), commit);
}
