/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-answer.h"

#include <glib/gi18n-lib.h>

#include "freshet-lesson-text.h"

#define MOST_SECONDS 20
#define MOST_THREADS 12

/**
 * FreshetLessonAnswer:
 *
 * A question, and a slider or some buttons to answer it with. There is no answer until somebody has
 * given one.
 */
struct _FreshetLessonAnswer
{
  GtkWidget parent_instance;

  FreshetLessonRun run;
  FreshetQuestion question;
  double answer;

  GtkWidget *box;
  GtkWidget *value_label; /* nullable: for sliders */
};

G_DEFINE_FINAL_TYPE (FreshetLessonAnswer, freshet_lesson_answer, GTK_TYPE_WIDGET)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
answer (FreshetLessonAnswer *self, double value)
{
  self->answer = value;
  g_signal_emit (self, signals[ANSWERED], 0);
}

static char *
describe_value (FreshetLessonAnswer *self, double value)
{
  if (self->question == FRESHET_QUESTION_TIME)
    /* Translators: a whole number of seconds, short */
    return g_strdup_printf (_ ("%.0f s"), value);
  return g_strdup_printf ("%.0f", value);
}

static void
value_changed_cb (FreshetLessonAnswer *self, GtkRange *range)
{
  double value = gtk_range_get_value (range);
  g_autofree char *text = describe_value (self, value);

  gtk_label_set_label (GTK_LABEL (self->value_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (range),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text,
                                  -1);
  answer (self, value);
}

static void
toggled_cb (FreshetLessonAnswer *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    answer (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "choice")));
}

static void
label (FreshetLessonAnswer *self, GtkWidget *widget)
{
  /* Translators: a question about one of the two runs, for screen readers: “Blocking: Total time” */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"),
                                           freshet_lesson_text_run (self->run),
                                           freshet_lesson_text_question (self->question));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
create_slider (FreshetLessonAnswer *self)
{
  gboolean is_time = self->question == FRESHET_QUESTION_TIME;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL,
                                               0,
                                               is_time ? MOST_SECONDS : MOST_THREADS,
                                               1);

  gtk_widget_set_hexpand (scale, TRUE);
  label (self, scale);
  g_signal_connect_swapped (scale, "value-changed", G_CALLBACK (value_changed_cb), self);
  self->value_label = gtk_label_new ("–");
  gtk_label_set_width_chars (GTK_LABEL (self->value_label), 5);
  gtk_label_set_xalign (GTK_LABEL (self->value_label), 1);
  gtk_widget_add_css_class (self->value_label, "numeric");
  gtk_box_append (GTK_BOX (box), scale);
  gtk_box_append (GTK_BOX (box), self->value_label);
  return box;
}

static GtkWidget *
create_buttons (FreshetLessonAnswer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkToggleButton *first = NULL;
  const char *text;

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; (text = freshet_lesson_text_choice (self->question, i)) != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *button_label = gtk_label_new (text);

      gtk_label_set_wrap (GTK_LABEL (button_label), TRUE);
      gtk_label_set_justify (GTK_LABEL (button_label), GTK_JUSTIFY_CENTER);
      gtk_button_set_child (GTK_BUTTON (button), button_label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text,
                                      -1);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      g_object_set_data (G_OBJECT (button), "choice", GUINT_TO_POINTER (i));
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
freshet_lesson_answer_dispose (GObject *object)
{
  g_clear_pointer (&FRESHET_LESSON_ANSWER (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_lesson_answer_parent_class)->dispose (object);
}

static void
freshet_lesson_answer_class_init (FreshetLessonAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_lesson_answer_dispose;

  /**
   * FreshetLessonAnswer::answered:
   *
   * Emitted when somebody has given an answer, or another one.
   */
  signals[ANSWERED] = g_signal_new ("answered",
                                    FRESHET_TYPE_LESSON_ANSWER,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_lesson_answer_init (FreshetLessonAnswer *self)
{
  self->answer = FRESHET_LESSON_NO_ANSWER;
}

/**
 * freshet_lesson_answer_new:
 * @run: which run it is about
 * @question: what is asked of it
 *
 * Returns: (transfer floating): a question without an answer
 */
GtkWidget *
freshet_lesson_answer_new (FreshetLessonRun run, FreshetQuestion question)
{
  FreshetLessonAnswer *self = g_object_new (FRESHET_TYPE_LESSON_ANSWER, NULL);
  GtkWidget *question_label = gtk_label_new (freshet_lesson_text_question (question));

  self->run = run;
  self->question = question;
  gtk_label_set_xalign (GTK_LABEL (question_label), 0);
  gtk_label_set_wrap (GTK_LABEL (question_label), TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), question_label);
  gtk_box_append (GTK_BOX (self->box),
                  freshet_lesson_text_choice (question, 0) != NULL ? create_buttons (self)
                                                                   : create_slider (self));
  label (self, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * freshet_lesson_answer_get_run:
 * @self: a question
 *
 * Returns: which run it is about
 */
FreshetLessonRun
freshet_lesson_answer_get_run (FreshetLessonAnswer *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_ANSWER (self), FRESHET_LESSON_RUN_BLOCKING);

  return self->run;
}

/**
 * freshet_lesson_answer_get_question:
 * @self: a question
 *
 * Returns: what is asked
 */
FreshetQuestion
freshet_lesson_answer_get_question (FreshetLessonAnswer *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_ANSWER (self), FRESHET_QUESTION_TIME);

  return self->question;
}

/**
 * freshet_lesson_answer_get:
 * @self: a question
 *
 * Returns: the answer, or %FRESHET_LESSON_NO_ANSWER
 */
double
freshet_lesson_answer_get (FreshetLessonAnswer *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_ANSWER (self), FRESHET_LESSON_NO_ANSWER);

  return self->answer;
}
