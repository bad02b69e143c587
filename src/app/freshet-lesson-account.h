/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-comparison.h"
#include "freshet-input-meter.h"
#include "freshet-lesson-bars.h"
#include "freshet-pulse-strip.h"

G_BEGIN_DECLS

/**
 * FreshetLessonOutcome:
 * @report: (owned): what was measured
 * @bars: when the bars moved
 * @n_threads: in how many threads files were fetched
 *
 * What became of one of the lesson's two runs.
 */
typedef struct
{
  FreshetReport *report;
  FreshetBarsMove bars;
  guint n_threads;
} FreshetLessonOutcome;

void freshet_lesson_outcome_free (FreshetLessonOutcome *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetLessonOutcome, freshet_lesson_outcome_free)

#define FRESHET_TYPE_LESSON_ACCOUNT (freshet_lesson_account_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetLessonAccount, freshet_lesson_account, FRESHET, LESSON_ACCOUNT, GObject)

FreshetLessonAccount *freshet_lesson_account_new (FreshetLessonBars *bars,
                                                  FreshetPulseStrip *strip,
                                                  FreshetInputMeter *meter);
void freshet_lesson_account_watch (FreshetLessonAccount *self, FreshetComparison *comparison);
void freshet_lesson_account_end (FreshetLessonAccount *self);
FreshetLessonOutcome *freshet_lesson_account_steal_outcome (FreshetLessonAccount *self);

G_END_DECLS
