/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_SPARE (freshet_spare_get_type ())
G_DECLARE_FINAL_TYPE (FreshetSpare, freshet_spare, FRESHET, SPARE, GtkWidget)

G_END_DECLS
