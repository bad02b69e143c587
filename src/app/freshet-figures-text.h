/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-frame-meter.h"

G_BEGIN_DECLS

char *freshet_figures_text_running (guint fps, double longest_freeze_ms, guint64 missed);
char *freshet_figures_text_last (double longest_freeze_ms, const FreshetFrames *frames);
char *freshet_figures_text_freeze (double milliseconds);
char *freshet_figures_text_duration (double seconds);
char *freshet_figures_text_frozen (double milliseconds);
char *freshet_figures_text_missed_input (guint n_clicks, guint n_keys);
char *freshet_figures_text_left (guint n_waiting);
char *freshet_figures_text_summary (guint n_finished, guint n_all, double seconds);

char *freshet_figures_text_clicks (guint n_clicks, gint64 delay);

G_END_DECLS
