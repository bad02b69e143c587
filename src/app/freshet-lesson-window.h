/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "freshet-lesson-runner.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_WINDOW (freshet_lesson_window_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetLessonWindow, freshet_lesson_window, FRESHET, LESSON_WINDOW, AdwApplicationWindow)

FreshetLessonWindow *freshet_lesson_window_new (GtkApplication *application,
                                                FreshetLessonRunner *runner,
                                                GSettings *settings);

G_END_DECLS
