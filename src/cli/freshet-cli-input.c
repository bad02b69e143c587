/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-input.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static GInputStream *
open_input (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;

  /* A stream of the descriptor can be interrupted while it waits for somebody to type. */
  if (strcmp (path, "-") == 0)
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_file_new_for_path (path);
  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

static GBytes *
read_input (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) input = open_input (path, cancellable, error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (input == NULL)
    return NULL;
  if (g_output_stream_splice (
          memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, cancellable, error)
      < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * freshet_cli_input_read:
 * @path: a file, or `-` for standard input
 * @cancellable: ends the wait for standard input
 * @error: return location
 *
 * Returns: (transfer full): the whole text, or %NULL where it cannot be read or is no text
 */
char *
freshet_cli_input_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *start;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_input (path, cancellable, error);
  if (bytes == NULL)
    {
      /* Translators: the name of a file; why it cannot be read follows. */
      g_prefix_error (error, _ ("Cannot read the addresses from “%s”: "), path);
      return NULL;
    }

  start = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return g_strdup ("");
  if (memchr (start, '\0', length) != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("“%s” is not a text file"), path);
      return NULL;
    }
  return g_strndup (start, length);
}
