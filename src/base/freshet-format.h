/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *freshet_format_size (goffset bytes);
char *freshet_format_progress (goffset received, goffset total);
char *freshet_format_speed (double bytes_per_second);
char *freshet_format_time_left (gint64 seconds);
char *freshet_format_seconds (double seconds);
char *freshet_format_milliseconds (double milliseconds);

char *freshet_format_escape (const char *text);

G_END_DECLS
