/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-pages.h"

#include "freshet-demo-host.h"
#include "freshet-lesson-predict.h"

static GtkWidget *
create_run (FreshetLessonPages *pages, FreshetLessonRun run, FreshetInputMeter *meter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *bars = freshet_lesson_bars_new (FRESHET_N_DEMO_FILES);
  GtkWidget *target = g_object_new (FRESHET_TYPE_CLICK_TARGET, "halign", GTK_ALIGN_CENTER, NULL);

  freshet_click_target_set_meter (FRESHET_CLICK_TARGET (target), meter);
  pages->bars[run] = FRESHET_LESSON_BARS (bars);
  pages->targets[run] = FRESHET_CLICK_TARGET (target);
  gtk_widget_add_css_class (bars, "card");
  gtk_widget_add_css_class (bars, "lesson-card");
  gtk_box_append (GTK_BOX (box), bars);
  gtk_box_append (GTK_BOX (box), target);
  return box;
}

static GtkWidget *
create_bin (AdwBin **bin)
{
  GtkWidget *widget = adw_bin_new ();

  *bin = ADW_BIN (widget);
  return widget;
}

static GtkWidget *
create_body (FreshetLessonPages *pages,
             FreshetLessonScreen screen,
             FreshetLesson *lesson,
             FreshetInputMeter *meter)
{
  GtkWidget *order;

  switch (screen)
    {
    case FRESHET_LESSON_PREDICT:
      pages->predict = freshet_lesson_predict_new (lesson);
      return pages->predict;
    case FRESHET_LESSON_BLOCKING:
      return create_run (pages, FRESHET_LESSON_RUN_BLOCKING, meter);
    case FRESHET_LESSON_ASYNC:
      return create_run (pages, FRESHET_LESSON_RUN_ASYNC, meter);
    case FRESHET_LESSON_CHECK:
      return create_bin (&pages->check_bin);
    case FRESHET_LESSON_WHY:
      return create_bin (&pages->why_bin);
    case FRESHET_LESSON_ORDER:
      order = freshet_lesson_sorter_new ();
      pages->order = FRESHET_LESSON_SORTER (order);
      return order;
    case FRESHET_LESSON_LIMITS:
    default:
      return create_bin (&pages->figures[screen - FRESHET_LESSON_LIMITS]);
    }
}

/**
 * freshet_lesson_pages_create:
 * @pages: (out caller-allocates): the screens
 * @lesson: what takes the predictions; has to live as long as the screens
 * @meter: what measures the clicks
 *
 * Makes all screens, as they are before anything has been done.
 */
void
freshet_lesson_pages_create (FreshetLessonPages *pages,
                             FreshetLesson *lesson,
                             FreshetInputMeter *meter)
{
  g_return_if_fail (pages != NULL);
  g_return_if_fail (lesson != NULL);

  for (guint i = 0; i < FRESHET_LESSON_N_SCREENS; i++)
    {
      GtkWidget *body = create_body (pages, i, lesson, meter);

      pages->pages[i] = FRESHET_LESSON_PAGE (freshet_lesson_page_new (i, body));
    }
  /* All has to be answered first. */
  freshet_lesson_page_set_action (pages->pages[FRESHET_LESSON_PREDICT], NULL);
}

/**
 * freshet_lesson_pages_lock:
 * @pages: the screens
 *
 * Nothing can be predicted any more.
 */
void
freshet_lesson_pages_lock (FreshetLessonPages *pages)
{
  FreshetLessonPage *page;

  g_return_if_fail (pages != NULL);

  page = pages->pages[FRESHET_LESSON_PREDICT];
  gtk_widget_set_sensitive (pages->predict, FALSE);
  /* What scrolls, and has nothing in it that takes the focus, lets no Tab through. */
  gtk_widget_set_can_focus (GTK_WIDGET (page), FALSE);
  freshet_lesson_page_set_action (page, NULL);
}
