/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-cli-output.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetCliProgress:
 *
 * Draws how far the downloads of a queue are, if there is a terminal to draw on. What moves it is the
 * main loop: in blocking mode it stands still from one state to the next, as a window would.
 */
typedef struct _FreshetCliProgress FreshetCliProgress;

FreshetCliProgress *
freshet_cli_progress_new (FreshetCliOutput *output, FreshetQueue *queue, const char *title);
void freshet_cli_progress_free (FreshetCliProgress *self);

char *freshet_cli_progress_format_file (
    const char *name, goffset received, goffset total, double speed, int columns, gboolean unicode);
char *freshet_cli_progress_format_sum (const char *title,
                                       guint n_done,
                                       guint n_all,
                                       goffset received,
                                       goffset total,
                                       double speed,
                                       int columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetCliProgress, freshet_cli_progress_free)

G_END_DECLS
