/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-lesson.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_lesson_export (FreshetLesson *lesson, GSettings *settings, GtkWidget *widget);

G_END_DECLS
