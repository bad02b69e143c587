/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_INHIBITOR (freshet_inhibitor_get_type ())
G_DECLARE_FINAL_TYPE (FreshetInhibitor, freshet_inhibitor, FRESHET, INHIBITOR, GObject)

FreshetInhibitor *freshet_inhibitor_new (GtkApplication *application, FreshetQueue *queue);

G_END_DECLS
