/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-add.h"

#include "freshet-address.h"

static FreshetDownload *
create_download (GUri *uri, const FreshetAddWishes *wishes)
{
  FreshetDownload *download = freshet_download_new (uri, wishes->folder);

  freshet_download_set_temporary (download, wishes->temporary);
  if (wishes->checksum != NULL)
    freshet_download_set_checksum (download, wishes->checksum);
  if (wishes->origin != NULL && freshet_address_same_origin (uri, wishes->origin))
    freshet_download_set_credentials (download, wishes->user, wishes->password);
  return download;
}

/**
 * freshet_add_collect_addresses:
 * @queue: the list
 *
 * Returns: (transfer full) (element-type utf8): the set of all addresses in it, as they are shown
 */
GHashTable *
freshet_add_collect_addresses (FreshetQueue *queue)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_items;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), addresses);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_hash_table_add (addresses, g_strdup (freshet_download_get_address (download)));
    }
  return addresses;
}

/**
 * freshet_add_uris:
 * @queue: the list
 * @uris: (element-type GUri): what to add to it
 * @wishes: what is wanted of them
 *
 * Adds all of @uris, also those that are in the list already.
 *
 * Returns: (transfer full) (element-type FreshetDownload): what was added
 */
GPtrArray *
freshet_add_uris (FreshetQueue *queue, GPtrArray *uris, const FreshetAddWishes *wishes)
{
  GPtrArray *downloads = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), downloads);
  g_return_val_if_fail (uris != NULL && wishes != NULL && wishes->folder != NULL, downloads);
  g_return_val_if_fail (wishes->checksum == NULL || uris->len <= 1, downloads);

  for (guint i = 0; i < uris->len; i++)
    g_ptr_array_add (downloads, create_download (uris->pdata[i], wishes));
  if (downloads->len > 0)
    freshet_queue_add_many (queue, downloads);
  return downloads;
}

/**
 * freshet_add_new_uris:
 * @queue: the list
 * @uris: (element-type GUri): what to add to it
 * @wishes: what is wanted of them
 * @known: (out) (transfer full) (element-type GUri): what was already there, and was not added
 *
 * Adds what is not in the list yet, each once.
 *
 * Returns: (transfer full) (element-type FreshetDownload): what was added
 */
GPtrArray *
freshet_add_new_uris (FreshetQueue *queue,
                      GPtrArray *uris,
                      const FreshetAddWishes *wishes,
                      GPtrArray **known)
{
  g_autoptr (GHashTable) addresses = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (uris != NULL && known != NULL, NULL);

  addresses = freshet_add_collect_addresses (queue);
  *known = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  for (guint i = 0; i < uris->len; i++)
    {
      gboolean is_new = g_hash_table_add (addresses, freshet_address_to_display (uris->pdata[i]));

      g_ptr_array_add (is_new ? added : *known, g_uri_ref (uris->pdata[i]));
    }
  return freshet_add_uris (queue, added, wishes);
}
