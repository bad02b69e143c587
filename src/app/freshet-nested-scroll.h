/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_nested_scroll_prepare (GtkScrolledWindow *window);

G_END_DECLS
