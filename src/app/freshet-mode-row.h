/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

GtkWidget *freshet_mode_row_new (FreshetMode mode, GtkCheckButton *check);
void freshet_mode_rows_bind (AdwPreferencesGroup *group, GSettings *settings);

G_END_DECLS
