/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-compare-runner.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_PAGE (freshet_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (FreshetComparePage, freshet_compare_page, FRESHET, COMPARE_PAGE, GtkWidget)

void freshet_compare_page_set_runner (FreshetComparePage *self,
                                      FreshetCompareRunner *runner,
                                      FreshetQueue *queue,
                                      FreshetDemoHost *demo,
                                      GSettings *settings);

G_END_DECLS
