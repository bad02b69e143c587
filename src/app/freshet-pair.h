/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_PAIR (freshet_pair_get_type ())
G_DECLARE_FINAL_TYPE (FreshetPair, freshet_pair, FRESHET, PAIR, GtkWidget)

G_END_DECLS
