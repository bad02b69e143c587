/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_LATE_CANCELLABLE (freshet_late_cancellable_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetLateCancellable, freshet_late_cancellable, FRESHET, LATE_CANCELLABLE, GCancellable)

/**
 * FRESHET_ASK_PRIORITY:
 * @priority: of a transfer
 *
 * At what priority its requests are sent: before bodies, by enough to be cancelled in between.
 */
#define FRESHET_ASK_PRIORITY(priority) ((priority) -2)

GCancellable *freshet_late_cancellable_new (GCancellable *followed, int priority);

G_END_DECLS
