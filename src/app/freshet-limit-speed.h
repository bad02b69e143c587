/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-download.h"

G_BEGIN_DECLS

void freshet_limit_speed_ask (GtkWidget *widget, GPtrArray *downloads);

G_END_DECLS
