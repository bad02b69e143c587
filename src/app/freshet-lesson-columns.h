/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-lesson.h"

G_BEGIN_DECLS

typedef GtkWidget *(*FreshetLessonCellFunc) (FreshetLesson *lesson,
                                             FreshetLessonRun run,
                                             FreshetQuestion question);

GtkWidget *freshet_lesson_columns_new (FreshetLesson *lesson, FreshetLessonCellFunc create_cell);

G_END_DECLS
