/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize freshet_name_get_stem_length (const char *name);
char *freshet_name_cut (const char *name, gsize max_bytes);
char *freshet_name_clean (const char *name);

G_END_DECLS
