/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "freshet-complete.h"
#include "freshet-error.h"
#include "freshet-lesson-evidence.h"
#include "freshet-lesson-text.h"

#define MOST_WORDS 40

static FreshetReport *
create_report (double elapsed_s, double input_ms)
{
  g_autoptr (GDateTime) started = g_date_time_new_now_utc ();
  FreshetReport *report = freshet_report_new (FRESHET_MODE_BLOCKING, started);
  FreshetLoopFigures loop = { .input.max = input_ms, .longest_freeze_ms = input_ms };

  freshet_report_set_elapsed (report, elapsed_s);
  freshet_report_set_loop (report, &loop);
  return report;
}

static void
measure (FreshetLesson *lesson,
         FreshetLessonRun run,
         double elapsed_s,
         double input_ms,
         FreshetBarsMove bars,
         guint n_threads)
{
  g_autoptr (FreshetReport) report = create_report (elapsed_s, input_ms);

  freshet_lesson_measure (lesson, run, report, bars, n_threads);
}

static void
test_locked_predictions_stay (void)
{
  g_autoptr (FreshetLesson) lesson = freshet_lesson_new ();

  freshet_lesson_predict (lesson, FRESHET_LESSON_RUN_ASYNC, FRESHET_QUESTION_TIME, 3);
  freshet_lesson_predict (lesson, FRESHET_LESSON_RUN_ASYNC, FRESHET_QUESTION_TIME, 12);
  g_assert_false (freshet_lesson_is_locked (lesson));
  freshet_lesson_lock (lesson);
  freshet_lesson_predict (lesson, FRESHET_LESSON_RUN_ASYNC, FRESHET_QUESTION_TIME, 2);

  g_assert_true (freshet_lesson_is_locked (lesson));
  g_assert_cmpfloat (freshet_lesson_get_predicted (lesson,
                                                   FRESHET_LESSON_RUN_ASYNC,
                                                   FRESHET_QUESTION_TIME),
                     ==,
                     12);
  g_assert_cmpfloat (freshet_lesson_get_predicted (lesson,
                                                   FRESHET_LESSON_RUN_BLOCKING,
                                                   FRESHET_QUESTION_TIME),
                     ==,
                     FRESHET_LESSON_NO_ANSWER);
}

static void
test_time_may_be_a_little_off (void)
{
  static const struct
  {
    double predicted;
    double measured;
    FreshetVerdict verdict;
  } cases[] = {
    { 12, 12.05, FRESHET_VERDICT_RIGHT }, { 9.1, 12, FRESHET_VERDICT_RIGHT },
    { 8.9, 12, FRESHET_VERDICT_WRONG },   { 15, 12, FRESHET_VERDICT_RIGHT },
    { 1.1, 2, FRESHET_VERDICT_RIGHT },    { 0.9, 2, FRESHET_VERDICT_WRONG },
    { -1, 2, FRESHET_VERDICT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetLesson) lesson = freshet_lesson_new ();

      freshet_lesson_predict (lesson,
                              FRESHET_LESSON_RUN_ASYNC,
                              FRESHET_QUESTION_TIME,
                              cases[i].predicted);
      g_assert_cmpint (freshet_lesson_judge (lesson,
                                             FRESHET_LESSON_RUN_ASYNC,
                                             FRESHET_QUESTION_TIME),
                       ==,
                       FRESHET_VERDICT_NONE);
      measure (lesson, FRESHET_LESSON_RUN_ASYNC, cases[i].measured, 5, FRESHET_BARS_TOGETHER, 1);
      g_assert_cmpint (freshet_lesson_judge (lesson,
                                             FRESHET_LESSON_RUN_ASYNC,
                                             FRESHET_QUESTION_TIME),
                       ==,
                       cases[i].verdict);
    }
}

static void
test_click_is_heard_within_a_fifth_of_a_second (void)
{
  g_autoptr (FreshetLesson) lesson = freshet_lesson_new ();

  measure (lesson, FRESHET_LESSON_RUN_ASYNC, 2, 200, FRESHET_BARS_TOGETHER, 1);
  measure (lesson, FRESHET_LESSON_RUN_BLOCKING, 12, 201, FRESHET_BARS_AT_THE_END, 1);

  g_assert_cmpfloat (freshet_lesson_get_measured (lesson,
                                                  FRESHET_LESSON_RUN_ASYNC,
                                                  FRESHET_QUESTION_CLICK),
                     ==,
                     1);
  g_assert_cmpfloat (freshet_lesson_get_measured (lesson,
                                                  FRESHET_LESSON_RUN_BLOCKING,
                                                  FRESHET_QUESTION_CLICK),
                     ==,
                     0);
}

