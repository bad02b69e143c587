/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-download.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_DETAILS (freshet_details_get_type ())
G_DECLARE_FINAL_TYPE (FreshetDetails, freshet_details, FRESHET, DETAILS, AdwWindow)

GtkWindow *freshet_details_new (FreshetDownload *download);

G_END_DECLS
