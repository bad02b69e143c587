/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-body.h"
#include "freshet-demo-server.h"
#include "freshet-test-client.h"

static FreshetDemoServer *
new_server (void)
{
  g_autoptr (GError) error = NULL;
  FreshetDemoServer *server = freshet_demo_server_new (0, &error);

  g_assert_no_error (error);
  return server;
}

static FreshetTestAnswer *
get (FreshetDemoServer *server, const char *path, const char *headers)
{
  return freshet_test_get (freshet_demo_server_get_base_uri (server), path, headers);
}

static void
assert_body (FreshetTestAnswer *answer, guint64 seed, goffset start, gsize length)
{
  g_autofree guint8 *expected = g_malloc (length + 1);

  freshet_body_fill (seed, start, expected, length);
  g_assert_no_error (answer->error);
  g_assert_cmpmem (answer->body->data, answer->body->len, expected, length);
}

static void
test_serves_the_body_that_was_asked_for (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  const gsize sizes[] = { 0, 1, 262143, 262144, 262145, 5000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file/a?seed=9&size=%" G_GSIZE_FORMAT, sizes[i]);
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, sizes[i]);
      g_autoptr (FreshetTestAnswer) answer = get (server, path, NULL);
      g_autofree char *said = freshet_test_answer_get_header (answer, "Content-Length");

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (said, ==, length);
      assert_body (answer, 9, 0, sizes[i]);
    }
}

static void
test_default_size_is_one_mebibyte (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (FreshetTestAnswer) answer = get (server, "/file/a", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  assert_body (answer, 0, 0, 1024 * 1024);
}

static void
test_sha256_is_the_body_s (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (FreshetTestAnswer) body = get (server, "/file/a?seed=4&size=300K&rate=100M", NULL);
  g_autoptr (FreshetTestAnswer) digest = get (server, "/sha256/a?seed=4&size=300K&rate=9", NULL);
  g_autofree char *expected = freshet_test_answer_get_digest (body);
  g_autofree char *got = g_strndup ((char *) digest->body->data, digest->body->len);

  g_assert_cmpuint (digest->status, ==, 200);
  g_assert_cmpstr (g_strchomp (got), ==, expected);
}

static void
test_rate_is_never_exceeded (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetTestAnswer) answer = get (server, "/file/a?size=300K&rate=1000K", NULL);

  g_assert_cmpint (g_get_monotonic_time () - start, >=, 299 * 1000);
  assert_body (answer, 0, 0, 300 * 1024);
}

static void
test_delay_comes_before_the_answer (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetTestAnswer) answer = get (server, "/file/a?size=1&delay=150ms", NULL);

  g_assert_cmpint (g_get_monotonic_time () - start, >=, 150 * 1000);
  assert_body (answer, 0, 0, 1);
}

static void
test_a_connection_serves_many_requests (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (GSocketConnection) connection
      = freshet_test_connect (freshet_demo_server_get_base_uri (server));
  g_autoptr (FreshetTestAnswer) answer = NULL;
  const char *again;

  freshet_test_send (connection, "GET", "/file/a?size=10", NULL);
  freshet_test_send (connection, "GET", "/file/b?size=10", "Connection: close\r\n");
  answer = freshet_test_receive (connection);

  g_assert_cmpuint (answer->status, ==, 200);
  again = g_strstr_len ((char *) answer->body->data, answer->body->len, "HTTP/1.1 200");
  g_assert_nonnull (again);
  g_assert_cmpuint (freshet_demo_server_get_n_requests (server), ==, 2);
}

static void
test_head_has_no_body (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (GSocketConnection) connection
      = freshet_test_connect (freshet_demo_server_get_base_uri (server));
  g_autoptr (FreshetTestAnswer) answer = NULL;
  g_autofree char *length = NULL;

  freshet_test_send (connection, "HEAD", "/file/a?size=10", "Connection: close\r\n");
  answer = freshet_test_receive (connection);
  length = freshet_test_answer_get_header (answer, "Content-Length");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (length, ==, "10");
  g_assert_cmpuint (answer->body->len, ==, 0);
}

