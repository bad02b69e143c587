/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-lesson.h"

G_BEGIN_DECLS

GtkWidget *freshet_lesson_check_new (FreshetLesson *lesson);

G_END_DECLS
