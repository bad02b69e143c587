/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_METERED_BANNER (freshet_metered_banner_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetMeteredBanner, freshet_metered_banner, FRESHET, METERED_BANNER, GtkWidget)

void freshet_metered_banner_set_queue (FreshetMeteredBanner *self, FreshetQueue *queue);
void freshet_metered_banner_set_monitor (FreshetMeteredBanner *self, GNetworkMonitor *monitor);
void freshet_metered_banner_find_monitor (FreshetMeteredBanner *self);

G_END_DECLS
