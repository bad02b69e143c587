/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_SITES (freshet_sites_get_type ())
G_DECLARE_FINAL_TYPE (FreshetSites, freshet_sites, FRESHET, SITES, GObject)

FreshetSites *freshet_sites_new (void);
GListModel *freshet_sites_get_model (FreshetSites *self);
guint freshet_sites_update (FreshetSites *self, GPtrArray *uris);
GUri *freshet_sites_get_origin (FreshetSites *self, guint position);

G_END_DECLS
