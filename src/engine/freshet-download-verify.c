/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "freshet-disk.h"
#include "freshet-error.h"
#include "freshet-publish.h"

#define BUFFER_BYTES (1024 * 1024)
#define MAX_NUMBER 999

typedef struct
{
  char *path;
  FreshetChecksum *wanted;
  GError *not_renamed; /* why a wrong file keeps its name */
} Verification;

static void
verification_free (gpointer data)
{
  Verification *verification = data;

  g_free (verification->path);
  freshet_checksum_free (verification->wanted);
  g_clear_error (&verification->not_renamed);
  g_free (verification);
}

static gboolean
read_file (int fd, GChecksum *checksum, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_BYTES);
  gssize n;

  while ((n = read (fd, buffer, BUFFER_BYTES)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error,
                       FRESHET_ERROR,
                       FRESHET_ERROR_FAILED,
                       _ ("The file cannot be read: %s"),
                       g_strerror (errno));
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_checksum_update (checksum, buffer, n);
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the digest of the file, in hexadecimal digits */
static char *
digest_file (const Verification *verification, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (verification->wanted->type);
  int fd = g_open (verification->path, O_RDONLY | O_CLOEXEC, 0);
  char *digest = NULL;

  if (fd < 0)
    {
      g_set_error (error,
                   FRESHET_ERROR,
                   FRESHET_ERROR_FAILED,
                   _ ("The file cannot be read: %s"),
                   g_strerror (errno));
      return NULL;
    }
  if (read_file (fd, checksum, cancellable, error))
    digest = g_strdup (g_checksum_get_string (checksum));
  close (fd);
  return digest;
}

/* A file that is not what was wanted does not keep the name of what was wanted. */
static void
set_aside (const char *path, GError **error)
{
  GError *failure = NULL;

  for (guint i = 0; i <= MAX_NUMBER; i++)
    {
      g_autofree char *bad
          = i == 0 ? g_strconcat (path, ".bad", NULL) : g_strdup_printf ("%s (%u).bad", path, i);

      g_clear_error (&failure);
      if (freshet_publish_rename (path, bad, FALSE, &failure))
        return;
      if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_EXIST))
        break;
    }
  g_propagate_error (error, failure);
}

static void
verify_thread (GTask *task)
{
  Verification *verification = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *digest = digest_file (verification, g_task_get_cancellable (task), &error);

  if (digest == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!g_str_equal (digest, verification->wanted->hex))
    set_aside (verification->path, &verification->not_renamed);
  g_task_return_boolean (task, g_str_equal (digest, verification->wanted->hex));
}

/**
 * freshet_download_verify_async:
 * @self: a download that is finished
 * @checksum: what the file is to have
 * @cancellable: (nullable): ends the reading
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Reads a finished file again, in a worker, and compares.
 */
void
freshet_download_verify_async (FreshetDownload *self,
                               const FreshetChecksum *checksum,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Verification *verification;

  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));
  g_return_if_fail (self->state == FRESHET_STATE_FINISHED);

  task = g_task_new (self, cancellable, callback, user_data);
  verification = g_new0 (Verification, 1);
  verification->path = g_strdup (self->path);
  verification->wanted = freshet_checksum_copy (checksum);
  g_task_set_source_tag (task, freshet_download_verify_async);
  g_task_set_priority (task, FRESHET_PRIORITY_TRANSFER);
  g_task_set_task_data (task, verification, verification_free);
  freshet_download_set_checksum (self, checksum);
  freshet_disk_run (task, verify_thread);
}

static GError *
create_mismatch (const Verification *verification)
{
  if (verification->not_renamed != NULL)
    return g_error_new (
        FRESHET_ERROR,
        FRESHET_ERROR_CHECKSUM_MISMATCH,
        /* Translators: %s is a sentence: why it cannot be renamed. */
        _ ("The file is not the one that was wanted: its checksum differs. It still "
           "has its name. %s"),
        verification->not_renamed->message);
  return g_error_new (
      FRESHET_ERROR,
      FRESHET_ERROR_CHECKSUM_MISMATCH,
      _ ("The file is not the one that was wanted: its checksum differs. It was set "
         "aside, with “%s” after its name."),
      ".bad");
}

/**
 * freshet_download_verify_finish:
 * @self: a download
 * @result: what the callback got
 * @error: set where the file cannot be read
 *
 * Takes the result over: a file that is not the one that was wanted was set aside as `NAME.bad`, where
 * it can be renamed, and its download has failed.
 *
 * Returns: whether the file is the one that was wanted
 */
gboolean
freshet_download_verify_finish (FreshetDownload *self, GAsyncResult *result, GError **error)
{
  const Verification *verification;
  GError *failure = NULL;
  gboolean matches;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  verification = g_task_get_task_data (G_TASK (result));
  matches = g_task_propagate_boolean (G_TASK (result), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (matches)
    {
      g_free (self->digest);
      self->digest = freshet_checksum_to_string (verification->wanted);
      g_object_notify (G_OBJECT (self), "digest");
      return TRUE;
    }
  freshet_download_set_error (self, create_mismatch (verification));
  freshet_download_set_state (self, FRESHET_STATE_FAILED);
  return FALSE;
}
