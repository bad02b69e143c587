/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-snapshot.h"

#include <libsoup/soup.h>

#include "freshet-address.h"
#include "freshet-download-private.h"
#include "freshet-error.h"

/* What was written was an address once; what is none any more was damaged. */
static GUri *
parse_address (const char *address)
{
  g_autoptr (GUri) uri = NULL;

  for (const char *p = address; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return NULL;
  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (!g_str_equal (g_uri_get_scheme (uri), "http")
          && !g_str_equal (g_uri_get_scheme (uri), "https")))
    return NULL;
  return g_steal_pointer (&uri);
}

static GError *
restore_error (const FreshetSnapshot *snapshot)
{
  g_autoptr (GEnumClass) errors = g_type_class_ref (FRESHET_TYPE_ERROR);
  const GEnumValue *value;

  if (snapshot->state != FRESHET_STATE_FAILED || snapshot->error_code == NULL
      || snapshot->error_message == NULL)
    return NULL;
  value = g_enum_get_value_by_nick (errors, snapshot->error_code);
  return g_error_new_literal (FRESHET_ERROR,
                              value != NULL ? value->value : FRESHET_ERROR_FAILED,
                              snapshot->error_message);
}

static void
take_error (FreshetSnapshot *snapshot, const GError *error)
{
  if (error == NULL)
    return;
  snapshot->error_code = g_strdup (freshet_error_code (error));
  snapshot->error_message = g_utf8_make_valid (error->message, -1);
}

/**
 * freshet_snapshot_new:
 *
 * Returns: (transfer full): one with nothing in it
 */
FreshetSnapshot *
freshet_snapshot_new (void)
{
  FreshetSnapshot *snapshot = g_new0 (FreshetSnapshot, 1);

  snapshot->total = -1;
  return snapshot;
}

/**
 * freshet_snapshot_take:
 * @download: a download
 *
 * Returns: (transfer full): what of it is to outlive the program
 */
FreshetSnapshot *
freshet_snapshot_take (FreshetDownload *download)
{
  FreshetSnapshot *snapshot;

  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (download), NULL);

  snapshot = freshet_snapshot_new ();
  snapshot->address = g_strdup (download->address);
  snapshot->directory = g_strdup (download->directory);
  snapshot->wanted_name = g_strdup (download->wanted_name);
  if (download->checksum != NULL)
    snapshot->checksum = freshet_checksum_to_string (download->checksum);
  snapshot->overwrite = download->overwrite;
  snapshot->resume = download->resume;
  snapshot->rate_limit = download->rate_limit;
  snapshot->state = download->state;
  snapshot->name = g_strdup (download->name);
  snapshot->path = g_strdup (download->path);
  snapshot->received = download->received;
  snapshot->total = download->total;
  snapshot->attempts = download->attempts;
  take_error (snapshot, download->error);
  snapshot->final_address = g_strdup (download->final_uri);
  snapshot->digest = g_strdup (download->digest);
  snapshot->added = download->added;
  snapshot->ended = download->ended;
  return snapshot;
}

/* What was under way is to be started again; what its part holds is gone on with. */
static FreshetState
restored_state (FreshetState state)
{
  return freshet_state_is_active (state) ? FRESHET_STATE_WAITING : state;
}

static void
move_text (char **to, char **from)
{
  g_free (*to);
  *to = g_steal_pointer (from);
}

static void
restore_wanted (FreshetDownload *download, FreshetSnapshot *snapshot)
{
  download->address = g_ref_string_new (snapshot->address);
  download->directory = g_ref_string_new_intern (snapshot->directory);
  move_text (&download->wanted_name, &snapshot->wanted_name);
  download->overwrite = snapshot->overwrite;
  download->resume = snapshot->resume;
  download->rate_limit = snapshot->rate_limit;
}

static void
restore_progress (FreshetDownload *download, FreshetSnapshot *snapshot)
{
  download->state = restored_state (snapshot->state);
  move_text (&download->name, &snapshot->name);
  move_text (&download->path, &snapshot->path);
  download->received = snapshot->received;
  download->total = snapshot->total;
  download->attempts = snapshot->attempts;
  download->error = restore_error (snapshot);
  freshet_download_set_final_uri (download, snapshot->final_address);
  move_text (&download->digest, &snapshot->digest);
  download->added = snapshot->added;
  download->ended = snapshot->ended;
}

/**
 * freshet_snapshot_restore:
 * @snapshot: (transfer full): what was taken of a download
 * @context: the main context that it is to belong to
 *
 * Makes a download again, in any thread. One that was under way waits.
 *
 * Returns: (transfer full) (nullable): the download; %NULL if something in @snapshot cannot have come
 *   from one
 */
FreshetDownload *
freshet_snapshot_restore (FreshetSnapshot *snapshot, GMainContext *context)
{
  g_autoptr (FreshetSnapshot) owned = snapshot;
  g_autoptr (FreshetChecksum) checksum = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  FreshetDownload *download;

  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  if (owned->address == NULL || owned->name == NULL || owned->directory == NULL)
    return NULL;
  uri = parse_address (owned->address);
  if (owned->checksum != NULL)
    checksum = freshet_checksum_parse (owned->checksum, NULL);
  if (uri == NULL || (owned->checksum != NULL && checksum == NULL))
    return NULL;

  download = g_object_new (FRESHET_TYPE_DOWNLOAD, NULL);
  g_main_context_unref (download->context);
  download->context = g_main_context_ref (context);
  host = freshet_address_get_host (uri);
  download->host = g_ref_string_new_intern (host);
  download->uri = g_steal_pointer (&uri);
  download->checksum = g_steal_pointer (&checksum);
  restore_wanted (download, owned);
  restore_progress (download, owned);
  return download;
}

/**
 * freshet_snapshot_free:
 * @snapshot: (transfer full) (nullable): a snapshot
 */
void
freshet_snapshot_free (FreshetSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;
  g_free (snapshot->address);
  g_free (snapshot->directory);
  g_free (snapshot->wanted_name);
  g_free (snapshot->checksum);
  g_free (snapshot->name);
  g_free (snapshot->path);
  g_free (snapshot->error_code);
  g_free (snapshot->error_message);
  g_free (snapshot->final_address);
  g_free (snapshot->digest);
  g_free (snapshot);
}
