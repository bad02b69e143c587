/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_FOOT (freshet_foot_get_type ())
G_DECLARE_FINAL_TYPE (FreshetFoot, freshet_foot, FRESHET, FOOT, GtkWidget)

G_END_DECLS
