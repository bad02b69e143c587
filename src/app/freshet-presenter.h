/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_presenter_zoom (int steps);
void freshet_presenter_reset (void);
int freshet_presenter_get_percent (void);
int freshet_presenter_step (int percent, int steps);

G_END_DECLS
