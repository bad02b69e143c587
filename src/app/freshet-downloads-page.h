/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-address.h"
#include "freshet-download-list.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_DOWNLOADS_PAGE (freshet_downloads_page_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetDownloadsPage, freshet_downloads_page, FRESHET, DOWNLOADS_PAGE, GtkWidget)

void freshet_downloads_page_set_queue (FreshetDownloadsPage *self, FreshetQueue *queue);
void
freshet_downloads_page_reject (FreshetDownloadsPage *self, const char *text, const char *message);
void freshet_downloads_page_reject_list (FreshetDownloadsPage *self, FreshetAddressList *list);
FreshetDownloadList *freshet_downloads_page_get_list (FreshetDownloadsPage *self);

G_END_DECLS
