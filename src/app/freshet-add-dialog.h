/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-add.h"
#include "freshet-candidates.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ADD_DIALOG (freshet_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FreshetAddDialog, freshet_add_dialog, FRESHET, ADD_DIALOG, AdwWindow)

FreshetAddDialog *
freshet_add_dialog_new (GtkWindow *parent, FreshetCandidates *candidates, const char *folder);
void freshet_add_dialog_add_text (FreshetAddDialog *self, const char *text);

G_END_DECLS
