/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-list-order.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_DOWNLOAD_LIST (freshet_download_list_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDownloadList, freshet_download_list, FRESHET, DOWNLOAD_LIST, GtkWidget)

void freshet_download_list_set_queue (FreshetDownloadList *self, FreshetQueue *queue);

FreshetQueue *freshet_download_list_get_queue (FreshetDownloadList *self);
FreshetListOrder *freshet_download_list_get_order (FreshetDownloadList *self);
GtkSelectionModel *freshet_download_list_get_selection (FreshetDownloadList *self);
GPtrArray *freshet_download_list_dup_selected (FreshetDownloadList *self);

void freshet_download_list_find (FreshetDownloadList *self);
void freshet_download_list_set_filter (FreshetDownloadList *self, FreshetListFilter filter);
void freshet_download_list_scroll_to (FreshetDownloadList *self, guint position);

G_END_DECLS
