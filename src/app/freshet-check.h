/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-download.h"

G_BEGIN_DECLS

void freshet_check_ask (GtkWidget *widget, FreshetDownload *download);
void freshet_check_find (GtkWidget *widget, FreshetDownload *download);

G_END_DECLS
