/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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

static void
test_max_conns_refuses_one_too_many (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *base = freshet_demo_server_get_base_uri (server);
  const char *path = "/file/a?size=5&max-conns=2";
  g_autoptr (GSocketConnection) first = freshet_test_connect (base);
  g_autoptr (GSocketConnection) second = freshet_test_connect (base);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  freshet_test_send (first, "GET", "/file/b?stall=0", NULL);
  freshet_test_send (second, "GET", "/file/c?stall=0", NULL);
  while (freshet_demo_server_get_peak_connections (server) < 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (1000);
    }
  assert_status (server, path, NULL, 429);

  g_io_stream_close (G_IO_STREAM (first), NULL, NULL);
  for (guint status = 429; status == 429; g_usleep (1000))
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      status = answer->status;
    }
  for (int i = 0; i < 50; i++)
    assert_status (server, path, NULL, 200);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (server), ==, 3);
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
  g_test_add_func ("/demo/gate/max-conns-refuses-one-too-many",
                   test_max_conns_refuses_one_too_many);
  return g_test_run ();
}
