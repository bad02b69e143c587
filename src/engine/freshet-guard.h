/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetGuard:
 *
 * Cancels something after a while, from a thread of its own, so that it also ends what holds the main
 * loop up.
 */
typedef struct _FreshetGuard FreshetGuard;

FreshetGuard *freshet_guard_new (guint seconds, GCancellable *cancellable);
void freshet_guard_free (FreshetGuard *guard);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetGuard, freshet_guard_free)

G_END_DECLS
