/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long all that the loop does at a time may take, with what is not the downloads'. */
#define FRESHET_SLICE_MOST_US 4000

/* An eighth of a frame at 60 Hz, and what is left of it where the loop has much else to do. */
#define FRESHET_BUDGET_MOST_US 2000
#define FRESHET_BUDGET_LEAST_US 250

/**
 * FreshetBudget:
 * @iteration: the iteration that it is for
 * @deadline: when it is used up
 * @cut: by how much it is shorter than it may be, microseconds
 * @woken_at: when the loop began to dispatch, 0 while it does not
 * @is_used: whether anybody has asked in this iteration
 *
 * How much of one iteration of a main context all downloads together may take. For the context's thread
 * only.
 */
typedef struct
{
  gint64 iteration;
  gint64 deadline;
  gint64 cut;
  gint64 woken_at;
  gboolean is_used;
} FreshetBudget;

FreshetBudget *freshet_budget_new (void);
FreshetBudget *freshet_budget_ref (FreshetBudget *budget);
void freshet_budget_unref (FreshetBudget *budget);

gboolean freshet_budget_is_left (FreshetBudget *budget);
gboolean freshet_budget_ask (FreshetBudget *budget, gint64 iteration, gint64 now);
void freshet_budget_learn (FreshetBudget *budget, gint64 slice);
GSource *freshet_budget_create_source (FreshetBudget *budget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetBudget, freshet_budget_unref)

G_END_DECLS
