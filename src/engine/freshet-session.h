/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "freshet-budget.h"
#include "freshet-mode.h"
#include "freshet-part-index.h"
#include "freshet-poller.h"
#include "freshet-rate-limiter.h"

G_BEGIN_DECLS

/* Below painting, which GDK does at 120. */
#define FRESHET_PRIORITY_TRANSFER 200

/**
 * FreshetSession:
 * @mode: the mode that it is for
 * @soup: the connections of all that does not take its own with freshet_session_take_soup()
 * @shares: #SoupSession:s beside it, and how many requests each has; that one is the first
 * @auth: (nullable): what logs in, while that is not needed
 * @limiter: the speed limit of all downloads together
 * @index: the unfinished downloads that lie about
 * @budget: (nullable): the main context's time, in the mode that keeps to one
 * @poller: (nullable): what waits for all connections, in the same mode
 * @budget_source: (nullable): what shortens that time where the context is held up
 * @io_priority: the priority of the transfers' sources
 * @segments: over how many connections at once a file is fetched, where the server allows it; 0 for as
 *   many as turn out to be good
 * @segments_most: how many may turn out to be good
 * @received: how much of all files has come; atomic
 * @n_receiving: how many files are coming; atomic
 * @changes: how many have begun or ended to come; atomic
 * @trying: (nullable): the transfer that tries more connections
 * @trusts_length: whether a file without a validator is gone on with if its length is the same
 * @stock_splice: whether GIO's stock splice is used
 *
 * What all transfers of a run share. Each mode has one of its own, since the blocking and the
 * asynchronous calls on one session can deadlock.
 */
typedef struct
{
  FreshetMode mode;
  SoupSession *soup;
  GArray *shares;
  SoupSessionFeature *auth;
  FreshetRateLimiter *limiter;
  FreshetPartIndex *index;
  FreshetBudget *budget;
  FreshetPoller *poller;
  GSource *budget_source;
  int io_priority;
  guint segments;
  guint segments_most;
  gssize received;
  int n_receiving;
  int changes;
  gconstpointer trying;
  gboolean trusts_length;
  gboolean stock_splice;
} FreshetSession;

FreshetSession *freshet_session_new (FreshetMode mode,
                                     guint max_connections,
                                     guint max_connections_per_host,
                                     FreshetRateLimiter *limiter,
                                     GTlsDatabase *tls_database);
void freshet_session_set_timeout (FreshetSession *session, guint seconds);
void freshet_session_set_proxy_resolver (FreshetSession *session, GProxyResolver *resolver);
SoupSession *freshet_session_take_soup (FreshetSession *session);
void freshet_session_give_back_soup (FreshetSession *session, SoupSession *soup);
GThread *freshet_session_warm_up (void);
void freshet_session_prepare (FreshetSession *session, GUri *uri);
FreshetSession *freshet_session_ref (FreshetSession *session);
void freshet_session_unref (FreshetSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetSession, freshet_session_unref)

G_END_DECLS
