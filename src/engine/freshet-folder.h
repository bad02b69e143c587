/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean freshet_folder_check (const char *directory, GError **error);
gboolean freshet_folder_is_apart (const char *directory, const char *const *places);

G_END_DECLS
