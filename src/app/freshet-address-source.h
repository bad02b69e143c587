/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void freshet_address_source_read_files_async (GPtrArray *files,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
void freshet_address_source_read_stream_async (GInputStream *stream,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
char *freshet_address_source_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
