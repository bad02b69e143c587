/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NAME_MAX, less room for " (NNN)" and ".part.meta". */
#define FRESHET_NAME_MAX_BYTES 239

char *freshet_name_choose (const char *content_disposition, GUri *uri, const char *content_type);
char *freshet_name_make_safe (const char *name);
char *freshet_name_number (const char *name, guint number);

G_END_DECLS
