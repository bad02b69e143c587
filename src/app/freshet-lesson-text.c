/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-text.h"

#include <glib/gi18n-lib.h>

#include "freshet-figures-text.h"

/* A title and its text have 40 words together, at most, in each language: a test counts them. */
static const struct
{
  const char *title;
  const char *body;
  const char *after; /* what is said when it has been done; nullable */
  const char *action;
} screens[FRESHET_LESSON_N_SCREENS] = {
  [FRESHET_LESSON_PREDICT] = {
    N_ ("What Will Happen?"),
    N_ ("Six files. One alone takes two seconds. Once with blocking calls, once asynchronously: "
        "guess what you will see, then lock it in."),
    NULL,
    N_ ("_Lock In"),
  },
  [FRESHET_LESSON_BLOCKING] = {
    N_ ("Blocking"),
    N_ ("One file after another, on the thread that paints this window. Press the button, then "
        "try to click."),
    N_ ("One call after another held the thread until its file was there. Meanwhile it could "
        "neither paint nor listen."),
    N_ ("_Download, Blocking"),
  },
  [FRESHET_LESSON_ASYNC] = {
    N_ ("Asynchronous"),
    N_ ("The same files on the same thread, but no call waits. Press the button, and go on "
        "clicking."),
    N_ ("Six files waited for at the same time take hardly longer than one, and the thread was "
        "free to paint and to listen."),
    N_ ("_Download, Asynchronously"),
  },
  [FRESHET_LESSON_CHECK] = {
    N_ ("You Said, It Was"),
    N_ ("Where were you furthest off? That is where there is something to learn. Tell somebody "
        "why."),
    NULL,
    N_ ("_Save Results"),
  },
  [FRESHET_LESSON_WHY] = {
    N_ ("Why"),
    N_ ("Red sleeps until the last byte has come, and the thread with it. Green comes back at "
        "once; the loop calls later, and paints in between."),
    NULL,
    N_ ("_Open All of the Code"),
  },
  [FRESHET_LESSON_LIMITS + FRESHET_SCENE_COMPUTE] = {
    N_ ("Limits: Computing"),
    N_ ("No call waits here. But when a file has come, a callback computes for half a second, on "
        "the same thread. What will the window do?"),
    N_ ("No call waited, and the window froze all the same: what computes on the loop’s thread "
        "stops the loop. Long work belongs in a worker thread."),
    N_ ("_Play"),
  },
  [FRESHET_LESSON_LIMITS + FRESHET_SCENE_STARVE] = {
    N_ ("Limits: Starving"),
    N_ ("Nothing blocks, no call is long. There are only very many, and each goes before "
        "painting. Will painting have its turn?"),
    N_ ("Each call was short, but there was always one more, and painting came last. Work has to "
        "yield: a lower priority than painting, little at a time."),
    N_ ("_Play"),
  },
  [FRESHET_LESSON_LIMITS + FRESHET_SCENE_CROWD] = {
    N_ ("Limits: A Thousand Files"),
    N_ ("A thousand small files: first with sixteen requests at once, then with two hundred. "
        "Which is faster?"),
    N_ ("Once there are enough to fill the waiting, more only stand in line: thread, disk and "
        "server are the same."),
    N_ ("_Play"),
  },
  [FRESHET_LESSON_LIMITS + FRESHET_SCENE_NESTED] = {
    N_ ("Limits: A Loop in the Loop"),
    N_ ("The quick fix: five clicks, and each handler runs a loop of its own until its file is "
        "there. The window lives. Who comes back first?"),
    N_ ("The first file was there first, but its handler came back last: the others began inside "
        "of it. A callback should start something, and return."),
    N_ ("_Play"),
  },
  [FRESHET_LESSON_ORDER] = {
    N_ ("Put It in Order"),
    N_ ("What becomes of one file, asynchronously? Move the five steps into their order, then "
        "check."),
    N_ ("A coroutine is these five, written as one function: “await” returns to the loop, and "
        "goes on here later. Errors come out of “finish”, as an exception comes out of “await”."),
    N_ ("_Check"),
  },
};

static const char *const ordered[FRESHET_LESSON_N_ORDERED] = {
  N_ ("Start the request"),
  N_ ("Return to the loop"),
  N_ ("The loop notices that it is ready"),
  N_ ("Finish: take the result, or the error"),
  N_ ("Start the next step"),
};

