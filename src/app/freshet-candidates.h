/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-candidate.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CANDIDATES (freshet_candidates_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCandidates, freshet_candidates, FRESHET, CANDIDATES, GObject)

FreshetCandidates *freshet_candidates_new (GHashTable *known);

GListModel *freshet_candidates_get_model (FreshetCandidates *self);
void freshet_candidates_find (FreshetCandidates *self, const char *text);
void freshet_candidates_choose_all (FreshetCandidates *self, gboolean chosen);
guint freshet_candidates_get_n_valid (FreshetCandidates *self);
guint freshet_candidates_get_n_chosen (FreshetCandidates *self);
GPtrArray *freshet_candidates_list_chosen (FreshetCandidates *self);

char *freshet_candidates_shorten (const char *text);

G_END_DECLS
