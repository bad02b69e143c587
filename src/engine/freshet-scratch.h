/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void
freshet_scratch_create_async (const char *parent, GAsyncReadyCallback callback, gpointer user_data);
char *freshet_scratch_create_finish (GAsyncResult *result, GError **error);

void
freshet_scratch_remove_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean freshet_scratch_remove_finish (GAsyncResult *result, GError **error);

G_END_DECLS
