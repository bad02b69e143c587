/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void freshet_background_request_async (GAsyncReadyCallback callback, gpointer user_data);
void freshet_background_ask_portal_async (GDBusConnection *bus,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean freshet_background_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
