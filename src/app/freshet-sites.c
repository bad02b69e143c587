/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-sites.h"

#include "freshet-address.h"

/**
 * FreshetSites:
 *
 * The sites that addresses are of, in words: whom a password may be told is a scheme, a host and a
 * port together.
 */
struct _FreshetSites
{
  GObject parent_instance;

  GtkStringList *names; /* owned */
  GPtrArray *origins;   /* owned, of GUri: one address of each */
};

G_DEFINE_FINAL_TYPE (FreshetSites, freshet_sites, G_TYPE_OBJECT)

static char *
get_name (GUri *uri)
{
  g_autofree char *host = freshet_address_get_host (uri);

  return g_strconcat (g_uri_get_scheme (uri), "://", host, NULL);
}

static gboolean
is_same (FreshetSites *self, GPtrArray *names)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  if (n_items != names->len)
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    {
      if (!g_str_equal (gtk_string_list_get_string (self->names, i), names->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static void
freshet_sites_dispose (GObject *object)
{
  FreshetSites *self = FRESHET_SITES (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->origins, g_ptr_array_unref);

  G_OBJECT_CLASS (freshet_sites_parent_class)->dispose (object);
}

static void
freshet_sites_class_init (FreshetSitesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_sites_dispose;
}

static void
freshet_sites_init (FreshetSites *self)
{
  self->names = gtk_string_list_new (NULL);
  self->origins = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
}

/**
 * freshet_sites_new:
 *
 * Returns: (transfer full): no sites yet
 */
FreshetSites *
freshet_sites_new (void)
{
  return g_object_new (FRESHET_TYPE_SITES, NULL);
}

/**
 * freshet_sites_get_model:
 * @self: sites
 *
 * Returns: (transfer none): their names, a list of #GtkStringObject
 */
GListModel *
freshet_sites_get_model (FreshetSites *self)
{
  g_return_val_if_fail (FRESHET_IS_SITES (self), NULL);

  return G_LIST_MODEL (self->names);
}

/**
 * freshet_sites_update:
 * @self: sites
 * @uris: (element-type GUri): addresses
 *
 * Lists the sites of @uris. If they are those of before, nothing changes.
 *
 * Returns: how many there are
 */
guint
freshet_sites_update (FreshetSites *self, GPtrArray *uris)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (FRESHET_IS_SITES (self), 0);
  g_return_val_if_fail (uris != NULL, 0);

  g_ptr_array_set_size (self->origins, 0);
  for (guint i = 0; i < uris->len; i++)
    {
      g_autofree char *name = get_name (uris->pdata[i]);

      if (g_hash_table_contains (seen, name))
        continue;
      g_ptr_array_add (names, name);
      g_hash_table_add (seen, g_steal_pointer (&name));
      g_ptr_array_add (self->origins, g_uri_ref (uris->pdata[i]));
    }
  if (!is_same (self, names))
    {
      g_ptr_array_add (names, NULL);
      gtk_string_list_splice (self->names,
                              0,
                              g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                              (const char *const *) names->pdata);
    }
  return self->origins->len;
}

/**
 * freshet_sites_get_origin:
 * @self: sites
 * @position: which of them
 *
 * Returns: (transfer none) (nullable): an address of that site
 */
GUri *
freshet_sites_get_origin (FreshetSites *self, guint position)
{
  g_return_val_if_fail (FRESHET_IS_SITES (self), NULL);

  return position < self->origins->len ? self->origins->pdata[position] : NULL;
}
