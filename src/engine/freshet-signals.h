/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetSignalFunc:
 * @signum: `SIGINT` or `SIGTERM`
 *
 * Called once, in a thread of its own, when the program is asked to end.
 */
typedef void (*FreshetSignalFunc) (int signum, gpointer user_data);

void freshet_signals_watch (FreshetSignalFunc func, gpointer user_data);

G_END_DECLS
