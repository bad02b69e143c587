/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *freshet_text_decode (const char *bytes, gsize length, const char *charset);
char *freshet_text_guess (const char *bytes);
char *freshet_text_unescape (const char *text);
gboolean freshet_text_has_control (const char *text);

G_END_DECLS
