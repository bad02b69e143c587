/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-watch-log.h"

G_BEGIN_DECLS

const char *freshet_watch_text_title (FreshetWatchCondition condition);
char *freshet_watch_text_detail (FreshetWatchCondition condition, gint64 last_silence);
char *freshet_watch_text_stopwatch (FreshetWatchCondition condition, gint64 silence);

G_END_DECLS
