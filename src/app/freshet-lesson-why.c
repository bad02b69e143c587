/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-why.h"

#include "freshet-code-steps.h"
#include "freshet-code-view.h"
#include "freshet-lesson-text.h"
#include "freshet-pair.h"
#include "freshet-waterfall.h"

#define THRESHOLD 700

/* The step in which the most time is spent. */
static GtkWidget *
create_code (FreshetCodeSide side, FreshetLessonRun run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetCodeExcerpt) excerpt
      = freshet_code_steps_load (FRESHET_CODE_STEP_RECEIVE, FRESHET_CODE_C, side, &error);
  GtkWidget *view = g_object_new (FRESHET_TYPE_CODE_VIEW, "overflow", GTK_OVERFLOW_HIDDEN, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  freshet_lesson_text_run (run),
                                  -1);
  gtk_widget_add_css_class (view, "card");
  if (excerpt != NULL)
    freshet_code_view_show_excerpt (FRESHET_CODE_VIEW (view), excerpt, "c");
  else
    g_critical ("%s", error->message);
  return view;
}

static GtkWidget *
create_waterfall (GPtrArray *reports)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *waterfall = freshet_waterfall_new ();
  GtkWidget *detail = gtk_label_new (NULL);

  freshet_waterfall_set_reports (FRESHET_WATERFALL (waterfall), reports, NULL);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_lines (GTK_LABEL (detail), 2);
  gtk_widget_add_css_class (detail, "numeric");
  g_object_bind_property (waterfall, "detail", detail, "label", G_BINDING_DEFAULT);
  gtk_box_append (GTK_BOX (box), waterfall);
  gtk_box_append (GTK_BOX (box), detail);
  return box;
}

/**
 * freshet_lesson_why_new:
 * @lesson: a lesson
 *
 * Returns: (transfer floating): the code that waits and the one that does not, and what became of the
 *   runs that were made with them
 */
GtkWidget *
freshet_lesson_why_new (FreshetLesson *lesson)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *pair = g_object_new (FRESHET_TYPE_PAIR, "threshold", THRESHOLD, NULL);

  gtk_widget_set_parent (create_code (FRESHET_CODE_BLOCKING, FRESHET_LESSON_RUN_BLOCKING), pair);
  gtk_widget_set_parent (create_code (FRESHET_CODE_ASYNC, FRESHET_LESSON_RUN_ASYNC), pair);
  gtk_box_append (GTK_BOX (box), pair);

  for (guint run = 0; run < FRESHET_LESSON_N_RUNS; run++)
    {
      FreshetReport *report = freshet_lesson_get_report (lesson, run);

      if (report != NULL)
        g_ptr_array_add (reports, g_object_ref (report));
    }
  if (reports->len > 0)
    gtk_box_append (GTK_BOX (box), create_waterfall (reports));
  return box;
}
