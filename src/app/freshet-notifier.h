/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_NOTIFIER (freshet_notifier_get_type ())
G_DECLARE_FINAL_TYPE (FreshetNotifier, freshet_notifier, FRESHET, NOTIFIER, GObject)

FreshetNotifier *
freshet_notifier_new (GtkApplication *application, FreshetQueue *queue, GSettings *settings);

G_END_DECLS
