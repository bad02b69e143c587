/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"

G_BEGIN_DECLS

char *freshet_row_text_status (FreshetState state,
                               goffset received,
                               goffset total,
                               double speed,
                               gint64 time_left,
                               const char *digest,
                               const char *host,
                               const GError *error);
char *freshet_row_text_kind (const char *digest);
const char *freshet_row_text_origin (FreshetRestart restart, const char *host);
char *freshet_row_text_retry (
    gint64 retry_at, gint64 now, guint retry, guint retries, const GError *error);
char *freshet_row_text_button (const char *label, const char *name);
gboolean freshet_row_text_has_progress (FreshetState state);
double freshet_row_text_fraction (FreshetState state, goffset received, goffset total);

char *freshet_row_text_of (FreshetDownload *download, gint64 now);

G_END_DECLS
