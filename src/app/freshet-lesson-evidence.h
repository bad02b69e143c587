/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-lesson.h"

G_BEGIN_DECLS

gboolean freshet_lesson_evidence_in_run (FreshetLessonRun run, FreshetReport *report);
gboolean freshet_lesson_evidence_in_scene (FreshetSceneKind kind, FreshetSceneResult *result);

G_END_DECLS
