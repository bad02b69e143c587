/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-lesson.h"

G_BEGIN_DECLS

/**
 * FreshetLessonScreen:
 *
 * The screens of the lesson, in their order. There are seven steps: that of the limits has a screen
 * for each scene.
 */
typedef enum
{
  FRESHET_LESSON_PREDICT,
  FRESHET_LESSON_BLOCKING,
  FRESHET_LESSON_ASYNC,
  FRESHET_LESSON_CHECK,
  FRESHET_LESSON_WHY,
  FRESHET_LESSON_LIMITS,
  FRESHET_LESSON_ORDER = FRESHET_LESSON_LIMITS + FRESHET_N_SCENES,
} FreshetLessonScreen;

#define FRESHET_LESSON_N_SCREENS (FRESHET_LESSON_ORDER + 1)
#define FRESHET_LESSON_N_STEPS 7

#define FRESHET_LESSON_N_ORDERED 5

const char *freshet_lesson_text_title (FreshetLessonScreen screen);
const char *freshet_lesson_text_body (FreshetLessonScreen screen);
const char *freshet_lesson_text_after (FreshetLessonScreen screen);
const char *freshet_lesson_text_again (void);
const char *freshet_lesson_text_action (FreshetLessonScreen screen);
const char *freshet_lesson_text_save (void);
char *freshet_lesson_text_step (FreshetLessonScreen screen);
const char *freshet_lesson_text_ordered (guint i);
char *freshet_lesson_text_order (guint n_right);

const char *freshet_lesson_text_question (FreshetQuestion question);
const char *freshet_lesson_text_run (FreshetLessonRun run);
const char *freshet_lesson_text_choice (FreshetQuestion question, guint choice);
char *freshet_lesson_text_verdict (FreshetQuestion question, double predicted, double measured);
char *freshet_lesson_text_result (FreshetReport *report);
char *freshet_lesson_text_figure (FreshetSceneUnit unit, double value);

G_END_DECLS
