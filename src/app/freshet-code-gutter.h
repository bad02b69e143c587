/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_CODE_GUTTER (freshet_code_gutter_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetCodeGutter, freshet_code_gutter, FRESHET, CODE_GUTTER, GtkSourceGutterRendererText)

FreshetCodeGutter *freshet_code_gutter_new (void);
void freshet_code_gutter_set_numbers (FreshetCodeGutter *self, GArray *numbers);

G_END_DECLS
