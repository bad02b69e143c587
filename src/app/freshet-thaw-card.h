/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-report.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_THAW_CARD (freshet_thaw_card_get_type ())
G_DECLARE_FINAL_TYPE (FreshetThawCard, freshet_thaw_card, FRESHET, THAW_CARD, GtkWidget)

void freshet_thaw_card_show_report (FreshetThawCard *self,
                                    FreshetReport *report,
                                    FreshetReport *last_async,
                                    guint n_waiting);
void freshet_thaw_card_set_missed_input (FreshetThawCard *self, guint n_clicks, guint n_keys);
void freshet_thaw_card_close (FreshetThawCard *self);

G_END_DECLS
