/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"

G_BEGIN_DECLS

const char *freshet_details_text_advice (const GError *error);
char *freshet_details_text_size (goffset received, goffset total);
char *freshet_details_text_time (gint64 time);
char *freshet_details_text_connection (const FreshetProvenance *provenance);
char *freshet_details_text_redirects (const FreshetProvenance *provenance);
char *freshet_details_text_checksum (const char *wanted, const char *found);

G_END_DECLS
