/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

/**
 * FreshetFigure:
 * @FRESHET_FIGURE_TOTAL_TIME: how long the run took
 * @FRESHET_FIGURE_LONGEST_FREEZE: the longest time that the window did not answer for
 * @FRESHET_FIGURE_TIME_FROZEN: the part of the time that it did not answer in
 * @FRESHET_FIGURE_FRAMES_MISSED: frames that were not painted
 * @FRESHET_FIGURE_INPUT_DELAY: the longest time from a click or a key to something to be seen
 * @FRESHET_FIGURE_OVERLAP: how many downloads went on at once, on average
 * @FRESHET_FIGURE_IN_FLIGHT: the most requests at once
 * @FRESHET_FIGURE_THREADS: the most threads
 * @FRESHET_FIGURE_CPU: processor time
 * @FRESHET_FIGURE_MEMORY: the most memory
 *
 * What is compared between runs, in the order of the table.
 */
typedef enum
{
  FRESHET_FIGURE_TOTAL_TIME,
  FRESHET_FIGURE_LONGEST_FREEZE,
  FRESHET_FIGURE_TIME_FROZEN,
  FRESHET_FIGURE_FRAMES_MISSED,
  FRESHET_FIGURE_INPUT_DELAY,
  FRESHET_FIGURE_OVERLAP,
  FRESHET_FIGURE_IN_FLIGHT,
  FRESHET_FIGURE_THREADS,
  FRESHET_FIGURE_CPU,
  FRESHET_FIGURE_MEMORY,
} FreshetFigure;

/**
 * FRESHET_N_FIGURES:
 *
 * How many figures there are.
 */
#define FRESHET_N_FIGURES (FRESHET_FIGURE_MEMORY + 1)

const char *freshet_figure_get_name (FreshetFigure figure);
const char *freshet_figure_get_meaning (FreshetFigure figure);
const char *freshet_figure_get_formula (FreshetFigure figure);
const char *freshet_figure_get_absence (FreshetFigure figure);
char *freshet_figure_format (FreshetFigure figure, FreshetReport *report);
guint64 freshet_figure_find_best (FreshetFigure figure, GPtrArray *reports);
char *freshet_figure_list_to_csv (GPtrArray *reports);

G_END_DECLS
