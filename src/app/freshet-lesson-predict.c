/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-predict.h"

#include "freshet-lesson-answer.h"
#include "freshet-lesson-columns.h"
#include "freshet-lesson-page.h"

static void
answered_cb (FreshetLessonAnswer *cell, FreshetLesson *lesson)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (cell), FRESHET_TYPE_LESSON_PAGE);

  freshet_lesson_predict (lesson,
                          freshet_lesson_answer_get_run (cell),
                          freshet_lesson_answer_get_question (cell),
                          freshet_lesson_answer_get (cell));
  if (page != NULL && freshet_lesson_is_predicted (lesson) && !freshet_lesson_is_locked (lesson))
    freshet_lesson_page_set_action (FRESHET_LESSON_PAGE (page),
                                    freshet_lesson_text_action (FRESHET_LESSON_PREDICT));
}

static GtkWidget *
create_cell (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question)
{
  GtkWidget *cell = freshet_lesson_answer_new (run, question);

  g_signal_connect (cell, "answered", G_CALLBACK (answered_cb), lesson);
  return cell;
}

/**
 * freshet_lesson_predict_new:
 * @lesson: what takes the predictions; has to live as long as the widget
 *
 * Returns: (transfer floating): what to predict with
 */
GtkWidget *
freshet_lesson_predict_new (FreshetLesson *lesson)
{
  return freshet_lesson_columns_new (lesson, create_cell);
}
