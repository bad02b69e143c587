/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-test-demo.h"

#define N_TRANSFERS 45

static void
test_serves_the_body_that_was_asked_for (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const gsize sizes[] = { 0, 1, 262143, 262144, 262145, 5000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file/a?seed=9&size=%" G_GSIZE_FORMAT, sizes[i]);
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, sizes[i]);
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

      g_assert_cmpuint (answer->status, ==, 200);
      freshet_test_assert_header (answer, "Content-Length", length);
      freshet_test_assert_body (answer, 9, 0, sizes[i]);
    }
}

static void
test_default_size_is_one_mebibyte (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, "/file/a", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  freshet_test_assert_body (answer, 0, 0, 1024 * 1024);
}

static void
test_sha256_is_the_body_s (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) body
      = freshet_test_demo_get (server, "/file/a?seed=4&size=300K&rate=100M", NULL);
  g_autoptr (FreshetTestAnswer) digest
      = freshet_test_demo_get (server, "/sha256/a?seed=4&size=300K&rate=9", NULL);
  g_autofree char *expected = freshet_test_answer_get_digest (body);
  g_autofree char *got = g_strndup ((char *) digest->body->data, digest->body->len);

  g_assert_cmpuint (digest->status, ==, 200);
  g_assert_cmpstr (g_strchomp (got), ==, expected);
}

static void
test_rate_is_never_exceeded (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=300K&rate=1000K", NULL);

  g_assert_cmpint (g_get_monotonic_time () - start, >=, 299 * 1000);
  freshet_test_assert_body (answer, 0, 0, 300 * 1024);
}

static void
test_delay_comes_before_the_answer (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=1&delay=150ms", NULL);

  g_assert_cmpint (g_get_monotonic_time () - start, >=, 150 * 1000);
  freshet_test_assert_body (answer, 0, 0, 1);
}

static void
test_a_connection_serves_many_requests (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
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
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *paths[] = { "/file/a?size=10", "/file/a?size=10&header=X-A:b" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_head (server, paths[i]);

      g_assert_cmpuint (answer->status, ==, 200);
      freshet_test_assert_header (answer, "Content-Length", "10");
      g_assert_cmpuint (answer->body->len, ==, 0);
    }
}

static void
test_bad_parameters_are_named (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *bad[]
      = { "size=12x",          "rate=-1", "delay=soon", "seed=x",      "sise=1",   "ranges=maybe",
          "name=a%0d%0ab",     "size",    "status=99",  "auth=nobody", "header=x", "size=2000000T",
          "delay=99999999999h" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/file/a?seed=1&", bad[i], NULL);
      g_auto (GStrv) sides = g_strsplit (bad[i], "=", 2);
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);
      g_autofree char *text = g_strndup ((char *) answer->body->data, answer->body->len);

      g_assert_cmpuint (answer->status, ==, 400);
      g_assert_nonnull (strstr (text, sides[0]));
    }
}

static void
test_unknown_paths_are_not_found (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, "/", NULL);

  g_assert_cmpuint (answer->status, ==, 404);
}

static void
test_port_in_use_is_told (void)
{
  g_autoptr (FreshetDemoServer) first = freshet_test_demo_new ();
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
  FreshetDemoServer *server = freshet_test_demo_new ();
  const char *paths[] = { "/file/a?size=1G",
                          "/file/a?size=1G&rate=10K",
                          "/file/a?delay=1h",
                          "/file/a?size=1G&drop=1G&length=no",
                          "/file/a?size=1G&stall=512M",
                          "/file/a?size=1G&header=X-A:b&rate=10K",
                          "/slow-headers",
                          "/sha256/a?size=1T",
                          "/file/a?stall=0&drop=0" };
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < N_TRANSFERS; i++)
    {
      GSocketConnection *connection
          = freshet_test_connect (freshet_demo_server_get_base_uri (server));

      g_ptr_array_add (connections, connection);
      freshet_test_send (connection, "GET", paths[i % G_N_ELEMENTS (paths)], NULL);
    }
  while (freshet_demo_server_get_n_requests (server) < N_TRANSFERS)
    g_usleep (1000);
  g_assert_finalize_object (server);
}

