/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetScheduler:
 *
 * Whose turn it is: items wait by host, and are taken host after host, within a limit in all and one
 * for each host. Each call takes constant time, however many wait.
 */
typedef struct _FreshetScheduler FreshetScheduler;

FreshetScheduler *freshet_scheduler_new (void);
void freshet_scheduler_free (FreshetScheduler *scheduler);
void freshet_scheduler_set_limits (FreshetScheduler *scheduler, guint in_all, guint per_host);
void freshet_scheduler_add (FreshetScheduler *scheduler, const char *host, gpointer item);
gboolean freshet_scheduler_remove (FreshetScheduler *scheduler, gpointer item);
gpointer freshet_scheduler_take (FreshetScheduler *scheduler);
void freshet_scheduler_release (FreshetScheduler *scheduler, const char *host);
gboolean freshet_scheduler_contains (FreshetScheduler *scheduler, gpointer item);
guint freshet_scheduler_get_n_waiting (FreshetScheduler *scheduler);
guint freshet_scheduler_get_n_taken (FreshetScheduler *scheduler);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetScheduler, freshet_scheduler_free)

G_END_DECLS
