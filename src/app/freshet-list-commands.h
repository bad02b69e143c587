/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-command.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

void freshet_list_commands_run (GtkWidget *widget,
                                FreshetQueue *queue,
                                FreshetCommand command,
                                GPtrArray *downloads);
void freshet_list_commands_clear_finished (GtkWidget *widget, FreshetQueue *queue);

G_END_DECLS
