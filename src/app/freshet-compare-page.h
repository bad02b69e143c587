/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_PAGE (freshet_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (FreshetComparePage, freshet_compare_page, FRESHET, COMPARE_PAGE, GtkWidget)

G_END_DECLS
