/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void freshet_files_open_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
void freshet_files_show_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
gboolean freshet_files_launch_finish (GAsyncResult *result, GError **error);

G_END_DECLS
