/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *freshet_content_disposition_get_name (const char *value);

G_END_DECLS
