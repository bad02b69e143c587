/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson.h"

/* How far off a prediction of a time may be. */
#define TIME_TOLERANCE 0.25
#define TIME_TOLERANCE_S 1.0

struct _FreshetLesson
{
  gboolean is_locked;
  double predicted[FRESHET_LESSON_N_RUNS][FRESHET_N_QUESTIONS];
  double measured[FRESHET_LESSON_N_RUNS][FRESHET_N_QUESTIONS];
  FreshetReport *reports[FRESHET_LESSON_N_RUNS]; /* owned, nullable */
  FreshetSceneResult *scenes[FRESHET_N_SCENES];  /* owned, nullable */
  guint n_orders;
  gboolean is_ordered;
};

/**
 * freshet_lesson_new:
 *
 * Returns: (transfer full): a lesson in which nothing has happened yet
 */
FreshetLesson *
freshet_lesson_new (void)
{
  FreshetLesson *lesson = g_new0 (FreshetLesson, 1);

  for (guint run = 0; run < FRESHET_LESSON_N_RUNS; run++)
    for (guint question = 0; question < FRESHET_N_QUESTIONS; question++)
      {
        lesson->predicted[run][question] = FRESHET_LESSON_NO_ANSWER;
        lesson->measured[run][question] = FRESHET_LESSON_NO_ANSWER;
      }
  return lesson;
}

/**
 * freshet_lesson_free:
 * @lesson: (transfer full): a lesson
 */
void
freshet_lesson_free (FreshetLesson *lesson)
{
  for (guint run = 0; run < FRESHET_LESSON_N_RUNS; run++)
    g_clear_object (&lesson->reports[run]);
  for (guint kind = 0; kind < FRESHET_N_SCENES; kind++)
    g_clear_pointer (&lesson->scenes[kind], freshet_scene_result_free);
  g_free (lesson);
}

/**
 * freshet_lesson_predict:
 * @lesson: a lesson
 * @run: of which run
 * @question: what
 * @answer: the prediction, or %FRESHET_LESSON_NO_ANSWER
 *
 * Notes a prediction, unless they have been locked in.
 */
void
freshet_lesson_predict (FreshetLesson *lesson,
                        FreshetLessonRun run,
                        FreshetQuestion question,
                        double answer)
{
  g_return_if_fail (lesson != NULL);

  if (!lesson->is_locked)
    lesson->predicted[run][question] = answer;
}

/**
 * freshet_lesson_lock:
 * @lesson: a lesson
 *
 * From now on no prediction can be changed.
 */
void
freshet_lesson_lock (FreshetLesson *lesson)
{
  g_return_if_fail (lesson != NULL);

  lesson->is_locked = TRUE;
}

/**
 * freshet_lesson_is_predicted:
 * @lesson: a lesson
 *
 * Returns: whether every question has an answer
 */
gboolean
freshet_lesson_is_predicted (FreshetLesson *lesson)
{
  g_return_val_if_fail (lesson != NULL, FALSE);

  for (guint run = 0; run < FRESHET_LESSON_N_RUNS; run++)
    for (guint question = 0; question < FRESHET_N_QUESTIONS; question++)
      if (lesson->predicted[run][question] < 0)
        return FALSE;
  return TRUE;
}

/**
 * freshet_lesson_is_locked:
 * @lesson: a lesson
 *
 * Returns: whether the predictions have been locked in
 */
gboolean
freshet_lesson_is_locked (FreshetLesson *lesson)
{
  g_return_val_if_fail (lesson != NULL, FALSE);

  return lesson->is_locked;
}

/**
 * freshet_lesson_measure:
 * @lesson: a lesson
 * @run: which run has ended
 * @report: what was measured
 * @bars: when the bars moved
 * @n_threads: in how many threads files were fetched
 *
 * Notes what became of a run. A later one takes the place of an earlier one.
 */
