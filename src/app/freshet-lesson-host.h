/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-compare-runner.h"
#include "freshet-demo-host.h"
#include "freshet-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_HOST (freshet_lesson_host_get_type ())
G_DECLARE_FINAL_TYPE (FreshetLessonHost, freshet_lesson_host, FRESHET, LESSON_HOST, GObject)

FreshetLessonHost *freshet_lesson_host_new (GtkApplication *application,
                                            GSettings *settings,
                                            FreshetDemoHost *demo,
                                            FreshetQueue *queue,
                                            FreshetCompareRunner *compare);
void freshet_lesson_host_cancel (FreshetLessonHost *self);

G_END_DECLS
