/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scratch.h"

#include "freshet-error.h"
#include "freshet-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define NAME "freshet-compare-XXXXXX"

static void
return_error (GTask *task, const char *path, int saved_errno)
{
  g_autofree char *name = g_filename_display_name (path);

  g_task_return_new_error (task,
                           FRESHET_ERROR,
                           saved_errno == ENOSPC ? FRESHET_ERROR_NO_SPACE
                                                 : FRESHET_ERROR_CANNOT_WRITE,
                           /* Translators: the first %s is a folder, the second the system's own
                            * message. */
                           _ ("There is no room for the files in “%s”: %s"),
                           name,
                           g_strerror (saved_errno));
}

/* Into that for temporary files, which is in memory in a sandbox, nothing is downloaded there. */
static char *
find_parent (void)
{
  if (freshet_folder_check (g_get_tmp_dir (), NULL))
    return g_strdup (g_get_tmp_dir ());
  return g_build_filename (g_get_user_cache_dir (), "freshet", NULL);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *parent = data != NULL ? g_strdup (data) : find_parent ();
  char *path = g_build_filename (parent, NAME, NULL);

  if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdtemp (path) != NULL)
    {
      g_task_return_pointer (task, path, g_free);
      return;
    }
  return_error (task, parent, errno);
  g_free (path);
}

/**
 * freshet_scratch_create_async:
 * @parent: (type filename) (nullable): the folder to create it in, which is created too if it is not
 *   there; %NULL for the one for temporary files, or in a sandbox the user's cache
 * @callback: called when it is there, or cannot be
 * @user_data: handed to @callback
 *
 * Creates an empty folder of a name that nobody else has.
 */
void
freshet_scratch_create_async (const char *parent, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_scratch_create_async);
  g_task_set_task_data (task, g_strdup (parent), g_free);
  g_task_run_in_thread (task, create_in_thread);
}

/**
 * freshet_scratch_create_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Fails with %FRESHET_ERROR_NO_SPACE or %FRESHET_ERROR_CANNOT_WRITE.
 *
 * Returns: (transfer full) (type filename): the folder's path
 */
char *
freshet_scratch_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      g_unlink (entry);
    }

  if (g_rmdir (path) == 0)
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, path, errno);
}

/**
 * freshet_scratch_remove_async:
 * @path: (type filename): a folder that was created for scratch
 * @callback: called when it is gone, or cannot be removed
 * @user_data: handed to @callback
 *
 * Removes a folder, with the files in it.
 */
void
freshet_scratch_remove_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_scratch_remove_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, remove_in_thread);
}

/**
 * freshet_scratch_remove_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether it is gone
 */
gboolean
freshet_scratch_remove_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
