/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_presenter_zoom (int steps);
void freshet_presenter_reset (void);
int freshet_presenter_get_percent (void);

G_END_DECLS
