/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetRemoval:
 *
 * Downloads that were taken out of a list, and where they were.
 */
typedef struct _FreshetRemoval FreshetRemoval;

FreshetRemoval *freshet_removal_new (FreshetQueue *queue, GPtrArray *downloads);
void freshet_removal_undo (FreshetRemoval *removal);
char *freshet_removal_describe (FreshetRemoval *removal);
void freshet_removal_free (FreshetRemoval *removal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetRemoval, freshet_removal_free)

G_END_DECLS
