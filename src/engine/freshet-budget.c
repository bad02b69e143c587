/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-budget.h"

/*
 * An eighth of a frame at 60 Hz. It is a time and not a number of bytes, so that it holds on a slow
 * processor, and for TLS, as well.
 */
#define BUDGET_US 2000

/**
 * freshet_budget_is_left:
 * @budget: a budget
 *
 * To be asked before each read. The first one that asks in an iteration begins a new budget. There
 * is none outside of a source's callback, where nobody can tell how long the loop is held up.
 *
 * Returns: whether there is time left in this iteration
 */
gboolean
freshet_budget_is_left (FreshetBudget *budget)
{
  GSource *source = g_main_current_source ();
  gint64 now = g_get_monotonic_time ();
  gint64 iteration;

  if (source == NULL)
    return FALSE;
  iteration = g_source_get_time (source);
  if (iteration != budget->iteration)
    {
      budget->iteration = iteration;
      budget->deadline = now + BUDGET_US;
    }
  return now < budget->deadline;
}
