/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetPoller:
 *
 * Waits for any number of streams with one source of a main context. A context goes over all of its
 * sources, and all that they wait for, at each turn: with a thousand streams that wait, each with a source
 * of its own, nothing else would get done. Here the kernel keeps the list, with `epoll (7)`, and tells only
 * of those that can be read.
 */
typedef struct _FreshetPoller FreshetPoller;

/**
 * FreshetPollerWatch:
 *
 * What one stream is waited for with, or a turn of the loop, as often as need be.
 */
typedef struct _FreshetPollerWatch FreshetPollerWatch;

/**
 * FreshetPollerFunc:
 * @owner: whose watch it is
 * @timed_out: whether nothing came for as long as the stream is waited for
 *
 * Called once for each freshet_poller_watch_wait(), also when the cancellable was cancelled, and for each
 * freshet_poller_watch_yield().
 *
 * Returns: %G_SOURCE_REMOVE, or %G_SOURCE_CONTINUE to be called again in the next turn of the loop,
 *   before all others that can be read
 */
typedef gboolean (*FreshetPollerFunc) (gpointer owner, gboolean timed_out);

FreshetPoller *freshet_poller_new (GMainContext *context, int priority);
void freshet_poller_free (FreshetPoller *poller);
GMainContext *freshet_poller_get_context (FreshetPoller *poller);

FreshetPollerWatch *
freshet_poller_watch_new (FreshetPoller *poller, FreshetPollerFunc func, gpointer owner);
void freshet_poller_watch_free (FreshetPollerWatch *watch);
gboolean freshet_poller_watch_wait (FreshetPollerWatch *watch,
                                    GPollableInputStream *stream,
                                    GCancellable *cancellable);
void freshet_poller_watch_yield (FreshetPollerWatch *watch);
void freshet_poller_watch_stop (FreshetPollerWatch *watch);
gboolean freshet_poller_watch_is_waiting (FreshetPollerWatch *watch);

G_END_DECLS
