/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "freshet-test-demo.h"

static void
assert_status (FreshetDemoServer *server, const char *path, const char *headers, guint status)
{
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, headers);

  g_assert_cmpuint (answer->status, ==, status);
}

static void
test_a_status_comes_so_many_times (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=5&status=503&retry-after=1&times=2";
  g_autoptr (FreshetTestAnswer) first = freshet_test_demo_get (server, path, NULL);

  g_assert_cmpuint (first->status, ==, 503);
  freshet_test_assert_header (first, "Retry-After", "1");
  assert_status (server, path, NULL, 503);
  assert_status (server, path, NULL, 200);
  assert_status (server, "/file/b?size=5&status=503&times=1", NULL, 503);

  freshet_demo_server_reset (server);
  assert_status (server, path, NULL, 503);
}

static void
test_a_status_without_times_stays (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();

  for (int i = 0; i < 3; i++)
    assert_status (server, "/file/a?status=404", NULL, 404);
  assert_status (server, "/file/a?status=204", NULL, 204);
  assert_status (server, "/file/a?status=302", NULL, 302);
}

static void
test_a_redirect_takes_so_many_hops (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autofree char *path = g_strdup ("/file/a?redirect=2&size=5&seed=1");

  for (int hops = 2; hops > 0; hops--)
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

      g_assert_cmpuint (answer->status, ==, 302);
      g_free (path);
      path = freshet_test_answer_get_header (answer, "Location");
      g_assert_nonnull (path);
    }
  {
    g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

    g_assert_cmpuint (answer->status, ==, 200);
    freshet_test_assert_body (answer, 1, 0, 5);
  }
}

static void
test_a_redirect_goes_where_it_is_told (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) loop
      = freshet_test_demo_get (server, "/file/a?redirect=loop", NULL);
  g_autoptr (FreshetTestAnswer) away
      = freshet_test_demo_get (server, "/file/a?redirect=ftp://h/%3fa%26b&status=307", NULL);

  g_assert_cmpuint (loop->status, ==, 302);
  freshet_test_assert_header (loop, "Location", "/file/a?redirect=loop");
  g_assert_cmpuint (away->status, ==, 307);
  freshet_test_assert_header (away, "Location", "ftp://h/?a&b");
}

static void
test_auth_wants_the_password (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=5&auth=ann:pass:word";
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

  g_assert_cmpuint (answer->status, ==, 401);
  freshet_test_assert_header (answer, "WWW-Authenticate", "Basic realm=\"Freshet\"");
  assert_status (server, path, "Authorization: Basic YW5uOnBhc3M=\r\n", 401);
  assert_status (server, path, "Authorization: Basic !!\r\n", 401);
  assert_status (server, path, "Authorization: Bearer YW5uOnBhc3M6d29yZA==\r\n", 401);
  assert_status (server, path, "Authorization: Basic YW5uOnBhc3M6d29yZA==\r\n", 200);
}

/* The client's side of RFC 7616 with qop=auth, for the user ann. */
static char *
make_digest (const char *challenge, const char *path, const char *password)
{
  g_autoptr (GHashTable) params = soup_header_parse_param_list (challenge + strlen ("Digest "));
  const char *nonce = g_hash_table_lookup (params, "nonce");
  g_autofree char *a1 = g_strdup_printf ("ann:Freshet:%s", password);
  g_autofree char *a2 = g_strdup_printf ("GET:%s", path);
  g_autofree char *ha1 = g_compute_checksum_for_string (G_CHECKSUM_MD5, a1, -1);
  g_autofree char *ha2 = g_compute_checksum_for_string (G_CHECKSUM_MD5, a2, -1);
  g_autofree char *all = g_strdup_printf ("%s:%s:00000001:c:auth:%s", ha1, nonce, ha2);
  g_autofree char *response = g_compute_checksum_for_string (G_CHECKSUM_MD5, all, -1);

  return g_strdup_printf ("Authorization: Digest username=\"ann\", realm=\"Freshet\", nonce=\"%s\","
                          " uri=\"%s\", cnonce=\"c\", nc=00000001, qop=auth, algorithm=MD5,"
                          " response=\"%s\"\r\n",
                          nonce,
                          path,
                          response);
}

static void
test_digest_auth_wants_the_password (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=5&digest-auth=ann:word";
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);
  g_autofree char *challenge = freshet_test_answer_get_header (answer, "WWW-Authenticate");
  g_autofree char *right = make_digest (challenge, path, "word");
  g_autofree char *wrong = make_digest (challenge, path, "words");

  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_true (g_str_has_prefix (challenge, "Digest "));
  assert_status (server, path, wrong, 401);
  assert_status (server, path, right, 200);
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + 40 * G_USEC_PER_SEC;
}

static GSocketConnection *
start (FreshetDemoServer *server, const char *path)
{
  GSocketConnection *connection = freshet_test_connect (freshet_demo_server_get_base_uri (server));
  guint64 before = freshet_demo_server_get_n_requests (server);
  gint64 end = get_deadline ();

  freshet_test_send (connection, "GET", path, NULL);
  while (freshet_demo_server_get_n_requests (server) == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (1000);
    }
  return connection;
}

static void
wait_until_let_in (FreshetDemoServer *server, const char *path)
{
  gint64 end = get_deadline ();

  for (guint status = 429; status == 429; g_usleep (1000))
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      status = answer->status;
    }
}

static void
test_max_conns_refuses_one_too_many (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=5&max-conns=2";
  g_autoptr (GSocketConnection) first = start (server, "/file/b?stall=0");
  g_autoptr (GSocketConnection) second = start (server, "/file/c?stall=0");

  assert_status (server, path, NULL, 429);
  g_io_stream_close (G_IO_STREAM (first), NULL, NULL);
  wait_until_let_in (server, path);
  for (int i = 0; i < 50; i++)
    assert_status (server, path, NULL, 200);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (server), ==, 3);
}

static void
test_a_client_that_goes_no_longer_counts (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *paths[] = { "/file/b?delay=1h",
                          "/file/b?rate=1",
                          "/file/b?stall=9",
                          "/file/b?rate=1&length=no",
                          "/slow-headers?rate=1" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GSocketConnection) connection = start (server, paths[i]);

      assert_status (server, "/file/a?size=5&max-conns=1", NULL, 429);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      wait_until_let_in (server, "/file/a?size=5&max-conns=1");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo/gate/a-status-comes-so-many-times", test_a_status_comes_so_many_times);
  g_test_add_func ("/demo/gate/a-status-without-times-stays", test_a_status_without_times_stays);
  g_test_add_func ("/demo/gate/a-redirect-takes-so-many-hops", test_a_redirect_takes_so_many_hops);
  g_test_add_func ("/demo/gate/a-redirect-goes-where-it-is-told",
                   test_a_redirect_goes_where_it_is_told);
  g_test_add_func ("/demo/gate/auth-wants-the-password", test_auth_wants_the_password);
  g_test_add_func ("/demo/gate/digest-auth-wants-the-password",
                   test_digest_auth_wants_the_password);
  g_test_add_func ("/demo/gate/max-conns-refuses-one-too-many",
                   test_max_conns_refuses_one_too_many);
  g_test_add_func ("/demo/gate/a-client-that-goes-no-longer-counts",
                   test_a_client_that_goes_no_longer_counts);
  return g_test_run ();
}
