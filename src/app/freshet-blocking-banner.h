/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_BLOCKING_BANNER (freshet_blocking_banner_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetBlockingBanner, freshet_blocking_banner, FRESHET, BLOCKING_BANNER, GtkWidget)

void freshet_blocking_banner_set_queue (FreshetBlockingBanner *self,
                                        FreshetQueue *queue,
                                        GSettings *settings);
void freshet_blocking_banner_set_orientation (FreshetBlockingBanner *self,
                                              GtkOrientation orientation);

G_END_DECLS
