/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-lesson.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_ANSWER (freshet_lesson_answer_get_type ())
G_DECLARE_FINAL_TYPE (FreshetLessonAnswer, freshet_lesson_answer, FRESHET, LESSON_ANSWER, GtkWidget)

GtkWidget *freshet_lesson_answer_new (FreshetLessonRun run, FreshetQuestion question);
FreshetLessonRun freshet_lesson_answer_get_run (FreshetLessonAnswer *self);
FreshetQuestion freshet_lesson_answer_get_question (FreshetLessonAnswer *self);
double freshet_lesson_answer_get (FreshetLessonAnswer *self);

G_END_DECLS
