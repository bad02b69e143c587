/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-waterfall-layout.h"

G_BEGIN_DECLS

const char *freshet_waterfall_text_phase (FreshetPhase phase);
char *freshet_waterfall_text_heading (FreshetReport *report);
char *freshet_waterfall_text_file (const FreshetReportDownload *download, double elapsed_s);
char *freshet_waterfall_text_loop (const FreshetTimeline *timeline, double time_s);
char *freshet_waterfall_text_frames (const FreshetTimeline *timeline, double time_s);
char *freshet_waterfall_text_input (const FreshetTimeline *timeline, double time_s);
char *freshet_waterfall_text_lane (const FreshetLane *lane, GPtrArray *reports, double time_s);
char *freshet_waterfall_text_summary (GPtrArray *reports);

G_END_DECLS
