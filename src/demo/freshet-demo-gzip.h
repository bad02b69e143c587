/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Compressed bodies are the only ones that are held in memory. */
#define FRESHET_DEMO_GZIP_MAX_SIZE (16 * 1024 * 1024)

gboolean freshet_demo_gzip_is_accepted (SoupMessageHeaders *request);
GBytes *freshet_demo_gzip_compress (guint64 seed, goffset size);

G_END_DECLS
