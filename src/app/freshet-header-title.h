/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_HEADER_TITLE (freshet_header_title_get_type ())
G_DECLARE_FINAL_TYPE (FreshetHeaderTitle, freshet_header_title, FRESHET, HEADER_TITLE, GtkWidget)

gboolean freshet_header_title_has_switcher (FreshetHeaderTitle *self);
gboolean freshet_header_title_has_end (FreshetHeaderTitle *self);

G_END_DECLS
