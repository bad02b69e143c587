/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-address.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_DOWNLOADS_PAGE (freshet_downloads_page_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetDownloadsPage, freshet_downloads_page, FRESHET, DOWNLOADS_PAGE, GtkWidget)

void freshet_downloads_page_set_queue (FreshetDownloadsPage *self,
                                       FreshetQueue *queue,
                                       GSettings *settings);
void freshet_downloads_page_add_list (FreshetDownloadsPage *self, FreshetAddressList *list);
void freshet_downloads_page_add_demo (FreshetDownloadsPage *self, GPtrArray *uris);

G_END_DECLS
