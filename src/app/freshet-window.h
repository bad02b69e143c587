/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-address.h"
#include "freshet-compare-runner.h"
#include "freshet-demo-host.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_WINDOW (freshet_window_get_type ())
G_DECLARE_FINAL_TYPE (FreshetWindow, freshet_window, FRESHET, WINDOW, AdwApplicationWindow)

FreshetWindow *freshet_window_new (GtkApplication *application,
                                   FreshetQueue *queue,
                                   FreshetPulse *pulse,
                                   GSettings *settings,
                                   FreshetDemoHost *demo,
                                   FreshetCompareRunner *runner);

void freshet_window_add_list (FreshetWindow *self, FreshetAddressList *list);
void freshet_window_add_demo (FreshetWindow *self, GPtrArray *uris);
void freshet_window_say (FreshetWindow *self, const char *text);
void freshet_window_say_set_aside (FreshetWindow *self, const char *path);

G_END_DECLS
