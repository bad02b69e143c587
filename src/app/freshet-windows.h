/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_windows_connect (const char *detailed_signal, GCallback callback);

G_END_DECLS
