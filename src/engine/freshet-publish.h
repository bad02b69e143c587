/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
freshet_publish_rename (const char *from, const char *to, gboolean overwrite, GError **error);
gboolean freshet_publish_link (int fd, const char *to, GError **error);
gboolean freshet_publish_data (
    const char *temporary, const char *path, const char *data, gsize length, GError **error);
gboolean freshet_publish_flush_folder (const char *folder, GError **error);

void freshet_set_file_error (GError **error, int code, const char *path);

G_END_DECLS
