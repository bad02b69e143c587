/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_WATCHER (freshet_watcher_get_type ())
G_DECLARE_FINAL_TYPE (FreshetWatcher, freshet_watcher, FRESHET, WATCHER, AdwApplication)

gboolean freshet_watcher_parse (int argc, char **argv, int *fd);
FreshetWatcher *freshet_watcher_new (int fd);

G_END_DECLS
