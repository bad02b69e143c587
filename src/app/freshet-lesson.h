/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"
#include "freshet-scene.h"

G_BEGIN_DECLS

/**
 * FreshetLessonRun:
 * @FRESHET_LESSON_RUN_BLOCKING: with blocking calls
 * @FRESHET_LESSON_RUN_ASYNC: asynchronous
 *
 * The two runs that the lesson is about.
 */
typedef enum
{
  FRESHET_LESSON_RUN_BLOCKING,
  FRESHET_LESSON_RUN_ASYNC,
} FreshetLessonRun;

#define FRESHET_LESSON_N_RUNS 2

/**
 * FreshetQuestion:
 * @FRESHET_QUESTION_TIME: how long all files take, seconds
 * @FRESHET_QUESTION_CLICK: whether the window hears clicks meanwhile: 1 or 0
 * @FRESHET_QUESTION_BARS: when the bars move, a [enum@BarsMove]
 * @FRESHET_QUESTION_THREADS: in how many threads the files are fetched
 *
 * What is predicted of each run, and measured.
 */
typedef enum
{
  FRESHET_QUESTION_TIME,
  FRESHET_QUESTION_CLICK,
  FRESHET_QUESTION_BARS,
  FRESHET_QUESTION_THREADS,
} FreshetQuestion;

#define FRESHET_N_QUESTIONS 4

/**
 * FreshetBarsMove:
 * @FRESHET_BARS_ONE_BY_ONE: one after another
 * @FRESHET_BARS_TOGETHER: all at once
 * @FRESHET_BARS_AT_THE_END: none of them while it runs
 */
typedef enum
{
  FRESHET_BARS_ONE_BY_ONE,
  FRESHET_BARS_TOGETHER,
  FRESHET_BARS_AT_THE_END,
} FreshetBarsMove;

#define FRESHET_N_BARS_MOVES 3

/**
 * FreshetVerdict:
 * @FRESHET_VERDICT_NONE: not predicted, or not measured
 * @FRESHET_VERDICT_RIGHT: as predicted
 * @FRESHET_VERDICT_WRONG: not as predicted
 */
typedef enum
{
  FRESHET_VERDICT_NONE,
  FRESHET_VERDICT_RIGHT,
  FRESHET_VERDICT_WRONG,
} FreshetVerdict;

/**
 * FRESHET_LESSON_NO_ANSWER:
 *
 * Stands for what was not predicted, or not measured.
 */
#define FRESHET_LESSON_NO_ANSWER (-1.0)

/**
 * FRESHET_LESSON_HEARD_MS:
 *
 * A click that is answered within this is answered: the field's “good” for an interaction.
 */
#define FRESHET_LESSON_HEARD_MS 200.0

/**
 * FreshetLesson:
 *
 * What somebody predicted, and what was measured since.
 */
typedef struct _FreshetLesson FreshetLesson;

FreshetLesson *freshet_lesson_new (void);
void freshet_lesson_free (FreshetLesson *lesson);

void freshet_lesson_predict (FreshetLesson *lesson,
                             FreshetLessonRun run,
                             FreshetQuestion question,
                             double answer);
void freshet_lesson_lock (FreshetLesson *lesson);
gboolean freshet_lesson_is_predicted (FreshetLesson *lesson);
gboolean freshet_lesson_is_locked (FreshetLesson *lesson);
void freshet_lesson_measure (FreshetLesson *lesson,
                             FreshetLessonRun run,
                             FreshetReport *report,
                             FreshetBarsMove bars,
                             guint n_threads);
void freshet_lesson_take_scene (FreshetLesson *lesson,
                                FreshetSceneKind kind,
                                FreshetSceneResult *result);
void freshet_lesson_note_order (FreshetLesson *lesson, gboolean is_right);
gboolean freshet_lesson_is_ordered (FreshetLesson *lesson);

double freshet_lesson_get_predicted (FreshetLesson *lesson,
                                     FreshetLessonRun run,
                                     FreshetQuestion question);
double
freshet_lesson_get_measured (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question);
FreshetVerdict
freshet_lesson_judge (FreshetLesson *lesson, FreshetLessonRun run, FreshetQuestion question);
FreshetReport *freshet_lesson_get_report (FreshetLesson *lesson, FreshetLessonRun run);
char *freshet_lesson_to_csv (FreshetLesson *lesson);

FreshetBarsMove freshet_lesson_judge_bars (guint n_frames_one_moved, guint n_frames_more_moved);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetLesson, freshet_lesson_free)

G_END_DECLS