static void
test_bad_parameters_are_named (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  const char *bad[] = { "size=12x",     "rate=-1",       "delay=soon", "seed=x",    "sise=1",
                        "ranges=maybe", "name=a%0d%0ab", "size",       "status=99", "auth=nobody" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/file/a?seed=1&", bad[i], NULL);
      g_auto (GStrv) sides = g_strsplit (bad[i], "=", 2);
      g_autoptr (FreshetTestAnswer) answer = get (server, path, NULL);
      g_autofree char *text = g_strndup ((char *) answer->body->data, answer->body->len);

      g_assert_cmpuint (answer->status, ==, 400);
      g_assert_nonnull (strstr (text, sides[0]));
    }
}

static void
test_unknown_paths_are_not_found (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (FreshetTestAnswer) answer = get (server, "/", NULL);

  g_assert_cmpuint (answer->status, ==, 404);
}

static void
test_port_in_use_is_told (void)
{
  g_autoptr (FreshetDemoServer) first = new_server ();
  g_autoptr (GUri) uri = g_uri_parse (freshet_demo_server_get_base_uri (first), 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (uri));

  g_assert_null (freshet_demo_server_new ((guint) g_uri_get_port (uri), &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, port));
}

static void
test_ends_with_transfers_under_way (void)
{
  FreshetDemoServer *server = new_server ();
  const char *paths[] = { "/file/a?size=1G", "/file/a?size=1G&rate=10K", "/file/a?delay=1h" };
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < 30; i++)
    {
      GSocketConnection *connection
          = freshet_test_connect (freshet_demo_server_get_base_uri (server));

      g_ptr_array_add (connections, connection);
      freshet_test_send (connection, "GET", paths[i % G_N_ELEMENTS (paths)], NULL);
    }
  while (freshet_demo_server_get_n_requests (server) < 30)
    g_usleep (1000);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (server), ==, 30);

  g_assert_finalize_object (server);
}

static void
test_reset_forgets_the_counts (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (FreshetTestAnswer) answer = get (server, "/file/a?size=1", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (freshet_demo_server_get_n_requests (server), ==, 1);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (server), ==, 1);
  freshet_demo_server_reset (server);
  g_assert_cmpuint (freshet_demo_server_get_n_requests (server), ==, 0);
  g_assert_cmpuint (freshet_demo_server_get_peak_connections (server), ==, 0);
}

static void
test_demo_uris_are_six_files (void)
{
  g_autoptr (FreshetDemoServer) server = new_server ();
  g_autoptr (GPtrArray) uris = freshet_demo_server_list_demo_uris (server);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (uris->len, ==, 6);
  for (guint i = 0; i < uris->len; i++)
    {
      GUri *uri = g_ptr_array_index (uris, i);

      g_assert_true (g_hash_table_add (names, g_path_get_basename (g_uri_get_path (uri))));
      g_assert_nonnull (strstr (g_uri_get_query (uri), "seed="));
    }
  g_assert_true (g_hash_table_contains (names, "file6.bin"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo/server/serves-the-body-that-was-asked-for",
                   test_serves_the_body_that_was_asked_for);
  g_test_add_func ("/demo/server/default-size-is-one-mebibyte", test_default_size_is_one_mebibyte);
  g_test_add_func ("/demo/server/sha256-is-the-body's", test_sha256_is_the_body_s);
  g_test_add_func ("/demo/server/rate-is-never-exceeded", test_rate_is_never_exceeded);
  g_test_add_func ("/demo/server/delay-comes-before-the-answer",
                   test_delay_comes_before_the_answer);
  g_test_add_func ("/demo/server/a-connection-serves-many-requests",
                   test_a_connection_serves_many_requests);
  g_test_add_func ("/demo/server/head-has-no-body", test_head_has_no_body);
  g_test_add_func ("/demo/server/bad-parameters-are-named", test_bad_parameters_are_named);
  g_test_add_func ("/demo/server/unknown-paths-are-not-found", test_unknown_paths_are_not_found);
  g_test_add_func ("/demo/server/port-in-use-is-told", test_port_in_use_is_told);
  g_test_add_func ("/demo/server/ends-with-transfers-under-way",
                   test_ends_with_transfers_under_way);
  g_test_add_func ("/demo/server/reset-forgets-the-counts", test_reset_forgets_the_counts);
  g_test_add_func ("/demo/server/demo-uris-are-six-files", test_demo_uris_are_six_files);
  return g_test_run ();
}
