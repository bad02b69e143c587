/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-code-excerpt.h"
#include "freshet-download.h"
#include "freshet-mode.h"

G_BEGIN_DECLS

/**
 * FreshetCodeStep:
 * @FRESHET_CODE_STEP_START: whose turn it is
 * @FRESHET_CODE_STEP_ASK: the request is sent, and answered
 * @FRESHET_CODE_STEP_RECEIVE: the body comes
 * @FRESHET_CODE_STEP_FINISH: the file is put in place
 *
 * The steps in which any program gets a file.
 */
typedef enum
{
  FRESHET_CODE_STEP_START,
  FRESHET_CODE_STEP_ASK,
  FRESHET_CODE_STEP_RECEIVE,
  FRESHET_CODE_STEP_FINISH,
} FreshetCodeStep;

#define FRESHET_CODE_N_STEPS 4

/**
 * FreshetCodeLanguage:
 * @FRESHET_CODE_C: this program
 * @FRESHET_CODE_PYTHON: the two small programs that do the same
 */
typedef enum
{
  FRESHET_CODE_C,
  FRESHET_CODE_PYTHON,
} FreshetCodeLanguage;

#define FRESHET_CODE_N_LANGUAGES 2

/**
 * FreshetCodeSide:
 * @FRESHET_CODE_BLOCKING: the calls that wait
 * @FRESHET_CODE_ASYNC: those that do not
 */
typedef enum
{
  FRESHET_CODE_BLOCKING,
  FRESHET_CODE_ASYNC,
} FreshetCodeSide;

#define FRESHET_CODE_N_SIDES 2

const char *freshet_code_step_get_title (FreshetCodeStep step);
gboolean freshet_code_step_of_state (FreshetState state, FreshetCodeStep *step);
FreshetCodeSide freshet_code_side_of_mode (FreshetMode mode);
char *freshet_code_steps_describe_files (GPtrArray *names);
char *freshet_code_steps_describe_count (guint n_files);

const FreshetCodeSpec *freshet_code_steps_get_spec (FreshetCodeStep step,
                                                    FreshetCodeLanguage language,
                                                    FreshetCodeSide side);
FreshetCodeExcerpt *freshet_code_steps_load (FreshetCodeStep step,
                                             FreshetCodeLanguage language,
                                             FreshetCodeSide side,
                                             GError **error);

G_END_DECLS
