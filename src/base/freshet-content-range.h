/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
freshet_content_range_parse (const char *value, goffset *first, goffset *last, goffset *total);
gboolean freshet_content_length_parse (const char *value, goffset *length);

G_END_DECLS
