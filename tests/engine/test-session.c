/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-session.h"

static FreshetSession *
create_session (void)
{
  g_autoptr (FreshetRateLimiter) unlimited = freshet_rate_limiter_new (0);

  return freshet_session_new (FRESHET_MODE_ASYNC, 1000, 1000, unlimited, NULL);
}

static void
test_few_requests_share_their_connections (void)
{
  g_autoptr (FreshetSession) session = create_session ();

  for (guint i = 0; i < 8; i++)
    g_assert_true (freshet_session_take_soup (session) == session->soup);
}

static void
test_many_requests_are_shared_out (void)
{
  g_autoptr (FreshetSession) session = create_session ();
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer soup;
  gpointer count;

  for (guint i = 0; i < 1000; i++)
    {
      soup = freshet_session_take_soup (session);
      count = g_hash_table_lookup (counts, soup);
      g_hash_table_insert (counts, soup, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &soup, &count))
    g_assert_cmpuint (GPOINTER_TO_UINT (count), <=, 32);
}

static void
test_a_place_that_is_given_back_is_taken_again (void)
{
  g_autoptr (FreshetSession) session = create_session ();
  SoupSession *last = NULL;

  for (guint i = 0; i < 100; i++)
    last = freshet_session_take_soup (session);
  g_assert_false (last == session->soup);
  freshet_session_give_back_soup (session, session->soup);
  g_assert_true (freshet_session_take_soup (session) == session->soup);
  freshet_session_give_back_soup (session, last);
  g_assert_true (freshet_session_take_soup (session) == last);
}

static SoupSession *
take_another (FreshetSession *session)
{
  SoupSession *soup = NULL;

  for (guint i = 0; i < 33; i++)
    soup = freshet_session_take_soup (session);
  g_assert_false (soup == session->soup);
  return soup;
}

static void
test_all_are_as_the_first (void)
{
  g_autoptr (FreshetSession) session = create_session ();
  g_autoptr (GProxyResolver) before = g_simple_proxy_resolver_new ("http://before.test", NULL);
  g_autoptr (GProxyResolver) after = g_simple_proxy_resolver_new ("http://after.test", NULL);
  SoupSession *other;
  int max_connections;

  freshet_session_set_timeout (session, 7);
  freshet_session_set_proxy_resolver (session, before);
  other = take_another (session);
  g_object_get (other, "max-conns", &max_connections, NULL);
  g_assert_cmpint (max_connections, ==, 1000);
  g_assert_cmpuint (soup_session_get_timeout (other), ==, 7);
  g_assert_true (soup_session_get_proxy_resolver (other) == before);
  g_assert_true (soup_session_get_tls_database (other)
                 == soup_session_get_tls_database (session->soup));
  g_assert_cmpstr (soup_session_get_user_agent (other),
                   ==,
                   soup_session_get_user_agent (session->soup));
  g_assert_false (soup_session_has_feature (other, SOUP_TYPE_CONTENT_DECODER));

  freshet_session_set_proxy_resolver (session, after);
  g_assert_true (soup_session_get_proxy_resolver (session->soup) == after);
  g_assert_true (soup_session_get_proxy_resolver (other) == after);
}

static void
test_all_log_in_once_one_has_to (void)
{
  g_autoptr (FreshetSession) session = create_session ();
  g_autoptr (GUri) uri = g_uri_parse ("http://user:word@example.org/",
                                      G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED,
                                      NULL);
  SoupSession *before = take_another (session);
  SoupSession *after;

  g_assert_false (soup_session_has_feature (session->soup, SOUP_TYPE_AUTH_MANAGER));
  g_assert_false (soup_session_has_feature (before, SOUP_TYPE_AUTH_MANAGER));
  freshet_session_prepare (session, uri);
  after = take_another (session);
  g_assert_false (after == before);
  g_assert_true (soup_session_has_feature (session->soup, SOUP_TYPE_AUTH_MANAGER));
  g_assert_true (soup_session_has_feature (before, SOUP_TYPE_AUTH_MANAGER));
  g_assert_true (soup_session_has_feature (after, SOUP_TYPE_AUTH_MANAGER));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/session/few-requests-share-their-connections",
                   test_few_requests_share_their_connections);
  g_test_add_func ("/session/many-requests-are-shared-out", test_many_requests_are_shared_out);
  g_test_add_func ("/session/a-place-that-is-given-back-is-taken-again",
                   test_a_place_that_is_given_back_is_taken_again);
  g_test_add_func ("/session/all-are-as-the-first", test_all_are_as_the_first);
  g_test_add_func ("/session/all-log-in-once-one-has-to", test_all_log_in_once_one_has_to);
  return g_test_run ();
}
