/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-candidate.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CANDIDATE_ROW (freshet_candidate_row_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCandidateRow, freshet_candidate_row, FRESHET, CANDIDATE_ROW, GtkWidget)

GtkWidget *freshet_candidate_row_new (void);
void freshet_candidate_row_set_candidate (FreshetCandidateRow *self, FreshetCandidate *candidate);

G_END_DECLS
