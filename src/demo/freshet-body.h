/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void freshet_body_fill (guint64 seed, goffset offset, gpointer buffer, gsize length);
char *freshet_body_digest (guint64 seed, goffset size, GChecksumType type);

G_END_DECLS
