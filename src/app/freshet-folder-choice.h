/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

void freshet_folder_choice_ask (GtkWidget *widget, FreshetQueue *queue, FreshetDownload *download);

G_END_DECLS