static void
test_choices_have_to_be_just_so (void)
{
  g_autoptr (FreshetLesson) lesson = freshet_lesson_new ();

  freshet_lesson_predict (lesson, FRESHET_LESSON_RUN_ASYNC, FRESHET_QUESTION_THREADS, 6);
  freshet_lesson_predict (lesson,
                          FRESHET_LESSON_RUN_ASYNC,
                          FRESHET_QUESTION_BARS,
                          FRESHET_BARS_TOGETHER);
  measure (lesson, FRESHET_LESSON_RUN_ASYNC, 2, 5, FRESHET_BARS_TOGETHER, 1);

  g_assert_cmpint (freshet_lesson_judge (lesson,
                                         FRESHET_LESSON_RUN_ASYNC,
                                         FRESHET_QUESTION_THREADS),
                   ==,
                   FRESHET_VERDICT_WRONG);
  g_assert_cmpint (freshet_lesson_judge (lesson, FRESHET_LESSON_RUN_ASYNC, FRESHET_QUESTION_BARS),
                   ==,
                   FRESHET_VERDICT_RIGHT);
}

static void
test_bars_as_anybody_saw_them (void)
{
  g_assert_cmpint (freshet_lesson_judge_bars (0, 0), ==, FRESHET_BARS_AT_THE_END);
  g_assert_cmpint (freshet_lesson_judge_bars (20, 0), ==, FRESHET_BARS_ONE_BY_ONE);
  g_assert_cmpint (freshet_lesson_judge_bars (2, 18), ==, FRESHET_BARS_TOGETHER);
  g_assert_cmpint (freshet_lesson_judge_bars (18, 2), ==, FRESHET_BARS_ONE_BY_ONE);
}

static void
test_table (void)
{
  g_autoptr (FreshetLesson) lesson = freshet_lesson_new ();
  FreshetSceneResult *result = freshet_scene_result_new ("one", "two");
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  freshet_lesson_predict (lesson, FRESHET_LESSON_RUN_BLOCKING, FRESHET_QUESTION_TIME, 2.5);
  freshet_lesson_predict (lesson, FRESHET_LESSON_RUN_BLOCKING, FRESHET_QUESTION_CLICK, 1);
  measure (lesson, FRESHET_LESSON_RUN_BLOCKING, 12.05, 12040, FRESHET_BARS_AT_THE_END, 1);
  freshet_scene_result_add (
      result, "paint_ms", "Painting, waited", FRESHET_SCENE_MILLISECONDS, 12.5, 1217);
  freshet_lesson_take_scene (lesson, FRESHET_SCENE_STARVE, result);
  freshet_lesson_note_order (lesson, FALSE);
  freshet_lesson_note_order (lesson, TRUE);
  freshet_lesson_note_order (lesson, FALSE);

  csv = freshet_lesson_to_csv (lesson);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 13);
  g_assert_cmpstr (lines[0], ==, "part,item,case,predicted,measured,unit,verdict");
  g_assert_cmpstr (lines[1], ==, "prediction,total-time,blocking,2.5,12.05,s,wrong");
  g_assert_cmpstr (lines[2], ==, "prediction,clicks-are-heard,blocking,yes,no,,wrong");
  g_assert_cmpstr (lines[3], ==, "prediction,bars-move,blocking,,at-the-end,,");
  g_assert_cmpstr (lines[4], ==, "prediction,threads,blocking,,1,,");
  g_assert_cmpstr (lines[5], ==, "prediction,total-time,async,,,s,");
  g_assert_cmpstr (lines[9], ==, "scene,stock-splice/paint_ms,first,,12.5,ms,");
  g_assert_cmpstr (lines[10], ==, "scene,stock-splice/paint_ms,second,,1217,ms,");
  g_assert_cmpstr (lines[11], ==, "order,attempts,,,2,,right");
  g_assert_cmpstr (lines[12], ==, "");
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n_words += *words[i] != '\0';
  return n_words;
}

static void
assert_short (void)
{
  for (guint screen = 0; screen < FRESHET_LESSON_N_SCREENS; screen++)
    {
      const char *after = freshet_lesson_text_after (screen);
      const char *again = freshet_lesson_text_again ();
      guint n_words = count_words (freshet_lesson_text_title (screen));

      g_assert_cmpuint (n_words + count_words (freshet_lesson_text_body (screen)), <=, MOST_WORDS);
      if (after != NULL)
        g_assert_cmpuint (n_words + count_words (after), <=, MOST_WORDS);
      g_assert_cmpuint (n_words + count_words (again), <=, MOST_WORDS);
    }
}

