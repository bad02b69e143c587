/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-files.h"

#include <gio/gfiledescriptorbased.h>
#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>

#include "freshet-error.h"

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
launch (GFile *file, GTask *task)
{
  g_autofree char *uri = g_file_get_uri (file);

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  GFile *file = G_FILE (source);

  info = g_file_query_info_finish (file, result, &error);
  if (info != NULL)
    launch (file, g_steal_pointer (&task));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_new_error (task,
                             FRESHET_ERROR,
                             FRESHET_ERROR_FAILED,
                             _ ("The file is not there any more."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * freshet_files_open_async:
 * @file: a file
 * @callback: called when the program that opens it was started, or could not be
 * @user_data: handed to @callback
 *
 * Opens a file with the program that its type is opened with.
 */
void
freshet_files_open_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_files_open_async);
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           NULL,
                           found_cb,
                           g_steal_pointer (&task));
}

/* Nobody who can select a file: whatever opens folders opens this one. */
static void
launch_folder (GTask *task)
{
  g_autoptr (GFile) folder = g_file_get_parent (g_task_get_source_object (task));

  launch (folder, task);
}

static void
shown_by_portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source),
                                                           NULL,
                                                           result,
                                                           NULL);
  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else
    launch_folder (g_steal_pointer (&task));
}

static void
opened_for_portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_task_get_task_data (task);
  int handle = -1;

  stream = g_file_read_finish (G_FILE (source), result, &error);
  if (stream != NULL)
    handle
        = g_unix_fd_list_append (descriptors,
                                 g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)),
                                 &error);
  if (handle < 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_dbus_connection_call_with_unix_fd_list (bus,
                                            "org.freedesktop.portal.Desktop",
                                            "/org/freedesktop/portal/desktop",
                                            "org.freedesktop.portal.OpenURI",
                                            "OpenDirectory",
                                            g_variant_new ("(sha{sv})", "", handle, NULL),
                                            NULL,
                                            G_DBUS_CALL_FLAGS_NONE,
                                            -1,
                                            descriptors,
                                            NULL,
                                            shown_by_portal_cb,
                                            g_steal_pointer (&task));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = NULL;
  GFile *file = g_task_get_source_object (task);

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (reply != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* A sandbox keeps us from the file manager, and the portal leads to it. */
  g_task_set_task_data (task, g_object_ref (source), g_object_unref);
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, opened_for_portal_cb, g_steal_pointer (&task));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (g_task_get_source_object (task));
  const char *uris[] = { uri, NULL };

  bus = g_bus_get_finish (result, &error);
  if (bus == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_dbus_connection_call (bus,
                          "org.freedesktop.FileManager1",
                          "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1",
                          "ShowItems",
                          g_variant_new ("(^ass)", uris, ""),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          shown_cb,
                          g_steal_pointer (&task));
}

/**
 * freshet_files_show_async:
 * @file: a file
 * @callback: called when the file manager shows it, or cannot
 * @user_data: handed to @callback
 *
 * Shows a file in the file manager, selected where the file manager can do that
 * (`org.freedesktop.FileManager1`, or `org.freedesktop.portal.OpenURI` from a sandbox), or opens its
 * folder.
 */
void
freshet_files_show_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_files_show_async);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, g_steal_pointer (&task));
}

/**
 * freshet_files_launch_finish:
 * @result: what the callback was given
 * @error: set where this returns %FALSE
 *
 * Finishes either.
 *
 * Returns: whether a program has the file or its folder now
 */
gboolean
freshet_files_launch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
