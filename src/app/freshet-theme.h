/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_theme_prepare (void);
void freshet_theme_read_icons (void);
void freshet_theme_watch_windows (void);

G_END_DECLS