static const struct
{
  const char *text;
  const char *choices[FRESHET_N_BARS_MOVES];
} questions[FRESHET_N_QUESTIONS] = {
  [FRESHET_QUESTION_TIME] = { N_ ("Total time"), { NULL } },
  [FRESHET_QUESTION_CLICK] = { N_ ("Can you click meanwhile?"), { N_ ("No"), N_ ("Yes") } },
  [FRESHET_QUESTION_BARS]
  = { N_ ("When do the bars move?"), { N_ ("One by One"), N_ ("All at Once"), N_ ("At the End") } },
  [FRESHET_QUESTION_THREADS] = { N_ ("Threads that fetch"), { NULL } },
};

/**
 * freshet_lesson_text_title:
 * @screen: a screen
 *
 * Returns: its title
 */
const char *
freshet_lesson_text_title (FreshetLessonScreen screen)
{
  return _ (screens[screen].title);
}

/**
 * freshet_lesson_text_body:
 * @screen: a screen
 *
 * Returns: what it says
 */
const char *
freshet_lesson_text_body (FreshetLessonScreen screen)
{
  return _ (screens[screen].body);
}

/**
 * freshet_lesson_text_after:
 * @screen: a screen
 *
 * Returns: (nullable): what it says when the one thing has been done; %NULL for the same as before
 */
const char *
freshet_lesson_text_after (FreshetLessonScreen screen)
{
  return screens[screen].after != NULL ? _ (screens[screen].after) : NULL;
}

/**
 * freshet_lesson_text_again:
 *
 * Returns: what it says instead, where the figures do not show that
 */
const char *
freshet_lesson_text_again (void)
{
  return _ (
      "This time the figures do not show it. Let nothing else run, keep this window in sight, "
      "and try again.");
}

/**
 * freshet_lesson_text_save:
 *
 * Returns: what is left to be done at the end, with a mnemonic
 */
const char *
freshet_lesson_text_save (void)
{
  return _ (screens[FRESHET_LESSON_CHECK].action);
}

/**
 * freshet_lesson_text_action:
 * @screen: a screen
 *
 * Returns: the one thing to be done on it, with a mnemonic
 */
const char *
freshet_lesson_text_action (FreshetLessonScreen screen)
{
  return _ (screens[screen].action);
}

/**
 * freshet_lesson_text_step:
 * @screen: a screen
 *
 * Returns: (transfer full): “Step 3 of 7”
 */
char *
freshet_lesson_text_step (FreshetLessonScreen screen)
{
  guint step = screen + 1;

  if (screen >= FRESHET_LESSON_LIMITS)
    step = screen == FRESHET_LESSON_ORDER ? FRESHET_LESSON_N_STEPS : FRESHET_LESSON_N_STEPS - 1;
  return g_strdup_printf (_ ("Step %u of %u"), step, FRESHET_LESSON_N_STEPS);
}

/**
 * freshet_lesson_text_ordered:
 * @i: which, from 0
 *
 * Returns: one of the five steps that are put in order, in their order
 */
const char *
freshet_lesson_text_ordered (guint i)
{
  g_return_val_if_fail (i < FRESHET_LESSON_N_ORDERED, NULL);

  return _ (ordered[i]);
}

/**
 * freshet_lesson_text_order:
 * @n_right: how many of the steps are in their place
 *
 * Returns: (transfer full): “2 of 5 are in their place”
 */
char *
freshet_lesson_text_order (guint n_right)
{
  if (n_right == FRESHET_LESSON_N_ORDERED)
    return g_strdup (_ ("All are in their place."));
  return g_strdup_printf (ngettext ("%u of %u is in its place.",
                                    "%u of %u are in their place.",
                                    n_right),
                          n_right,
                          FRESHET_LESSON_N_ORDERED);
}

/**
 * freshet_lesson_text_question:
 * @question: a question
 *
 * Returns: the question
 */
const char *
freshet_lesson_text_question (FreshetQuestion question)
{
  return _ (questions[question].text);
}

/**
 * freshet_lesson_text_run:
 * @run: a run
 *
 * Returns: what it is called
 */
