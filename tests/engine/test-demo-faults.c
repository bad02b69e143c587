/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-test-demo.h"

static void
test_chunked_has_no_length (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *paths[] = { "/file/a?size=600000&length=no",
                          "/file/a?size=600000&length=no&header=X-A:b",
                          "/file/a?size=600000&length=no&rate=6M" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, paths[i], NULL);

      g_assert_cmpuint (answer->status, ==, 200);
      freshet_test_assert_header (answer, "Content-Length", NULL);
      freshet_test_assert_header (answer, "Transfer-Encoding", "chunked");
      g_assert_true (freshet_test_answer_dechunk (answer));
      freshet_test_assert_body (answer, 0, 0, 600000);
    }
}

static void
test_chunked_can_be_cut_between_two_chunks (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=600000&length=no&drop=300000", NULL);

  g_assert_cmpmem (answer->body->data + answer->body->len - 2, 2, "\r\n", 2);
  g_assert_false (freshet_test_answer_dechunk (answer));
  freshet_test_assert_body (answer, 0, 0, 300000);
}

static void
test_length_can_be_the_end_of_the_connection (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=3000&length=close", NULL);

  freshet_test_assert_header (answer, "Content-Length", NULL);
  freshet_test_assert_header (answer, "Transfer-Encoding", NULL);
  freshet_test_assert_header (answer, "Connection", "close");
  freshet_test_assert_body (answer, 0, 0, 3000);
}

static void
test_a_length_can_lie (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const struct
  {
    const char *path;
    const char *said;
  } cases[] = {
    { "/file/a?size=3000&length=+100", "3100" },
    { "/file/a?size=3000&length=%2b1K", "4024" },
    { "/file/a?size=3000&length=-100", "2900" },
    { "/file/a?size=3000&length=-9000", "0" },
    { "/file/a?size=3000&length=a%20few", "a few" },
    { "/file/a?size=3000&length=3000,%203001", "3000, 3001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, cases[i].path, NULL);

      freshet_test_assert_header (answer, "Content-Length", cases[i].said);
      g_assert_no_error (answer->error);
      freshet_test_assert_body (answer, 0, 0, 3000);
    }
}

static void
test_drop_closes_after_so_many_bytes (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const gsize sizes[] = { 0, 1, 262144, 300000, 999999 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/file/a?size=1000000&drop=%" G_GSIZE_FORMAT, sizes[i]);
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

      freshet_test_assert_header (answer, "Content-Length", "1000000");
      g_assert_no_error (answer->error);
      freshet_test_assert_body (answer, 0, 0, sizes[i]);
    }
}

static void
test_drop_counts_from_the_answer_s_start (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=1000&drop=100", "Range: bytes=500-\r\n");
  g_autoptr (FreshetTestAnswer) rest
      = freshet_test_demo_get (server, "/file/a?size=1000&drop=100", "Range: bytes=900-\r\n");

  freshet_test_assert_body (answer, 0, 500, 100);
  freshet_test_assert_body (rest, 0, 900, 100);
}

static void
test_drop_happens_so_many_times (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=1000&drop=100&drop-times=2";
  const gsize expected[] = { 100, 100, 1000, 1000 };
  g_autoptr (FreshetTestAnswer) head = freshet_test_demo_head (server, path);

  freshet_test_assert_header (head, "Content-Length", "1000");
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

      freshet_test_assert_body (answer, 0, 0, expected[i]);
    }
  freshet_demo_server_reset (server);
  {
    g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, NULL);

    freshet_test_assert_body (answer, 0, 0, 100);
  }
}