void
freshet_lesson_measure (FreshetLesson *lesson,
                        FreshetLessonRun run,
                        FreshetReport *report,
                        FreshetBarsMove bars,
                        guint n_threads)
{
  double *measured;

  g_return_if_fail (lesson != NULL);
  g_return_if_fail (FRESHET_IS_REPORT (report));

  measured = lesson->measured[run];
  measured[FRESHET_QUESTION_TIME] = freshet_report_get_elapsed (report);
  measured[FRESHET_QUESTION_CLICK]
      = freshet_report_get_loop (report)->input.max <= FRESHET_LESSON_HEARD_MS ? 1 : 0;
  measured[FRESHET_QUESTION_BARS] = bars;
  measured[FRESHET_QUESTION_THREADS] = n_threads;
  g_set_object (&lesson->reports[run], report);
}

/**
 * freshet_lesson_take_scene:
 * @lesson: a lesson
 * @kind: which scene was played
 * @result: (transfer full): what was measured
 */
void
freshet_lesson_take_scene (FreshetLesson *lesson, FreshetSceneKind kind, FreshetSceneResult *result)
{
  g_return_if_fail (lesson != NULL);
  g_return_if_fail (kind < FRESHET_N_SCENES);

  g_clear_pointer (&lesson->scenes[kind], freshet_scene_result_free);
  lesson->scenes[kind] = result;
}

/**
 * freshet_lesson_note_order:
 * @lesson: a lesson
 * @is_right: whether the steps are in order
 *
 * Notes an attempt to put the steps in order. After the first that is right none counts any more.
 */
void
freshet_lesson_note_order (FreshetLesson *lesson, gboolean is_right)
{
  g_return_if_fail (lesson != NULL);

  if (lesson->is_ordered)
    return;
  lesson->n_orders++;
  lesson->is_ordered = is_right;
}

/**
 * freshet_lesson_is_ordered:
 * @lesson: a lesson
 *
 * Returns: whether the steps have been put in order
 */
gboolean
freshet_lesson_is_ordered (FreshetLesson *lesson)
{
  g_return_val_if_fail (lesson != NULL, FALSE);

  return lesson->is_ordered;
}

/**
 * freshet_lesson_get_predicted:
 * @lesson: a lesson
 * @run: of which run
 * @question: what
 *
 * Returns: the prediction, or %FRESHET_LESSON_NO_ANSWER
 */
double
freshet_lesson_get_predicted (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question)
{
  g_return_val_if_fail (lesson != NULL, FRESHET_LESSON_NO_ANSWER);

  return lesson->predicted[run][question];
}

/**
 * freshet_lesson_get_measured:
 * @lesson: a lesson
 * @run: of which run
 * @question: what
 *
 * Returns: what was measured, or %FRESHET_LESSON_NO_ANSWER
 */
double
freshet_lesson_get_measured (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question)
{
  g_return_val_if_fail (lesson != NULL, FRESHET_LESSON_NO_ANSWER);

  return lesson->measured[run][question];
}

/**
 * freshet_lesson_judge:
 * @lesson: a lesson
 * @run: of which run
 * @question: what
 *
 * A time is right within a quarter of what was measured, or a second, whichever is more. All else
 * has to be just so.
 *
 * Returns: what became of a prediction
 */
FreshetVerdict
freshet_lesson_judge (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question)
{
  double predicted;
  double measured;
  double tolerance = 0;

  g_return_val_if_fail (lesson != NULL, FRESHET_VERDICT_NONE);

  predicted = lesson->predicted[run][question];
  measured = lesson->measured[run][question];
  if (predicted < 0 || measured < 0)
    return FRESHET_VERDICT_NONE;

  if (question == FRESHET_QUESTION_TIME)
    tolerance = MAX (TIME_TOLERANCE * measured, TIME_TOLERANCE_S);
  return ABS (predicted - measured) <= tolerance ? FRESHET_VERDICT_RIGHT : FRESHET_VERDICT_WRONG;
}

/**
 * freshet_lesson_get_report:
 * @lesson: a lesson
 * @run: which run
 *
 * Returns: (transfer none) (nullable): what was measured of it
 */
FreshetReport *
freshet_lesson_get_report (FreshetLesson *lesson, FreshetLessonRun run)
{
  g_return_val_if_fail (lesson != NULL, NULL);

  return lesson->reports[run];
}

/**
 * freshet_lesson_judge_bars:
 * @n_frames_one_moved: frames in which a single bar had moved
 * @n_frames_more_moved: frames in which more than one had
 *
 * Returns: when the bars moved, as far as anybody could see
 */
