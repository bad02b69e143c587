/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-demo.h"

#include "freshet-body.h"

/**
 * freshet_test_demo_new:
 *
 * Returns: (transfer full): a server on any free port
 */
FreshetDemoServer *
freshet_test_demo_new (void)
{
  g_autoptr (GError) error = NULL;
  FreshetDemoServer *server = freshet_demo_server_new (0, &error);

  g_assert_no_error (error);
  return server;
}

/**
 * freshet_test_demo_get:
 * @server: a server
 * @path: the path with its query
 * @headers: (nullable): header lines, each with its end
 *
 * Returns: (transfer full): the answer to a GET
 */
FreshetTestAnswer *
freshet_test_demo_get (FreshetDemoServer *server, const char *path, const char *headers)
{
  return freshet_test_get (freshet_demo_server_get_base_uri (server), path, headers);
}

/**
 * freshet_test_demo_head:
 * @server: a server
 * @path: the path with its query
 *
 * Returns: (transfer full): the answer to a HEAD
 */
FreshetTestAnswer *
freshet_test_demo_head (FreshetDemoServer *server, const char *path)
{
  g_autoptr (GSocketConnection) connection
      = freshet_test_connect (freshet_demo_server_get_base_uri (server));

  freshet_test_send (connection, "HEAD", path, "Connection: close\r\n");
  return freshet_test_receive (connection);
}

/**
 * freshet_test_assert_body:
 * @answer: an answer
 * @seed: which made-up body
 * @start: the first byte
 * @length: how many bytes
 *
 * Asserts that the answer's body is that part of the made-up one, no more and no less.
 */
void
freshet_test_assert_body (FreshetTestAnswer *answer, guint64 seed, goffset start, gsize length)
{
  g_autofree guint8 *expected = g_malloc (length + 1);

  freshet_body_fill (seed, start, expected, length);
  g_assert_cmpmem (answer->body->data, answer->body->len, expected, length);
}

/**
 * freshet_test_assert_header:
 * @answer: an answer
 * @name: a header's name
 * @expected: (nullable): its value, or %NULL if there shall be no such header
 */
void
freshet_test_assert_header (FreshetTestAnswer *answer, const char *name, const char *expected)
{
  g_autofree char *value = freshet_test_answer_get_header (answer, name);

  g_assert_cmpstr (value, ==, expected);
}
