/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-check.h"

#include <glib/gi18n-lib.h>

#include "freshet-lesson-columns.h"
#include "freshet-lesson-text.h"

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *label;
} verdicts[] = {
  [FRESHET_VERDICT_NONE] = { "content-loading-symbolic", "dim-label", N_ ("Open") },
  [FRESHET_VERDICT_RIGHT] = { "object-select-symbolic", "success", N_ ("Right") },
  [FRESHET_VERDICT_WRONG] = { "window-close-symbolic", "error", N_ ("Wrong") },
};

static GtkWidget *
create_icon (FreshetVerdict verdict)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (verdicts[verdict].icon_name);

  gtk_widget_add_css_class (icon, verdicts[verdict].css_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (verdicts[verdict].label),
                                  -1);
  gtk_widget_set_tooltip_text (icon, _ (verdicts[verdict].label));
  return icon;
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_cell (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question)
{
  g_autofree char *text
      = freshet_lesson_text_verdict (question,
                                     freshet_lesson_get_predicted (lesson, run, question),
                                     freshet_lesson_get_measured (lesson, run, question));
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (labels, TRUE);
  gtk_box_append (GTK_BOX (labels),
                  create_label (freshet_lesson_text_question (question), "dim-label"));
  gtk_box_append (GTK_BOX (labels), create_label (text, "numeric"));
  gtk_box_append (GTK_BOX (cell), labels);
  gtk_box_append (GTK_BOX (cell), create_icon (freshet_lesson_judge (lesson, run, question)));
  return cell;
}

/**
 * freshet_lesson_check_new:
 * @lesson: a lesson
 *
 * Returns: (transfer floating): what was predicted, beside what has been measured so far
 */
GtkWidget *
freshet_lesson_check_new (FreshetLesson *lesson)
{
  return freshet_lesson_columns_new (lesson, create_cell);
}