FreshetBarsMove
freshet_lesson_judge_bars (guint n_frames_one_moved, guint n_frames_more_moved)
{
  if (n_frames_one_moved + n_frames_more_moved == 0)
    return FRESHET_BARS_AT_THE_END;
  return n_frames_more_moved >= n_frames_one_moved ? FRESHET_BARS_TOGETHER
                                                   : FRESHET_BARS_ONE_BY_ONE;
}

static const char *const run_ids[FRESHET_LESSON_N_RUNS] = { "blocking", "async" };
static const char *const verdict_ids[] = { "", "right", "wrong" };

static const struct
{
  const char *id;
  const char *unit;
  const char *choices[FRESHET_N_BARS_MOVES]; /* empty for a number */
} questions[FRESHET_N_QUESTIONS] = {
  [FRESHET_QUESTION_TIME] = { "total-time", "s", { NULL } },
  [FRESHET_QUESTION_CLICK] = { "clicks-are-heard", "", { "no", "yes" } },
  [FRESHET_QUESTION_BARS] = { "bars-move", "", { "one-by-one", "all-at-once", "at-the-end" } },
  [FRESHET_QUESTION_THREADS] = { "threads", "", { NULL } },
};

static void
append_number (GString *csv, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (number < 0)
    return;
  g_string_append (csv, g_ascii_formatd (text, sizeof text, "%.6g", number));
}

static void
append_answer (GString *csv, FreshetQuestion question, double answer)
{
  if (answer < 0)
    return;
  if (questions[question].choices[0] != NULL)
    g_string_append (csv, questions[question].choices[(int) answer]);
  else
    append_number (csv, answer);
}

static void
append_prediction (GString *csv,
                   FreshetLesson *lesson,
                   FreshetLessonRun run,
                   FreshetQuestion question)
{
  g_string_append_printf (csv, "prediction,%s,%s,", questions[question].id, run_ids[run]);
  append_answer (csv, question, lesson->predicted[run][question]);
  g_string_append_c (csv, ',');
  append_answer (csv, question, lesson->measured[run][question]);
  g_string_append_printf (csv,
                          ",%s,%s\r\n",
                          questions[question].unit,
                          verdict_ids[freshet_lesson_judge (lesson, run, question)]);
}

static void
append_scene (GString *csv, FreshetSceneKind kind, FreshetSceneResult *result)
{
  static const char *const units[] = { "s", "ms", "", "" };
  static const char *const columns[] = { "first", "second" };

  for (guint i = 0; i < result->figures->len; i++)
    for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
      {
        const FreshetSceneFigure *figure = &g_array_index (result->figures, FreshetSceneFigure, i);

        g_string_append_printf (
            csv, "scene,%s/%s,%s,,", freshet_scene_get_id (kind), figure->id, columns[column]);
        append_number (csv, column == 0 ? figure->first : figure->second);
        g_string_append_printf (csv, ",%s,\r\n", units[figure->unit]);
      }
}

/**
 * freshet_lesson_to_csv:
 * @lesson: a lesson
 *
 * Writes it down for whoever teaches, as of RFC 4180. Nothing in it depends on the language, so that
 * those of a whole class can be laid together.
 *
 * Returns: (transfer full): a table with a heading
 */
char *
freshet_lesson_to_csv (FreshetLesson *lesson)
{
  g_autoptr (GString) csv = g_string_new ("part,item,case,predicted,measured,unit,verdict\r\n");

  g_return_val_if_fail (lesson != NULL, NULL);

  for (guint run = 0; run < FRESHET_LESSON_N_RUNS; run++)
    for (guint question = 0; question < FRESHET_N_QUESTIONS; question++)
      append_prediction (csv, lesson, run, question);
  for (guint kind = 0; kind < FRESHET_N_SCENES; kind++)
    {
      if (lesson->scenes[kind] != NULL)
        append_scene (csv, kind, lesson->scenes[kind]);
    }
  g_string_append_printf (csv,
                          "order,attempts,,,%u,,%s\r\n",
                          lesson->n_orders,
                          lesson->is_ordered ? "right" : "");
  return g_string_free (g_steal_pointer (&csv), FALSE);
}
