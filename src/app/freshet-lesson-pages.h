/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-click-target.h"
#include "freshet-lesson-bars.h"
#include "freshet-lesson-sorter.h"
#include "freshet-lesson-page.h"

G_BEGIN_DECLS

/**
 * FreshetLessonPages:
 * @pages: the screens, in their order
 * @predict: what the predictions are made with
 * @bars: what shows the files of each run
 * @targets: what there is to be clicked meanwhile
 * @check_bin: what the predictions beside what was measured go into
 * @why_bin: what the code and the waterfall go into
 * @figures: what the figures of each scene go into
 * @order: the steps that are put in order
 *
 * All screens of the lesson, and what changes in them.
 */
typedef struct
{
  FreshetLessonPage *pages[FRESHET_LESSON_N_SCREENS];
  GtkWidget *predict;
  FreshetLessonBars *bars[FRESHET_LESSON_N_RUNS];
  FreshetClickTarget *targets[FRESHET_LESSON_N_RUNS];
  AdwBin *check_bin;
  AdwBin *why_bin;
  AdwBin *figures[FRESHET_N_SCENES];
  FreshetLessonSorter *order;
} FreshetLessonPages;

void freshet_lesson_pages_create (FreshetLessonPages *pages,
                                  FreshetLesson *lesson,
                                  FreshetInputMeter *meter);
void freshet_lesson_pages_lock (FreshetLessonPages *pages);

G_END_DECLS
