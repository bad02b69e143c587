/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-budget.h"

/*
 * A budget is a time and not a number of bytes, so that it holds on a slow processor, and for TLS, as
 * well. What else is dispatched in the same iteration, and a step that takes longer than it should, are
 * not known before: where the loop was held up for too long, the next budgets are shorter.
 */

/* After one slice that was too long, so many good ones make up for all of it. */
#define RECOVERY_SLICES 40

/* The first to be prepared and checked: no other source's being ready hides it. */
#define PRIORITY_FIRST (10 * G_PRIORITY_HIGH)

typedef struct
{
  GSource parent;

  FreshetBudget *budget; /* owned */
} Watch;

/**
 * freshet_budget_new:
 *
 * Returns: (transfer full): a budget of the whole length
 */
FreshetBudget *
freshet_budget_new (void)
{
  return g_atomic_rc_box_new0 (FreshetBudget);
}

/**
 * freshet_budget_ref:
 * @budget: a budget
 *
 * Returns: (transfer full): the same
 */
FreshetBudget *
freshet_budget_ref (FreshetBudget *budget)
{
  return g_atomic_rc_box_acquire (budget);
}

/**
 * freshet_budget_unref:
 * @budget: (transfer full): a budget
 */
void
freshet_budget_unref (FreshetBudget *budget)
{
  g_atomic_rc_box_release (budget);
}

/**
 * freshet_budget_ask:
 * @budget: a budget
 * @iteration: what tells one iteration from another
 * @now: the time in microseconds
 *
 * The first one that asks in an iteration begins a new budget.
 *
 * Returns: whether there is time left in @iteration
 */
gboolean
freshet_budget_ask (FreshetBudget *budget, gint64 iteration, gint64 now)
{
  budget->is_used = TRUE;
  if (iteration != budget->iteration)
    {
      budget->iteration = iteration;
      budget->deadline = now + FRESHET_BUDGET_MOST_US - budget->cut;
    }
  return now < budget->deadline;
}

/**
 * freshet_budget_learn:
 * @budget: a budget
 * @slice: how long the loop was held up in an iteration in which the budget was used, microseconds
 *
 * Halves the budget after a slice of more than %FRESHET_SLICE_MOST_US, and lengthens it again little by
 * little after others.
 */
void
freshet_budget_learn (FreshetBudget *budget, gint64 slice)
{
  const gint64 most_cut = FRESHET_BUDGET_MOST_US - FRESHET_BUDGET_LEAST_US;

  if (slice > FRESHET_SLICE_MOST_US)
    budget->cut = MIN (budget->cut + (FRESHET_BUDGET_MOST_US - budget->cut) / 2, most_cut);
  else
    budget->cut = MAX (budget->cut - most_cut / RECOVERY_SLICES, 0);
}

/**
 * freshet_budget_is_left:
 * @budget: a budget
 *
 * To be asked before each read. There is no time outside of a source's callback, where nobody can tell
 * how long the loop is held up.
 *
 * Returns: whether there is time left in this iteration
 */
gboolean
freshet_budget_is_left (FreshetBudget *budget)
{
  GSource *source = g_main_current_source ();

  return source != NULL
         && freshet_budget_ask (budget, g_source_get_time (source), g_get_monotonic_time ());
}

/* The loop has dispatched all that was ready. */
static gboolean
watch_prepare (GSource *source, int *timeout)
{
  FreshetBudget *budget = ((Watch *) source)->budget;

  if (budget->woken_at > 0 && budget->is_used)
    freshet_budget_learn (budget, g_get_monotonic_time () - budget->woken_at);
  budget->woken_at = 0;
  budget->is_used = FALSE;
  *timeout = -1;
  return FALSE;
}

/* The loop is about to dispatch. */
static gboolean
watch_check (GSource *source)
{
  ((Watch *) source)->budget->woken_at = g_get_monotonic_time ();
  return FALSE;
}

static void
watch_finalize (GSource *source)
{
  g_clear_pointer (&((Watch *) source)->budget, freshet_budget_unref);
}

/**
 * freshet_budget_create_source:
 * @budget: a budget
 *
 * The source is never ready: in the context that it is attached to, it sees how long the slices are, and
 * has @budget learn from them.
 *
 * Returns: (transfer full): a source
 */
GSource *
freshet_budget_create_source (FreshetBudget *budget)
{
  static GSourceFuncs funcs
      = { .prepare = watch_prepare, .check = watch_check, .finalize = watch_finalize };
  GSource *source = g_source_new (&funcs, sizeof (Watch));

  ((Watch *) source)->budget = freshet_budget_ref (budget);
  g_source_set_priority (source, PRIORITY_FIRST);
  g_source_set_static_name (source, "FreshetBudget");
  return source;
}
