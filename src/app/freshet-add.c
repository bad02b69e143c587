/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-add.h"

#include "freshet-address.h"

static GHashTable *
collect_addresses (FreshetQueue *queue)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_hash_table_add (addresses, g_strdup (freshet_download_get_address (download)));
    }
  return addresses;
}

static void
add_all (FreshetQueue *queue, GPtrArray *uris, const char *folder, gboolean temporary)
{
  g_autoptr (GPtrArray) downloads = NULL;

  if (uris->len == 0)
    return;

  downloads = g_ptr_array_new_full (uris->len, g_object_unref);
  for (guint i = 0; i < uris->len; i++)
    {
      FreshetDownload *download = freshet_download_new (uris->pdata[i], folder);

      freshet_download_set_temporary (download, temporary);
      g_ptr_array_add (downloads, download);
    }
  freshet_queue_add_many (queue, downloads);
}

/**
 * freshet_add_uris:
 * @queue: the list
 * @uris: (element-type GUri): what to add to it
 * @folder: (type filename): where the files go
 *
 * Adds what is not in the list yet.
 *
 * Returns: (transfer full) (element-type GUri): what was already there, and was not added; empty if
 *   all were
 */
GPtrArray *
freshet_add_uris (FreshetQueue *queue, GPtrArray *uris, const char *folder)
{
  g_autoptr (GHashTable) addresses = NULL;
  g_autoptr (GPtrArray) added = NULL;
  GPtrArray *known;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (uris != NULL && folder != NULL, NULL);

  addresses = collect_addresses (queue);
  added = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  known = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  for (guint i = 0; i < uris->len; i++)
    {
      gboolean is_new = g_hash_table_add (addresses, freshet_address_to_display (uris->pdata[i]));

      g_ptr_array_add (is_new ? added : known, g_uri_ref (uris->pdata[i]));
    }

  add_all (queue, added, folder, FALSE);
  return known;
}

/**
 * freshet_add_uris_again:
 * @queue: the list
 * @uris: (element-type GUri): what to add to it
 * @folder: (type filename): where the files go
 *
 * Adds all of @uris, also those that are in the list already.
 */
void
freshet_add_uris_again (FreshetQueue *queue, GPtrArray *uris, const char *folder)
{
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (uris != NULL && folder != NULL);

  add_all (queue, uris, folder, FALSE);
}

/**
 * freshet_add_temporary_uris:
 * @queue: the list
 * @uris: (element-type GUri): what to add to it
 * @folder: (type filename): where the files go
 *
 * Adds all of @uris, also those that are in the list already, until the program ends.
 */
void
freshet_add_temporary_uris (FreshetQueue *queue, GPtrArray *uris, const char *folder)
{
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (uris != NULL && folder != NULL);

  add_all (queue, uris, folder, TRUE);
}
