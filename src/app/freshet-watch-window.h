/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_WATCH_WINDOW (freshet_watch_window_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetWatchWindow, freshet_watch_window, FRESHET, WATCH_WINDOW, AdwApplicationWindow)

FreshetWatchWindow *freshet_watch_window_new (GtkApplication *application, int fd);

G_END_DECLS
