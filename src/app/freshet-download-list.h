/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_DOWNLOAD_LIST (freshet_download_list_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDownloadList, freshet_download_list, FRESHET, DOWNLOAD_LIST, GtkWidget)

void freshet_download_list_set_queue (FreshetDownloadList *self, FreshetQueue *queue);

G_END_DECLS
