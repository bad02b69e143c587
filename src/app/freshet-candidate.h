/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_CANDIDATE (freshet_candidate_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCandidate, freshet_candidate, FRESHET, CANDIDATE, GObject)

FreshetCandidate *freshet_candidate_new (GUri *uri, gboolean is_known);
FreshetCandidate *freshet_candidate_new_rejected (const char *text);

GUri *freshet_candidate_get_uri (FreshetCandidate *self);
const char *freshet_candidate_get_address (FreshetCandidate *self);
gboolean freshet_candidate_get_chosen (FreshetCandidate *self);
void freshet_candidate_set_chosen (FreshetCandidate *self, gboolean chosen);

G_END_DECLS
