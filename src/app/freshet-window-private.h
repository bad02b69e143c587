/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-window.h"

#include "freshet-adder.h"
#include "freshet-blocking-banner.h"
#include "freshet-click-target.h"
#include "freshet-compare-runner.h"
#include "freshet-demo-host.h"
#include "freshet-downloads-page.h"
#include "freshet-header-title.h"
#include "freshet-input-meter.h"
#include "freshet-list-actions.h"
#include "freshet-metered-banner.h"
#include "freshet-pulse-strip.h"
#include "freshet-run-account.h"
#include "freshet-thaw-card.h"

G_BEGIN_DECLS

struct _FreshetWindow
{
  AdwApplicationWindow parent_instance;

  FreshetQueue *queue;              /* owned */
  GSettings *settings;              /* owned */
  FreshetRunAccount *account;       /* owned */
  FreshetInputMeter *meter;         /* owned */
  FreshetDemoHost *demo;            /* owned */
  FreshetCompareRunner *runner;     /* owned */
  FreshetAdder *adder;              /* owned */
  FreshetListActions *list_actions; /* owned */
  gboolean all_started;             /* nothing was added since Download was pressed in this run */

  /* From the template. */
  FreshetHeaderTitle *header_title;
  AdwViewSwitcherBar *switcher_bar;
  GtkRevealer *narrow_revealer;
  FreshetBlockingBanner *banner;
  FreshetMeteredBanner *metered_banner;
  FreshetThawCard *thaw_card;
  AdwViewStack *stack;
  FreshetDownloadsPage *downloads_page;
  GtkOrientable *foot_box;
  FreshetClickTarget *click_target;
  FreshetPulseStrip *strip;
};

void freshet_window_show_downloads (FreshetWindow *self);
gboolean freshet_window_follows_downloads (FreshetWindow *self, const char *visible_child_name);

void freshet_window_add_actions (FreshetWindow *self);
void freshet_window_follow_queue (FreshetWindow *self);

G_END_DECLS
