/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-checksum-finder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-checksum-list.h"
#include "freshet-error.h"
#include "freshet-request.h"
#include "freshet-http.h"
#include "freshet-late-cancellable.h"
#include "freshet-session.h"

/* A list of checksums is text of some kilobytes; what is longer is something else. */
#define MAX_BYTES (1024 * 1024)

/* What is put behind the address of a file, and what lies beside it. */
static const char *const suffixes[] = { ".sha256", ".sha512", ".sha256sum", ".sha512sum" };
static const char *const lists[] = { "SHA256SUMS", "SHA512SUMS", "sha256sum.txt", "CHECKSUM" };

typedef struct
{
  FreshetSession *session;
  FreshetRequest *request;
  char *name;
  guint place;
  char *buffer;
} Search;

static void ask (GTask *task);

static void
search_free (gpointer data)
{
  Search *search = data;

  freshet_session_unref (search->session);
  freshet_request_unref (search->request);
  g_free (search->name);
  g_free (search->buffer);
  g_free (search);
}

static GUri *
with_path (GUri *uri, const char *path)
{
  return g_uri_build_with_user (g_uri_get_flags (uri),
                                g_uri_get_scheme (uri),
                                g_uri_get_user (uri),
                                g_uri_get_password (uri),
                                g_uri_get_auth_params (uri),
                                g_uri_get_host (uri),
                                g_uri_get_port (uri),
                                path,
                                NULL,
                                NULL);
}

/* Returns: (transfer full) (nullable): the next place to look, %NULL after the last one */
static GUri *
next_place (Search *search)
{
  GUri *uri = search->request->uri;
  const char *path = g_uri_get_path (uri);
  guint i = search->place++;
  g_autofree char *folder = NULL;
  g_autofree char *other = NULL;

  if (i < G_N_ELEMENTS (suffixes))
    {
      other = g_strconcat (path, suffixes[i], NULL);
      return with_path (uri, other);
    }
  i -= G_N_ELEMENTS (suffixes);
  if (i >= G_N_ELEMENTS (lists))
    return NULL;
  folder = g_strndup (path, (gsize) (strrchr (path, '/') + 1 - path));
  other = g_strconcat (folder, lists[i], NULL);
  return with_path (uri, other);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  FreshetChecksum *checksum = NULL;
  gsize n_bytes;

  if (g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_bytes, NULL)
      && n_bytes < MAX_BYTES)
    {
      search->buffer[n_bytes] = '\0';
      checksum = freshet_checksum_list_find (search->buffer, search->name);
    }
  g_input_stream_close_async (
      G_INPUT_STREAM (object), g_task_get_priority (task), NULL, NULL, NULL);
  if (checksum != NULL)
    g_task_return_pointer (task, checksum, (GDestroyNotify) freshet_checksum_free);
  else
    ask (task);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (object), result);
  guint status = soup_message_get_status (message);
  GError *error = NULL;
  g_autoptr (GInputStream) body = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (body == NULL)
    {
      g_task_return_error (task, freshet_http_translate_error (message, error));
      return;
    }
  if (status == SOUP_STATUS_OK)
    {
      g_input_stream_read_all_async (body,
                                     search->buffer,
                                     MAX_BYTES,
                                     g_task_get_priority (task),
                                     g_task_get_cancellable (task),
                                     read_cb,
                                     g_object_ref (task));
      return;
    }
  g_input_stream_close_async (body, g_task_get_priority (task), NULL, NULL, NULL);
  ask (task);
}

static void
ask (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  int priority = g_task_get_priority (task);
  g_autoptr (GCancellable) cancellable
      = freshet_late_cancellable_new (g_task_get_cancellable (task), priority);
  g_autoptr (GUri) uri = next_place (search);
  g_autoptr (SoupMessage) message = NULL;

  if (uri == NULL)
    {
      g_task_return_new_error (task,
                               FRESHET_ERROR,
                               FRESHET_ERROR_FAILED,
                               _ ("There is no checksum beside the file on the server."));
      return;
    }
  message = freshet_http_create_message (search->request, uri, TRUE, NULL);
  soup_session_send_async (search->session->soup,
                           message,
                           FRESHET_ASK_PRIORITY (priority),
                           cancellable,
                           answered_cb,
                           g_object_ref (task));
}

/**
 * freshet_checksum_finder_find_async:
 * @uri: the address of a file
 * @name: its name, as a list of checksums would have it
 * @cancellable: (nullable): ends the search
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * Looks beside a file for its checksum: `NAME.sha256` and the like, then `SHA256SUMS` and the like in
 * its folder. Redirects are not followed: a checksum is worth what the place is worth that it is from.
 */
void
freshet_checksum_finder_find_async (GUri *uri,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (FreshetRateLimiter) unlimited = freshet_rate_limiter_new (0);
  Search *search = g_new0 (Search, 1);

  search->session = freshet_session_new (FRESHET_MODE_ASYNC, 1, 1, unlimited, NULL);
  freshet_session_prepare (search->session, uri);
  search->request = freshet_request_new (uri, "");
  search->name = g_strdup (name);
  search->buffer = g_malloc (MAX_BYTES + 1);
  g_task_set_source_tag (task, freshet_checksum_finder_find_async);
  g_task_set_priority (task, FRESHET_PRIORITY_TRANSFER);
  g_task_set_task_data (task, search, search_free);
  ask (task);
}

/**
 * freshet_checksum_finder_find_finish:
 * @result: what the callback got
 * @error: %FRESHET_ERROR_FAILED where there is none, or why nothing could be asked
 *
 * Returns: (transfer full): the checksum that was found
 */
FreshetChecksum *
freshet_checksum_finder_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