static gpointer
read_on (gpointer connection)
{
  GInputStream *in = g_io_stream_get_input_stream (connection);

  while (g_input_stream_skip (in, 1 << 20, NULL, NULL) > 0)
    ;
  return NULL;
}

static void
test_ends_while_clients_read_on (void)
{
  FreshetDemoServer *server = freshet_test_demo_new ();
  const char *base = freshet_demo_server_get_base_uri (server);
  const char *paths[] = { "/file/a?size=1T", "/file/a?size=1T&header=X-A:b" };
  GSocketConnection *connections[2];
  GThread *readers[2];
  char byte;

  for (int i = 0; i < 2; i++)
    {
      connections[i] = freshet_test_connect (base);
      freshet_test_send (connections[i], "GET", paths[i], NULL);
      g_input_stream_read (
          g_io_stream_get_input_stream (G_IO_STREAM (connections[i])), &byte, 1, NULL, NULL);
      readers[i] = g_thread_new ("reader", read_on, connections[i]);
    }

  g_assert_finalize_object (server);
  for (int i = 0; i < 2; i++)
    {
      g_thread_join (readers[i]);
      g_object_unref (connections[i]);
    }
}

/* This thread waits in a blocking read all the while. */
static void
test_goes_on_while_the_caller_stands_still (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = NULL;

  g_assert_true (g_main_context_acquire (NULL));
  answer = freshet_test_demo_get (server, "/file/a?size=30K&rate=300K&delay=50ms", NULL);
  g_main_context_release (NULL);

  freshet_test_assert_body (answer, 0, 0, 30 * 1024);
}

static void
test_verbose_tells_of_each_request (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
      const char *paths[] = { "/file/a?size=7", "/file/b?size=7&drop=3", "/empty", "/nothing" };

      freshet_demo_server_set_verbose (server, TRUE);
      for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
        freshet_test_answer_free (freshet_test_demo_get (server, paths[i], NULL));
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*GET /file/a?size=7 200 7 * ms\n*");
  g_test_trap_assert_stderr ("*GET /file/b?size=7&drop=3 200 3 * ms\n*");
  g_test_trap_assert_stderr ("*GET /empty 0 0 * ms\n*");
  g_test_trap_assert_stderr ("*GET /nothing 404 *");
}

static void
test_reset_forgets_the_counts (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, "/file/a?size=1", NULL);

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
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
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

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Reads an answer with a body of one byte; the connection stays. */
static void
read_answer (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  const char *end = NULL;

  while (end == NULL || end[strlen ("\r\n\r\n")] == '\0')
    {
      char byte;

      g_assert_cmpint (g_input_stream_read (in, &byte, 1, NULL, NULL), ==, 1);
      g_string_append_c (text, byte != '\0' ? byte : 'x');
      end = strstr (text->str, "\r\n\r\n");
    }
}

static void
test_what_the_client_closes_is_closed (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint n_before = count_descriptors ();

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GSocketConnection) connection
          = freshet_test_connect (freshet_demo_server_get_base_uri (server));

      freshet_test_send (connection, "GET", "/file/a?size=1", NULL);
      read_answer (connection);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
  while (count_descriptors () > n_before + 10)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (10000);
    }
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
  g_test_add_func ("/demo/server/ends-while-clients-read-on", test_ends_while_clients_read_on);
  g_test_add_func ("/demo/server/goes-on-while-the-caller-stands-still",
                   test_goes_on_while_the_caller_stands_still);
  g_test_add_func ("/demo/server/what-the-client-closes-is-closed",
                   test_what_the_client_closes_is_closed);
  g_test_add_func ("/demo/server/verbose-tells-of-each-request",
                   test_verbose_tells_of_each_request);
  g_test_add_func ("/demo/server/reset-forgets-the-counts", test_reset_forgets_the_counts);
  g_test_add_func ("/demo/server/demo-uris-are-six-files", test_demo_uris_are_six_files);
  return g_test_run ();
}
