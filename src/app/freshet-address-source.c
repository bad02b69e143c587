/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-error.h"
#include "freshet-format.h"

/* Room for ten thousand addresses of any length that servers take. */
#define MAX_BYTES (16 * 1024 * 1024)

/* GIO alone knows no such files, and says no more of one than what it was made of. */
static gboolean
is_web_address (const char *uri)
{
  return g_str_has_prefix (uri, "http:") || g_str_has_prefix (uri, "https:");
}

/* Reads a whole stream, but no more than a list can be, into @text. */
static gboolean
read_stream (GInputStream *stream, GString *text, GCancellable *cancellable, GError **error)
{
  gsize before = text->len;
  gsize n_read = 0;

  g_string_set_size (text, before + MAX_BYTES + 1);
  if (!g_input_stream_read_all (
          stream, text->str + before, MAX_BYTES + 1, &n_read, cancellable, error))
    {
      g_string_truncate (text, before);
      return FALSE;
    }
  g_string_set_size (text, before + n_read);
  if (n_read > MAX_BYTES)
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_FAILED,
                           _ ("It is too large for a list of addresses."));
      return FALSE;
    }
  if (memchr (text->str + before, '\0', n_read) != NULL)
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_FAILED,
                           _ ("It is not a text file."));
      return FALSE;
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
read_file (GFile *file, GString *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  return stream != NULL && read_stream (G_INPUT_STREAM (stream), text, cancellable, error);
}

/* What a person can do about it begins with which file it was. */
static void
name_file (GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *shown = freshet_format_escape (name);

  /* Translators: the name of a file; why it cannot be read follows. */
  g_prefix_error (error, _ ("Cannot read the addresses from “%s”: "), shown);
}

static void
read_files_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *files = data;
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      GFile *file = files->pdata[i];

      g_autofree char *uri = g_file_get_uri (file);

      if (is_web_address (uri))
        {
          g_string_append_printf (text, "%s\n", uri);
        }
      else if (!read_file (file, text, cancellable, &error))
        {
          name_file (file, &error);
          g_task_return_error (task, error);
          return;
        }
    }
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
}

static void
read_stream_thread (GTask *task, gpointer stream, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;

  if (read_stream (stream, text, cancellable, &error))
    g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * freshet_address_source_read_files_async:
 * @files: (element-type GFile): lists of addresses, and web addresses
 * @cancellable: (nullable): a way to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads files that hold addresses. A file that is a web address itself is taken as that, as it is when
 * a link is dropped.
 */
void
freshet_address_source_read_files_async (GPtrArray *files,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (files != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_address_source_read_files_async);
  g_task_set_task_data (task, g_ptr_array_ref (files), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, read_files_thread);
}

/**
 * freshet_address_source_read_stream_async:
 * @stream: what holds addresses, such as standard input
 * @cancellable: (nullable): a way to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
freshet_address_source_read_stream_async (GInputStream *stream,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  task = g_task_new (stream, cancellable, callback, user_data);
  g_task_set_source_tag (task, freshet_address_source_read_stream_async);
  g_task_run_in_thread (task, read_stream_thread);
}

/**
 * freshet_address_source_read_finish:
 * @result: what the callback was given
 * @error: set where something cannot be read, is no text, or is longer than a list can be (16 MiB)
 *
 * Returns: (transfer full): the text, %NULL with @error
 */
char *
freshet_address_source_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
