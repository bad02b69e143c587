/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_SORTER (freshet_lesson_sorter_get_type ())
G_DECLARE_FINAL_TYPE (FreshetLessonSorter, freshet_lesson_sorter, FRESHET, LESSON_SORTER, GtkWidget)

GtkWidget *freshet_lesson_sorter_new (void);
guint freshet_lesson_sorter_check (FreshetLessonSorter *self);
void freshet_lesson_sorter_lock (FreshetLessonSorter *self);

G_END_DECLS
