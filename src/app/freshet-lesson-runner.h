/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-compare-runner.h"
#include "freshet-demo-host.h"
#include "freshet-lesson-account.h"
#include "freshet-scene.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LESSON_RUNNER (freshet_lesson_runner_get_type ())
G_DECLARE_FINAL_TYPE (FreshetLessonRunner, freshet_lesson_runner, FRESHET, LESSON_RUNNER, GObject)

FreshetLessonRunner *freshet_lesson_runner_new (FreshetDemoHost *demo,
                                                FreshetQueue *queue,
                                                FreshetCompareRunner *compare);
FreshetPulse *freshet_lesson_runner_get_pulse (FreshetLessonRunner *self);
gboolean freshet_lesson_runner_is_running (FreshetLessonRunner *self);
void freshet_lesson_runner_cancel (FreshetLessonRunner *self);

void freshet_lesson_runner_run_async (FreshetLessonRunner *self,
                                      FreshetLessonRun run,
                                      FreshetLessonBars *bars,
                                      FreshetPulseStrip *strip,
                                      FreshetInputMeter *meter,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
FreshetLessonOutcome *
freshet_lesson_runner_run_finish (FreshetLessonRunner *self, GAsyncResult *result, GError **error);
void freshet_lesson_runner_play_async (FreshetLessonRunner *self,
                                       FreshetSceneKind kind,
                                       FreshetPulseStrip *strip,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
FreshetSceneResult *
freshet_lesson_runner_play_finish (FreshetLessonRunner *self, GAsyncResult *result, GError **error);

G_END_DECLS
