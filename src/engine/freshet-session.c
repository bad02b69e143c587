/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-session.h"

#include "freshet-segment-tuner.h"
#include "freshet-trust.h"

/* No byte for this long is a failed attempt. */
#define TIMEOUT_S 30

static SoupSession *
create_soup_session (guint max_connections,
                     guint max_connections_per_host,
                     GTlsDatabase *tls_database)
{
  g_autoptr (GTlsDatabase) trust = freshet_trust_new (tls_database);
  SoupSession *soup = soup_session_new_with_options ("max-conns",
                                                     (int) max_connections,
                                                     "max-conns-per-host",
                                                     (int) max_connections_per_host,
                                                     "timeout",
                                                     TIMEOUT_S,
                                                     "user-agent",
                                                     "Freshet/" VERSION,
                                                     NULL);

  /* A download is what the server has, byte for byte. */
  soup_session_remove_feature_by_type (soup, SOUP_TYPE_CONTENT_DECODER);
  soup_session_set_tls_database (soup, trust);
  return soup;
}

static void
session_clear (gpointer data)
{
  FreshetSession *session = data;

  soup_session_abort (session->soup);
  g_object_unref (session->soup);
  g_clear_object (&session->auth);
  freshet_rate_limiter_unref (session->limiter);
  freshet_part_index_free (session->index);
  g_free (session->budget);
}

/**
 * freshet_session_new:
 * @mode: the mode that it is for
 * @max_connections: how many at once, in all
 * @max_connections_per_host: how many at once, to one host
 * @limiter: the speed limit
 * @tls_database: (nullable): whom to trust, %NULL for the system's choice
 *
 * Returns: (transfer full): a session for the transfers of one run
 */
FreshetSession *
freshet_session_new (FreshetMode mode,
                     guint max_connections,
                     guint max_connections_per_host,
                     FreshetRateLimiter *limiter,
                     GTlsDatabase *tls_database)
{
  FreshetSession *session = g_atomic_rc_box_new0 (FreshetSession);

  session->soup = create_soup_session (max_connections, max_connections_per_host, tls_database);
  /* Worker threads may use it at any moment, so that nothing can be added later. */
  if (mode != FRESHET_MODE_THREADS)
    {
      session->auth
          = g_object_ref (soup_session_get_feature (session->soup, SOUP_TYPE_AUTH_MANAGER));
      soup_session_remove_feature (session->soup, session->auth);
    }
  session->limiter = freshet_rate_limiter_ref (limiter);
  session->index = freshet_part_index_new ();
  session->segments = 1;
  session->segments_most = FRESHET_SEGMENTS_MOST;
  session->mode = mode;
  session->stock_splice = mode == FRESHET_MODE_NAIVE;
  session->io_priority
      = mode == FRESHET_MODE_NAIVE ? G_PRIORITY_DEFAULT : FRESHET_PRIORITY_TRANSFER;
  if (mode == FRESHET_MODE_ASYNC)
    session->budget = g_new0 (FreshetBudget, 1);
  return session;
}

/**
 * freshet_session_set_timeout:
 * @session: a session that nothing was sent in yet
 * @seconds: after how long without a byte an attempt has failed; 30 unless this is called
 */
void
freshet_session_set_timeout (FreshetSession *session, guint seconds)
{
  soup_session_set_timeout (session->soup, seconds);
}

static gpointer
warm_up_thread (gpointer data)
{
  g_proxy_resolver_get_default ();
  return NULL;
}

/**
 * freshet_session_warm_up:
 *
 * Has the system's proxy settings looked for in a thread, while there is something else to do. That loads
 * several libraries, and would hold up the first connection.
 */
void
freshet_session_warm_up (void)
{
  g_thread_unref (g_thread_new ("freshet-proxy", warm_up_thread, NULL));
}

/**
 * freshet_session_prepare:
 * @session: a session
 * @uri: what is going to be asked for in it
 *
 * Has the session log in where @uri says as whom. Until one does, nothing is spent on that: it would
 * be a tenth of all that libsoup does for a small file. To be called in the thread that made the session,
 * but for a session of worker threads.
 */
void
freshet_session_prepare (FreshetSession *session, GUri *uri)
{
  if (session->auth == NULL || g_uri_get_user (uri) == NULL)
    return;
  soup_session_add_feature (session->soup, session->auth);
  g_clear_object (&session->auth);
}

/**
 * freshet_session_ref:
 * @session: a session
 *
 * Returns: (transfer full): the same
 */
FreshetSession *
freshet_session_ref (FreshetSession *session)
{
  return g_atomic_rc_box_acquire (session);
}

/**
 * freshet_session_unref:
 * @session: (transfer full): a session
 */
void
freshet_session_unref (FreshetSession *session)
{
  g_atomic_rc_box_release_full (session, session_clear);
}
