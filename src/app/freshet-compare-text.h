/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

const char *freshet_compare_text_mode (FreshetMode mode);
char *freshet_compare_text_pros_and_cons (FreshetMode mode);
char *freshet_compare_text_files (guint n_files, gboolean is_demo);
char *freshet_compare_text_warning (guint freeze_guard_s);
char *freshet_compare_text_running (FreshetMode mode, guint i, guint n_modes);
char *freshet_compare_text_verdict (GPtrArray *reports);
char *freshet_compare_text_missing (FreshetReport *report);
char *freshet_compare_text_cell (const char *figure,
                                 const char *mode,
                                 const char *value,
                                 gboolean is_best);
char *freshet_compare_text_when (GDateTime *when, GDateTime *now);

G_END_DECLS
