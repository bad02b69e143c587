/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-lesson-text.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_PAGE (freshet_lesson_page_get_type ())
G_DECLARE_FINAL_TYPE (FreshetLessonPage, freshet_lesson_page, FRESHET, LESSON_PAGE, GtkWidget)

GtkWidget *freshet_lesson_page_new (FreshetLessonScreen screen, GtkWidget *body);
FreshetLessonScreen freshet_lesson_page_get_screen (FreshetLessonPage *self);
void freshet_lesson_page_set_result (FreshetLessonPage *self, const char *result);
void freshet_lesson_page_set_busy (FreshetLessonPage *self, gboolean is_busy);
void freshet_lesson_page_set_action (FreshetLessonPage *self, const char *action);
void freshet_lesson_page_set_done (FreshetLessonPage *self);
void freshet_lesson_page_set_again (FreshetLessonPage *self);

G_END_DECLS
