/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetHistoryLength:
 * @FRESHET_HISTORY_FOREVER: what is finished stays in the list
 * @FRESHET_HISTORY_YEAR: a year
 * @FRESHET_HISTORY_MONTH: a month of 30 days
 * @FRESHET_HISTORY_WEEK: a week
 * @FRESHET_HISTORY_SESSION: until the program ends
 *
 * How long a finished download is kept in the list.
 */
typedef enum
{
  FRESHET_HISTORY_FOREVER,
  FRESHET_HISTORY_YEAR,
  FRESHET_HISTORY_MONTH,
  FRESHET_HISTORY_WEEK,
  FRESHET_HISTORY_SESSION,
} FreshetHistoryLength;

#define FRESHET_TYPE_HISTORY (freshet_history_get_type ())
G_DECLARE_FINAL_TYPE (FreshetHistory, freshet_history, FRESHET, HISTORY, GObject)

FreshetHistory *freshet_history_new (FreshetQueue *queue, GSettings *settings);
void freshet_history_begin (FreshetHistory *self);

G_END_DECLS