const char *
freshet_lesson_text_run (FreshetLessonRun run)
{
  return run == FRESHET_LESSON_RUN_BLOCKING ? _ ("Blocking") : _ ("Asynchronous");
}

/**
 * freshet_lesson_text_choice:
 * @question: a question
 * @choice: which answer, from 0
 *
 * Returns: (nullable): what there is to choose from; %NULL after the last, and for numbers
 */
const char *
freshet_lesson_text_choice (FreshetQuestion question, guint choice)
{
  if (choice >= FRESHET_N_BARS_MOVES || questions[question].choices[choice] == NULL)
    return NULL;
  return _ (questions[question].choices[choice]);
}

/* Returns: (transfer full): “12.05 s”, “Yes”, “One by One”, “6”, or a dash where there is no answer */
static char *
say_answer (FreshetQuestion question, double answer)
{
  if (answer < 0)
    return g_strdup ("–");
  switch (question)
    {
    case FRESHET_QUESTION_TIME:
      return freshet_figures_text_duration (answer);
    case FRESHET_QUESTION_THREADS:
      return g_strdup_printf ("%.0f", answer);
    case FRESHET_QUESTION_CLICK:
    case FRESHET_QUESTION_BARS:
    default:
      return g_strdup (freshet_lesson_text_choice (question, (guint) answer));
    }
}

/**
 * freshet_lesson_text_verdict:
 * @question: a question
 * @predicted: the prediction
 * @measured: what was measured
 *
 * Returns: (transfer full): “You said 2.00 s, it was 12.05 s.”
 */
char *
freshet_lesson_text_verdict (FreshetQuestion question, double predicted, double measured)
{
  g_autofree char *said = say_answer (question, predicted);
  g_autofree char *was = say_answer (question, measured);

  if (measured < 0)
    /* Translators: %s is an answer, such as “2.00 s” or “Yes” */
    return g_strdup_printf (_ ("You said: %s. Not measured yet."), said);
  if (predicted < 0)
    /* Translators: %s is an answer, such as “2.00 s” or “Yes” */
    return g_strdup_printf (_ ("It was: %s."), was);
  /* Translators: both are answers, such as “2.00 s” or “Yes” */
  return g_strdup_printf (_ ("You said: %s. It was: %s."), said, was);
}

/**
 * freshet_lesson_text_result:
 * @report: a run
 *
 * Returns: (transfer full): “12.05 s in all · longest freeze 12.04 s · 738 frames missed”
 */
char *
freshet_lesson_text_result (FreshetReport *report)
{
  const FreshetFrames *frames = freshet_report_get_frames (report);
  g_autofree char *time = freshet_figures_text_duration (freshet_report_get_elapsed (report));
  g_autofree char *freeze
      = freshet_figures_text_freeze (freshet_report_get_loop (report)->longest_freeze_ms);
  gulong missed = frames != NULL ? (gulong) MIN (frames->missed, G_MAXULONG) : 0;

  if (frames == NULL)
    /* Translators: the window could not be seen. Two times such as “12.05 s” */
    return g_strdup_printf (_ ("%s in all · longest freeze %s · frames not counted"), time, freeze);
  /* Translators: two times such as “12.05 s”, and the frames that were missed */
  return g_strdup_printf (ngettext ("%s in all · longest freeze %s · %lu frame missed",
                                    "%s in all · longest freeze %s · %lu frames missed",
                                    missed),
                          time,
                          freeze,
                          missed);
}

/**
 * freshet_lesson_text_figure:
 * @unit: the unit
 * @value: what was measured
 *
 * Returns: (transfer full): “1.10 s”, “217 ms”, “5”, or a dash where there is nothing to be measured
 */
char *
freshet_lesson_text_figure (FreshetSceneUnit unit, double value)
{
  if (value < 0)
    return g_strdup ("–");
  switch (unit)
    {
    case FRESHET_SCENE_SECONDS:
      return freshet_figures_text_duration (value);
    case FRESHET_SCENE_MILLISECONDS:
      return freshet_figures_text_freeze (value);
    case FRESHET_SCENE_PLACE:
    case FRESHET_SCENE_COUNT:
    default:
      return g_strdup_printf ("%.0f", value);
    }
}