static void
test_no_screen_has_too_many_words (void)
{
  assert_short ();
}

static void
test_no_screen_has_too_many_words_translated (gconstpointer data)
{
  const char *const *language = data;

  g_assert_nonnull (setlocale (LC_ALL, language[0]));
  g_setenv ("LANGUAGE", language[1], TRUE);
  g_assert_cmpstr (freshet_lesson_text_run (FRESHET_LESSON_RUN_BLOCKING), ==, language[2]);
  assert_short ();
  setlocale (LC_ALL, "C.UTF-8");
  g_unsetenv ("LANGUAGE");
}

static void
test_seven_steps (void)
{
  g_autofree char *first = freshet_lesson_text_step (FRESHET_LESSON_PREDICT);
  g_autofree char *limits = freshet_lesson_text_step (FRESHET_LESSON_LIMITS);
  g_autofree char *nested = freshet_lesson_text_step (FRESHET_LESSON_ORDER - 1);
  g_autofree char *last = freshet_lesson_text_step (FRESHET_LESSON_ORDER);

  g_assert_cmpstr (first, ==, "Step 1 of 7");
  g_assert_cmpstr (limits, ==, "Step 6 of 7");
  g_assert_cmpstr (nested, ==, "Step 6 of 7");
  g_assert_cmpstr (last, ==, "Step 7 of 7");
}

static void
test_verdict_says_what_there_is (void)
{
  g_autofree char *both = freshet_lesson_text_verdict (FRESHET_QUESTION_TIME, 2, 12.05);
  g_autofree char *predicted = freshet_lesson_text_verdict (FRESHET_QUESTION_CLICK, 1, -1);
  g_autofree char *measured
      = freshet_lesson_text_verdict (FRESHET_QUESTION_BARS, -1, FRESHET_BARS_TOGETHER);

  g_assert_cmpstr (both, ==, "You said: 2.00 s. It was: 12.05 s.");
  g_assert_cmpstr (predicted, ==, "You said: Yes. Not measured yet.");
  g_assert_cmpstr (measured, ==, "It was: All at Once.");
}

static gboolean
is_shown (FreshetLessonRun run, double elapsed_s, double input_ms, double paint_ms)
{
  g_autoptr (FreshetReport) report = create_report (elapsed_s, input_ms);
  FreshetReportDownload *download = freshet_report_download_new ();
  FreshetLoopFigures loop = *freshet_report_get_loop (report);

  download->started_s = 0;
  download->finished_s = 2;
  freshet_report_add_download (report, download);
  loop.paint.max = paint_ms;
  freshet_report_set_loop (report, &loop);
  return freshet_lesson_evidence_in_run (run, report);
}

static void
test_run_says_only_what_it_showed (void)
{
  g_assert_true (is_shown (FRESHET_LESSON_RUN_BLOCKING, 12, 12000, 12000));
  g_assert_false (is_shown (FRESHET_LESSON_RUN_BLOCKING, 12, 8, 12000));
  g_assert_false (is_shown (FRESHET_LESSON_RUN_BLOCKING, 12, 12000, 8));

  g_assert_true (is_shown (FRESHET_LESSON_RUN_ASYNC, 2.05, 8, 12));
  g_assert_false (is_shown (FRESHET_LESSON_RUN_ASYNC, 2.05, 300, 12));
  g_assert_false (is_shown (FRESHET_LESSON_RUN_ASYNC, 2.05, 8, 300));
  /* Hardly longer than one? */
  g_assert_false (is_shown (FRESHET_LESSON_RUN_ASYNC, 4, 8, 12));
}

static gboolean
is_shown_by_loops (FreshetSceneKind kind,
                   const FreshetLoopFigures *first,
                   const FreshetLoopFigures *second)
{
  g_autoptr (FreshetSceneResult) result = freshet_scene_result_new ("one", "two");

  result->loops[0] = *first;
  result->loops[1] = *second;
  return freshet_lesson_evidence_in_scene (kind, result);
}

static gboolean
is_shown_by_totals (double few, double many)
{
  g_autoptr (FreshetSceneResult) result = freshet_scene_result_new ("few", "many");

  freshet_scene_result_add (result, "total_s", "Total", FRESHET_SCENE_SECONDS, few, many);
  return freshet_lesson_evidence_in_scene (FRESHET_SCENE_CROWD, result);
}

