/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-lesson.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_BARS (freshet_lesson_bars_get_type ())
G_DECLARE_FINAL_TYPE (FreshetLessonBars, freshet_lesson_bars, FRESHET, LESSON_BARS, GtkWidget)

GtkWidget *freshet_lesson_bars_new (guint n_bars);
void freshet_lesson_bars_begin (FreshetLessonBars *self, FreshetQueue *queue);
FreshetBarsMove freshet_lesson_bars_end (FreshetLessonBars *self);

G_END_DECLS
