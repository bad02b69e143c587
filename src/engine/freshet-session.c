/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-session.h"

#include "freshet-segment-tuner.h"
#include "freshet-trust.h"

/* No byte for this long is a failed attempt. */
#define TIMEOUT_S 30

/*
 * For each request that begins or ends, libsoup looks at all others of the session, at all of its connections,
 * and for some of them at all requests again. A thousand at once are too many for that.
 */
#define SHARE 32

typedef struct
{
  SoupSession *soup;
  guint n_taken;
} Share;

static SoupSession *
create_soup_session (guint max_connections, guint max_connections_per_host, GTlsDatabase *trust)
{
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

/* One as the first is by now. */
static SoupSession *
copy_soup_session (FreshetSession *session)
{
  SoupSession *first = session->soup;
  SoupSession *soup;
  int max_connections;
  int max_connections_per_host;

  g_object_get (
      first, "max-conns", &max_connections, "max-conns-per-host", &max_connections_per_host, NULL);
  soup = create_soup_session ((guint) max_connections,
                              (guint) max_connections_per_host,
                              soup_session_get_tls_database (first));
  soup_session_set_timeout (soup, soup_session_get_timeout (first));
  soup_session_set_proxy_resolver (soup, soup_session_get_proxy_resolver (first));
  if (session->auth != NULL)
    soup_session_remove_feature_by_type (soup, SOUP_TYPE_AUTH_MANAGER);
  return soup;
}

static void
share_clear (gpointer data)
{
  Share *share = data;

  soup_session_abort (share->soup);
  g_object_unref (share->soup);
}

static void
add_share (FreshetSession *session, SoupSession *soup)
{
  const Share share = { soup, 0 };

  g_array_append_val (session->shares, share);
}

static void
session_clear (gpointer data)
{
  FreshetSession *session = data;

  g_array_unref (session->shares);
  g_clear_object (&session->auth);
  freshet_rate_limiter_unref (session->limiter);
  freshet_part_index_free (session->index);
  g_clear_pointer (&session->poller, freshet_poller_free);
  if (session->budget_source != NULL)
    g_source_destroy (session->budget_source);
  g_clear_pointer (&session->budget_source, g_source_unref);
  g_clear_pointer (&session->budget, freshet_budget_unref);
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
  g_autoptr (GTlsDatabase) trust = freshet_trust_new (tls_database);

  session->soup = create_soup_session (max_connections, max_connections_per_host, trust);
  session->shares = g_array_new (FALSE, FALSE, sizeof (Share));
  g_array_set_clear_func (session->shares, share_clear);
  add_share (session, session->soup);
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
    {
      g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

      session->budget = freshet_budget_new ();
      session->budget_source = freshet_budget_create_source (session->budget);
      g_source_attach (session->budget_source, context);
      session->poller = freshet_poller_new (context, session->io_priority);
    }
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

/**
 * freshet_session_set_proxy_resolver:
 * @session: a session
 * @resolver: who says which proxy to ask for an address, for connections that are made from now on
 */
void
freshet_session_set_proxy_resolver (FreshetSession *session, GProxyResolver *resolver)
{
  for (guint i = 0; i < session->shares->len; i++)
    soup_session_set_proxy_resolver (g_array_index (session->shares, Share, i).soup, resolver);
}

/**
 * freshet_session_take_soup:
 * @session: a session
 *
 * Requests that are to be under way at the same time are shared out among several sessions of libsoup. For the
 * thread that made @session.
 *
 * Returns: (transfer none): the one to send a request in, until freshet_session_give_back_soup()
 */
SoupSession *
freshet_session_take_soup (FreshetSession *session)
{
  guint i = 0;

  while (i < session->shares->len && g_array_index (session->shares, Share, i).n_taken >= SHARE)
    i++;
  if (i == session->shares->len)
    add_share (session, copy_soup_session (session));
  g_array_index (session->shares, Share, i).n_taken++;
  return g_array_index (session->shares, Share, i).soup;
}

/**
 * freshet_session_give_back_soup:
 * @session: a session
 * @soup: what freshet_session_take_soup() gave
 */
void
freshet_session_give_back_soup (FreshetSession *session, SoupSession *soup)
{
  for (guint i = 0; i < session->shares->len; i++)
    if (g_array_index (session->shares, Share, i).soup == soup)
      g_array_index (session->shares, Share, i).n_taken--;
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
 *
 * Returns: (transfer full): the thread, to be joined before the process ends. A library that is loaded after
 *   those that it needs have come to their end has them begin once more.
 */
GThread *
freshet_session_warm_up (void)
{
  return g_thread_new ("freshet-proxy", warm_up_thread, NULL);
}

/**
 * freshet_session_prepare:
 * @session: a session
 * @uri: what is going to be asked for in it
 *
 * Has the session log in where @uri says as whom. Until one does, nothing is spent on that: it would
 * be a tenth of all that libsoup does for a small file. In the same way, nobody asks whom to trust before
 * the first @uri of https. To be called in the thread that made the session, but for a session of worker
 * threads.
 */
void
freshet_session_prepare (FreshetSession *session, GUri *uri)
{
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    freshet_trust_prepare (FRESHET_TRUST (soup_session_get_tls_database (session->soup)));
  if (session->auth == NULL || g_uri_get_user (uri) == NULL)
    return;
  soup_session_add_feature (session->soup, session->auth);
  for (guint i = 1; i < session->shares->len; i++)
    soup_session_add_feature_by_type (g_array_index (session->shares, Share, i).soup,
                                      SOUP_TYPE_AUTH_MANAGER);
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
