/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-store-rows.h"

G_BEGIN_DECLS

GPtrArray *freshet_store_rebuild (GHashTable *folders);
GPtrArray *freshet_store_recover (GPtrArray *rows);

G_END_DECLS