static gboolean
is_shown_by_places (guint first_back, guint last_back)
{
  g_autoptr (FreshetSceneResult) result = freshet_scene_result_new ("there", "back");

  freshet_scene_result_add (result, "click1", "1", FRESHET_SCENE_PLACE, 1, first_back);
  freshet_scene_result_add (result, "click2", "2", FRESHET_SCENE_PLACE, 2, last_back);
  freshet_scene_result_add (result, "late_s", "late", FRESHET_SCENE_SECONDS, -1, 9);
  return freshet_lesson_evidence_in_scene (FRESHET_SCENE_NESTED, result);
}

static void
test_scene_says_only_what_it_showed (void)
{
  const FreshetLoopFigures well = { .longest_slice_ms = 4, .input.max = 5, .paint.max = 9 };
  const FreshetLoopFigures computes
      = { .longest_slice_ms = 505, .input.max = 504, .paint.max = 508 };
  const FreshetLoopFigures starves = { .longest_slice_ms = 9, .input.max = 30, .paint.max = 900 };

  g_assert_true (is_shown_by_loops (FRESHET_SCENE_COMPUTE, &well, &computes));
  g_assert_false (is_shown_by_loops (FRESHET_SCENE_COMPUTE, &well, &well));
  g_assert_false (is_shown_by_loops (FRESHET_SCENE_COMPUTE, &computes, &computes));
  g_assert_true (is_shown_by_loops (FRESHET_SCENE_STARVE, &well, &starves));
  g_assert_false (is_shown_by_loops (FRESHET_SCENE_STARVE, &well, &well));
  g_assert_false (is_shown_by_loops (FRESHET_SCENE_STARVE, &starves, &starves));
  /* That was mostly one long call. */
  g_assert_false (is_shown_by_loops (
      FRESHET_SCENE_STARVE,
      &well,
      &(FreshetLoopFigures){ .longest_slice_ms = 500, .input.max = 30, .paint.max = 900 }));
  g_assert_true (is_shown_by_totals (0.5, 0.6));
  g_assert_true (is_shown_by_totals (0.5, 0.49));
  g_assert_false (is_shown_by_totals (0.5, 0.3));
  g_assert_true (is_shown_by_places (2, 1));
  g_assert_false (is_shown_by_places (1, 2));
}

static void
test_files_that_are_missing_are_no_result (void)
{
  g_autoptr (FreshetReport) report = create_report (0.1, 5);
  FreshetReportDownload *download = freshet_report_download_new ();
  g_autoptr (GError) error = NULL;

  download->state = g_strdup ("finished");
  freshet_report_add_download (report, download);
  g_assert_true (freshet_complete_check (report, &error));
  g_assert_no_error (error);

  download = freshet_report_download_new ();
  download->state = g_strdup ("failed");
  download->error = g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_NO_SPACE, "The disk is full");
  freshet_report_add_download (report, download);
  g_assert_false (freshet_complete_check (report, &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "Blocking: 1 file failed. The disk is full.");
}

/* A locale, the language, and how it says “Blocking”. */
static const char *const languages[][3] = {
  { "es_ES.UTF-8", "es", "Bloqueante" },
  { "fr_FR.UTF-8", "fr", "Bloquant" },
  { "de_DE.UTF-8", "de", "Blockierend" },
  { "pt_BR.UTF-8", "pt_BR", "Bloqueante" },
};

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("FRESHET_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/lesson/locked-predictions-stay", test_locked_predictions_stay);
  g_test_add_func ("/lesson/time-may-be-a-little-off", test_time_may_be_a_little_off);
  g_test_add_func ("/lesson/click-is-heard-within-a-fifth-of-a-second",
                   test_click_is_heard_within_a_fifth_of_a_second);
  g_test_add_func ("/lesson/choices-have-to-be-just-so", test_choices_have_to_be_just_so);
  g_test_add_func ("/lesson/bars-as-anybody-saw-them", test_bars_as_anybody_saw_them);
  g_test_add_func ("/lesson/table-has-all-and-no-language", test_table);
  g_test_add_func ("/lesson/no-screen-has-too-many-words", test_no_screen_has_too_many_words);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path
          = g_strconcat ("/lesson/no-screen-has-too-many-words/", languages[i][1], NULL);

      g_test_add_data_func (path, languages[i], test_no_screen_has_too_many_words_translated);
    }
  g_test_add_func ("/lesson/a-run-says-only-what-it-showed", test_run_says_only_what_it_showed);
  g_test_add_func ("/lesson/a-scene-says-only-what-it-showed", test_scene_says_only_what_it_showed);
  g_test_add_func ("/lesson/files-that-are-missing-are-no-result",
                   test_files_that_are_missing_are_no_result);
  g_test_add_func ("/lesson/there-are-seven-steps", test_seven_steps);
  g_test_add_func ("/lesson/verdict-says-what-there-is", test_verdict_says_what_there_is);

  return g_test_run ();
}