static void
test_reset_breaks_the_connection (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=1000&drop=100&reset=yes", NULL);

  g_assert_error (answer->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

static void
test_stall_keeps_the_connection (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (GSocketConnection) connection
      = freshet_test_connect (freshet_demo_server_get_base_uri (server));
  g_autoptr (FreshetTestAnswer) answer = NULL;

  g_socket_set_timeout (g_socket_connection_get_socket (connection), 1);
  freshet_test_send (connection, "GET", "/file/a?size=1000&stall=100", NULL);
  answer = freshet_test_receive (connection);

  g_assert_error (answer->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  freshet_test_assert_header (answer, "Content-Length", "1000");
  freshet_test_assert_body (answer, 0, 0, 100);
}

static void
test_stall_happens_so_many_times (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=1000&stall=100&stall-times=1";
  g_autoptr (GSocketConnection) connection
      = freshet_test_connect (freshet_demo_server_get_base_uri (server));
  char buffer[16];
  g_autoptr (FreshetTestAnswer) answer = NULL;

  freshet_test_send (connection, "GET", path, NULL);
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                        buffer,
                                        sizeof buffer,
                                        NULL,
                                        NULL),
                   >,
                   0);
  answer = freshet_test_demo_get (server, path, NULL);
  freshet_test_assert_body (answer, 0, 0, 1000);
}

static void
test_header_lines_are_sent_as_they_are (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (
      server,
      "/file/a?size=5&header=Content-Length:%20007&header=Transfer-Encoding:%20dream",
      NULL);

  g_assert_nonnull (strstr (answer->head, "Content-Length: 5\r\n"));
  g_assert_nonnull (strstr (answer->head, "Content-Length: 007\r\n"));
  freshet_test_assert_header (answer, "Transfer-Encoding", "dream");
  freshet_test_assert_body (answer, 0, 0, 5);
}

static void
test_slow_headers_are_slow (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/slow-headers?size=10&rate=1000", NULL);
  gsize length = strlen (answer->head) + 2;

  g_assert_cmpint (g_get_monotonic_time () - start, >=, (gint64) length * 1000);
  g_assert_cmpuint (answer->status, ==, 200);
  freshet_test_assert_body (answer, 0, 0, 10);
}

static void
test_garbage_is_no_http (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, "/garbage?seed=1", NULL);

  g_assert_cmpstr (answer->head, ==, "");
  freshet_test_assert_body (answer, 1, 0, 4096);
}

static void
test_empty_is_not_a_byte (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, "/empty", NULL);

  g_assert_no_error (answer->error);
  g_assert_cmpstr (answer->head, ==, "");
  g_assert_cmpuint (answer->body->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo/faults/chunked-has-no-length", test_chunked_has_no_length);
  g_test_add_func ("/demo/faults/chunked-can-be-cut-between-two-chunks",
                   test_chunked_can_be_cut_between_two_chunks);
  g_test_add_func ("/demo/faults/length-can-be-the-end-of-the-connection",
                   test_length_can_be_the_end_of_the_connection);
  g_test_add_func ("/demo/faults/a-length-can-lie", test_a_length_can_lie);
  g_test_add_func ("/demo/faults/drop-closes-after-so-many-bytes",
                   test_drop_closes_after_so_many_bytes);
  g_test_add_func ("/demo/faults/drop-counts-from-the-answer's-start",
                   test_drop_counts_from_the_answer_s_start);
  g_test_add_func ("/demo/faults/drop-happens-so-many-times", test_drop_happens_so_many_times);
  g_test_add_func ("/demo/faults/reset-breaks-the-connection", test_reset_breaks_the_connection);
  g_test_add_func ("/demo/faults/stall-keeps-the-connection", test_stall_keeps_the_connection);
  g_test_add_func ("/demo/faults/stall-happens-so-many-times", test_stall_happens_so_many_times);
  g_test_add_func ("/demo/faults/header-lines-are-sent-as-they-are",
                   test_header_lines_are_sent_as_they_are);
  g_test_add_func ("/demo/faults/slow-headers-are-slow", test_slow_headers_are_slow);
  g_test_add_func ("/demo/faults/garbage-is-no-http", test_garbage_is_no_http);
  g_test_add_func ("/demo/faults/empty-is-not-a-byte", test_empty_is_not_a_byte);
  return g_test_run ();
}
