/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean freshet_size_parse (const char *text, goffset *bytes);
gboolean freshet_duration_parse (const char *text, gint64 *microseconds);

G_END_DECLS
