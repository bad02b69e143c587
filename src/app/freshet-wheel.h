/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_wheel_scroll_by_frame (GtkScrolledWindow *scrolled_window);

G_END_DECLS
