/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-evidence.h"

/* What people notice as a freeze. */
#define NOTABLE_MS 100

/* Files that wait together take as long as one, and no more than that beyond it. */
#define HARDLY_LONGER 1.25

/* Less than that is no gain. */
#define FASTER 0.9

static double
get_longest_download (FreshetReport *report)
{
  GPtrArray *downloads = freshet_report_get_downloads (report);
  double longest = 0;

  for (guint i = 0; i < downloads->len; i++)
    {
      const FreshetReportDownload *download = downloads->pdata[i];

      longest = MAX (longest, download->finished_s - download->started_s);
    }
  return longest;
}

/**
 * freshet_lesson_evidence_in_run:
 * @run: which run it was
 * @report: what was measured
 *
 * Returns: whether that shows what the lesson says of it
 */
gboolean
freshet_lesson_evidence_in_run (FreshetLessonRun run, FreshetReport *report)
{
  const FreshetLoopFigures *loop;

  g_return_val_if_fail (FRESHET_IS_REPORT (report), FALSE);

  loop = freshet_report_get_loop (report);
  if (loop == NULL)
    return FALSE;
  if (run == FRESHET_LESSON_RUN_BLOCKING)
    return loop->input.max > FRESHET_LESSON_HEARD_MS && loop->paint.max > FRESHET_LESSON_HEARD_MS;
  return loop->input.max <= FRESHET_LESSON_HEARD_MS && loop->paint.max <= FRESHET_LESSON_HEARD_MS
         && freshet_report_get_elapsed (report) <= HARDLY_LONGER * get_longest_download (report);
}

/* Painting waits longer than before, than input, and far longer than any call takes. */
static gboolean
is_starved (const FreshetLoopFigures *before, const FreshetLoopFigures *loop)
{
  return loop->paint.max > NOTABLE_MS && loop->paint.max > before->paint.max
         && loop->paint.max > loop->input.max && loop->paint.max > 2 * loop->longest_slice_ms;
}

/* The first to be there is the last to come back. */
static gboolean
is_turned_round (FreshetSceneResult *result)
{
  const FreshetSceneFigure *first = freshet_scene_result_find (result, "click1");
  double last = 0;

  for (guint i = 0; i < result->figures->len; i++)
    {
      const FreshetSceneFigure *figure = &g_array_index (result->figures, FreshetSceneFigure, i);

      if (figure->unit == FRESHET_SCENE_PLACE)
        last = MAX (last, figure->second);
    }
  return first != NULL && first->first == 1 && first->second == last;
}

/**
 * freshet_lesson_evidence_in_scene:
 * @kind: which scene was played
 * @result: what was measured
 *
 * Returns: whether that shows what the lesson says of it
 */
gboolean
freshet_lesson_evidence_in_scene (FreshetSceneKind kind, FreshetSceneResult *result)
{
  const FreshetSceneFigure *total;

  g_return_val_if_fail (kind < FRESHET_N_SCENES, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  switch (kind)
    {
    case FRESHET_SCENE_COMPUTE:
      return result->loops[1].input.max > NOTABLE_MS
             && result->loops[1].input.max > result->loops[0].input.max;
    case FRESHET_SCENE_STARVE:
      return is_starved (&result->loops[0], &result->loops[1]);
    case FRESHET_SCENE_CROWD:
      total = freshet_scene_result_find (result, "total_s");
      return total != NULL && total->second > FASTER * total->first;
    case FRESHET_SCENE_NESTED:
    default:
      return is_turned_round (result);
    }
}
