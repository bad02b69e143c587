/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-input-guard.h"
#include "freshet-pulse-strip.h"
#include "freshet-queue.h"
#include "freshet-thaw-card.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_RUN_ACCOUNT (freshet_run_account_get_type ())
G_DECLARE_FINAL_TYPE (FreshetRunAccount, freshet_run_account, FRESHET, RUN_ACCOUNT, GObject)

FreshetRunAccount *freshet_run_account_new (FreshetPulse *pulse,
                                            GtkWidget *window,
                                            FreshetPulseStrip *strip,
                                            FreshetThawCard *card);

FreshetInputGuard *freshet_run_account_get_guard (FreshetRunAccount *self);
void freshet_run_account_watch (FreshetRunAccount *self, FreshetQueue *queue);

G_END_DECLS
