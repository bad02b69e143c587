/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetBudget:
 *
 * How much of one iteration of a main context all downloads together may take. A plain struct, to
 * be zeroed; for the context's thread only.
 */
typedef struct
{
  gint64 iteration;
  gint64 deadline;
} FreshetBudget;

gboolean freshet_budget_is_left (FreshetBudget *budget);

G_END_DECLS
