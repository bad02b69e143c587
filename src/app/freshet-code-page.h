/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CODE_PAGE (freshet_code_page_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCodePage, freshet_code_page, FRESHET, CODE_PAGE, GtkWidget)

void freshet_code_page_set_queue (FreshetCodePage *self, FreshetQueue *queue);

G_END_DECLS
