/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-checksum.h"

G_BEGIN_DECLS

void freshet_checksum_finder_find_async (GUri *uri,
                                         const char *name,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FreshetChecksum *freshet_checksum_finder_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
