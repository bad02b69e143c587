/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-watch-log.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_WATCH_TRACE (freshet_watch_trace_get_type ())
G_DECLARE_FINAL_TYPE (FreshetWatchTrace, freshet_watch_trace, FRESHET, WATCH_TRACE, GtkWidget)

void freshet_watch_trace_show_log (FreshetWatchTrace *self, FreshetWatchLog *log, gint64 now);

G_END_DECLS
