/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_STATUS_BIN (freshet_status_bin_get_type ())
G_DECLARE_FINAL_TYPE (FreshetStatusBin, freshet_status_bin, FRESHET, STATUS_BIN, AdwBin)

G_END_DECLS
