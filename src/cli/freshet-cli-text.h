/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int freshet_cli_text_width (const char *text);
char *freshet_cli_text_fit (const char *text, int columns);
char *freshet_cli_text_pad (const char *text, int columns, gboolean right);
char *freshet_cli_text_table (const char *const *cells, guint n_columns);

G_END_DECLS
