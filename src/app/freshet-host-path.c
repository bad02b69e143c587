/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-host-path.h"

#include <limits.h>
#include <sys/xattr.h>

/* The document portal says with this, on what it shares, where that is (xdg-desktop-portal 1.18). */
#define HOST_PATH_ATTRIBUTE "user.document-portal.host-path"

static gboolean
is_in_document_portal (const char *path)
{
  g_autofree char *portal = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);

  return g_str_has_prefix (path, portal) || g_str_has_prefix (path, "/run/flatpak/doc/");
}

static void
query_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  char host_path[PATH_MAX];
  gssize length = getxattr (path, HOST_PATH_ATTRIBUTE, host_path, sizeof host_path - 1);

  if (length > 0)
    {
      host_path[length] = '\0';
      path = host_path;
    }
  if (is_in_document_portal (path))
    g_task_return_pointer (task, g_filename_display_basename (path), g_free);
  else
    g_task_return_pointer (task, g_filename_display_name (path), g_free);
}

/**
 * freshet_host_path_query_async:
 * @path: (type filename): a file or folder
 * @cancellable: (nullable): ends it
 * @callback: called when the path is known
 * @user_data: handed to @callback
 *
 * Finds out what to call a file or folder towards a person. In a sandbox, a folder that was chosen in
 * the file chooser is below the document portal's, under a number; a person knows it by the path
 * that it has outside.
 */
void
freshet_host_path_query_async (const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_host_path_query_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, query_thread);
}

/**
 * freshet_host_path_query_finish:
 * @result: what the callback was given
 * @error: set to %G_IO_ERROR_CANCELLED when it was cancelled
 *
 * Returns: (transfer full) (nullable): the path outside of the sandbox, in UTF-8; the name alone
 *   where the portal does not say the path
 */
char *
freshet_host_path_query_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
