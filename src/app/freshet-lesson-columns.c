/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-columns.h"

#include "freshet-lesson-text.h"
#include "freshet-pair.h"

#define THRESHOLD 620

static GtkWidget *
create_column (FreshetLesson *lesson, FreshetLessonRun run, FreshetLessonCellFunc create_cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (freshet_lesson_text_run (run));

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "lesson-card");
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  for (guint question = 0; question < FRESHET_N_QUESTIONS; question++)
    gtk_box_append (GTK_BOX (box), create_cell (lesson, run, question));
  return box;
}

/**
 * freshet_lesson_columns_new:
 * @lesson: a lesson
 * @create_cell: makes what stands for a question about a run
 *
 * Returns: (transfer floating): all questions about both runs, side by side where there is room
 */
GtkWidget *
freshet_lesson_columns_new (FreshetLesson *lesson, FreshetLessonCellFunc create_cell)
{
  GtkWidget *pair = g_object_new (FRESHET_TYPE_PAIR, "threshold", THRESHOLD, NULL);

  for (guint run = 0; run < FRESHET_LESSON_N_RUNS; run++)
    gtk_widget_set_parent (create_column (lesson, run, create_cell), pair);
  return pair;
}
