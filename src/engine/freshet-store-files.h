/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int freshet_store_files_lock (const char *path, GError **error);
void freshet_store_files_remove (const char *path);
gboolean freshet_store_files_replace (const char *path, const char *temporary, GError **error);
gboolean freshet_store_files_set_aside (const char *path, char **set_aside, GError **error);

G_END_DECLS
