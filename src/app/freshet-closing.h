/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CLOSING (freshet_closing_get_type ())
G_DECLARE_FINAL_TYPE (FreshetClosing, freshet_closing, FRESHET, CLOSING, GObject)

FreshetClosing *
freshet_closing_new (GtkApplication *application, FreshetQueue *queue, GSettings *settings);

void freshet_closing_watch (FreshetClosing *self, GtkWindow *window);
void freshet_closing_quit (FreshetClosing *self);
void freshet_closing_quit_now (FreshetClosing *self);

G_END_DECLS
