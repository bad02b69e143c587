/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_SPARE (freshet_spare_get_type ())
G_DECLARE_FINAL_TYPE (FreshetSpare, freshet_spare, FRESHET, SPARE, AdwBin)

G_END_DECLS
