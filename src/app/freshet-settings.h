/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

GSettings *freshet_settings_new (void);
char *freshet_settings_get_download_folder (GSettings *settings);
void freshet_settings_apply (GSettings *settings, FreshetQueue *queue);

G_END_DECLS
