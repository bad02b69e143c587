/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-pulse-strip.h"

G_BEGIN_DECLS

/**
 * FreshetSceneKind:
 * @FRESHET_SCENE_COMPUTE: a callback of an asynchronous run computes for half a second
 * @FRESHET_SCENE_STARVE: the stock splice on a fast link, in which nothing blocks
 * @FRESHET_SCENE_CROWD: a thousand requests, few at once and many at once
 * @FRESHET_SCENE_NESTED: a main loop inside of each handler, to keep a window alive
 *
 * Where asynchronous calls alone do not help.
 */
typedef enum
{
  FRESHET_SCENE_COMPUTE,
  FRESHET_SCENE_STARVE,
  FRESHET_SCENE_CROWD,
  FRESHET_SCENE_NESTED,
} FreshetSceneKind;

#define FRESHET_N_SCENES 4

/**
 * FreshetSceneUnit:
 * @FRESHET_SCENE_SECONDS: seconds
 * @FRESHET_SCENE_MILLISECONDS: milliseconds
 * @FRESHET_SCENE_PLACE: a place in an order, from 1
 * @FRESHET_SCENE_COUNT: how many
 */
typedef enum
{
  FRESHET_SCENE_SECONDS,
  FRESHET_SCENE_MILLISECONDS,
  FRESHET_SCENE_PLACE,
  FRESHET_SCENE_COUNT,
} FreshetSceneUnit;

/**
 * FRESHET_SCENE_NO_FIGURE:
 *
 * Stands where there is nothing to be measured.
 */
#define FRESHET_SCENE_NO_FIGURE (-1.0)

/**
 * FreshetSceneFigure:
 * @id: its name in files
 * @label: (owned): its name for people
 * @unit: the unit of both
 * @first: what was measured in the first column, or %FRESHET_SCENE_NO_FIGURE
 * @second: what was measured in the second
 */
typedef struct
{
  const char *id;
  char *label;
  FreshetSceneUnit unit;
  double first;
  double second;
} FreshetSceneFigure;

/**
 * FreshetSceneResult:
 * @headings: (owned): of the two columns
 * @figures: (element-type FreshetSceneFigure): what was measured
 * @loops: what the main loop did meanwhile, a column each
 */
typedef struct
{
  char *headings[2];
  GArray *figures;
  FreshetLoopFigures loops[2];
} FreshetSceneResult;

FreshetSceneResult *freshet_scene_result_new (const char *first_heading,
                                              const char *second_heading);
void freshet_scene_result_add (FreshetSceneResult *result,
                               const char *id,
                               const char *label,
                               FreshetSceneUnit unit,
                               double first,
                               double second);
void freshet_scene_result_free (FreshetSceneResult *result);
const FreshetSceneFigure *freshet_scene_result_find (FreshetSceneResult *result, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetSceneResult, freshet_scene_result_free)

const char *freshet_scene_get_id (FreshetSceneKind kind);
void freshet_scene_run_async (FreshetSceneKind kind,
                              const char *base_uri,
                              FreshetPulse *pulse,
                              FreshetPulseStrip *strip,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
FreshetSceneResult *freshet_scene_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
