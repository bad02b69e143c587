/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-code-excerpt.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_CODE_VIEW (freshet_code_view_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCodeView, freshet_code_view, FRESHET, CODE_VIEW, GtkWidget)

void freshet_code_view_show_excerpt (FreshetCodeView *self,
                                     FreshetCodeExcerpt *excerpt,
                                     const char *language);
void freshet_code_view_set_live (FreshetCodeView *self, gboolean is_live);

G_END_DECLS
