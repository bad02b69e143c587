/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-body.h"
#include "freshet-test-demo.h"

static void
test_type_and_name_are_sent_as_they_are (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (
      server, "/file/a?size=1&type=text/x-%c3%a9&name=attachment;filename=%22%e9%26%22", NULL);

  freshet_test_assert_header (answer, "Content-Type", "text/x-\xc3\xa9");
  freshet_test_assert_header (answer, "Content-Disposition", "attachment;filename=\"\xe9&\"");
}

static void
test_any_path_is_a_name (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *paths[] = {
    "/file/", "/file/..%2f..%2fetc%2fpasswd?size=1", "/file/%e9%00%0a?size=1", "/file/a/b/c?size=1"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, paths[i], NULL);

      g_assert_cmpuint (answer->status, ==, 200);
    }
}

static void
test_a_range_is_a_part_of_the_body (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) middle
      = freshet_test_demo_get (server, "/file/a?size=1000&seed=5", "Range: bytes=100-299\r\n");
  g_autoptr (FreshetTestAnswer) end
      = freshet_test_demo_get (server, "/file/a?size=1000&seed=5", "Range: bytes=-10\r\n");

  g_assert_cmpuint (middle->status, ==, 206);
  freshet_test_assert_header (middle, "Content-Range", "bytes 100-299/1000");
  freshet_test_assert_header (middle, "Content-Length", "200");
  freshet_test_assert_header (middle, "Accept-Ranges", "bytes");
  freshet_test_assert_body (middle, 5, 100, 200);

  g_assert_cmpuint (end->status, ==, 206);
  freshet_test_assert_header (end, "Content-Range", "bytes 990-999/1000");
  freshet_test_assert_body (end, 5, 990, 10);
}

static void
test_a_range_outside_is_416 (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=1000", "Range: bytes=1000-\r\n");

  g_assert_cmpuint (answer->status, ==, 416);
  freshet_test_assert_header (answer, "Content-Range", "bytes */1000");
  g_assert_cmpuint (answer->body->len, ==, 0);
}

static void
test_ranges_no_ignores_the_range (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=1000&ranges=no", "Range: bytes=100-\r\n");

  g_assert_cmpuint (answer->status, ==, 200);
  freshet_test_assert_header (answer, "Content-Range", NULL);
  freshet_test_assert_header (answer, "Accept-Ranges", NULL);
  freshet_test_assert_body (answer, 0, 0, 1000);
}

static void
test_ranges_bad_does_not_fit (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) answer
      = freshet_test_demo_get (server, "/file/a?size=1000&ranges=bad", "Range: bytes=100-\r\n");

  g_assert_cmpuint (answer->status, ==, 206);
  freshet_test_assert_header (answer, "Content-Range", "bytes 101-1000/1001");
  freshet_test_assert_body (answer, 0, 100, 900);
}

static void
test_etags_are_of_their_kind (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) usual = freshet_test_demo_get (server, "/file/a?size=1", NULL);
  g_autoptr (FreshetTestAnswer) other
      = freshet_test_demo_get (server, "/file/a?size=1&seed=1", NULL);
  g_autoptr (FreshetTestAnswer) weak
      = freshet_test_demo_get (server, "/file/a?size=1&etag=weak", NULL);
  g_autoptr (FreshetTestAnswer) none
      = freshet_test_demo_get (server, "/file/a?size=1&etag=none&last-modified=no", NULL);
  g_autofree char *etag = freshet_test_answer_get_header (usual, "ETag");
  g_autofree char *other_etag = freshet_test_answer_get_header (other, "ETag");
  g_autofree char *weak_etag = g_strconcat ("W/", etag, NULL);

  g_assert_cmpint (etag[0], ==, '"');
  g_assert_cmpstr (etag, !=, other_etag);
  freshet_test_assert_header (weak, "ETag", weak_etag);
  freshet_test_assert_header (none, "ETag", NULL);
  freshet_test_assert_header (none, "Last-Modified", NULL);
  freshet_test_assert_header (usual, "Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT");
}

static void
test_a_changing_etag_changes (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=1&etag=changing";
  g_autoptr (FreshetTestAnswer) first = freshet_test_demo_get (server, path, NULL);
  g_autoptr (FreshetTestAnswer) second = freshet_test_demo_get (server, path, NULL);
  g_autoptr (FreshetTestAnswer) again = NULL;
  g_autofree char *etag = freshet_test_answer_get_header (first, "ETag");
  g_autofree char *second_etag = freshet_test_answer_get_header (second, "ETag");

  g_assert_cmpstr (etag, !=, second_etag);
  freshet_demo_server_reset (server);
  again = freshet_test_demo_get (server, path, NULL);
  freshet_test_assert_header (again, "ETag", etag);
}

static void
test_if_range_wants_a_strong_match (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  g_autoptr (FreshetTestAnswer) first = freshet_test_demo_get (server, "/file/a?size=9", NULL);
  g_autofree char *etag = freshet_test_answer_get_header (first, "ETag");
  const struct
  {
    const char *query;
    const char *validator;
    guint status;
  } cases[] = {
    { "size=9", etag, 206 },
    { "size=9", "\"other\"", 200 },
    { "size=9&etag=weak", etag, 200 },
    { "size=9&etag=weak", "W/\"0-9\"", 200 },
    { "size=9", "Mon, 01 Jan 2024 00:00:00 GMT", 206 },
    { "size=9", "Tue, 02 Jan 2024 00:00:00 GMT", 200 },
    { "size=9&last-modified=no", "Mon, 01 Jan 2024 00:00:00 GMT", 200 },
    { "size=9&etag=changing", "\"token-0\"", 206 },
    { "size=9&etag=changing", "\"token-0\"", 200 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/file/a?", cases[i].query, NULL);
      g_autofree char *headers
          = g_strconcat ("Range: bytes=4-\r\nIf-Range: ", cases[i].validator, "\r\n", NULL);
      g_autoptr (FreshetTestAnswer) answer = freshet_test_demo_get (server, path, headers);

      g_test_message ("%s, %s", cases[i].query, cases[i].validator);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_the_body_changes_after_so_many_requests (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=100&seed=3&change-after=1";
  g_autoptr (FreshetTestAnswer) before = freshet_test_demo_get (server, path, NULL);
  g_autoptr (FreshetTestAnswer) after = freshet_test_demo_get (server, path, NULL);
  g_autofree char *etag = freshet_test_answer_get_header (before, "ETag");
  g_autofree char *changed = freshet_test_answer_get_header (after, "ETag");

  freshet_test_assert_body (before, 3, 0, 100);
  freshet_test_assert_body (after, 4, 0, 100);
  g_assert_cmpstr (etag, !=, changed);
}

static GBytes *
gunzip (FreshetTestAnswer *answer)
{
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, answer->body->data, answer->body->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_gzip_is_for_who_accepts_it (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const struct
  {
    const char *path;
    const char *accepted;
    const char *coding;
  } cases[] = {
    { "/file/a?seed=2&size=70000&gzip=yes", "Accept-Encoding: br, gzip\r\n", "gzip" },
    { "/file/a?seed=2&size=70000&gzip=yes", "Accept-Encoding: gzip;q=0\r\n", NULL },
    { "/file/a?seed=2&size=70000&gzip=yes", "Accept-Encoding: identity\r\n", NULL },
    { "/file/a?seed=2&size=70000&gzip=yes", NULL, NULL },
    { "/file/a?seed=2&size=70000&gzip=force", "Accept-Encoding: identity\r\n", "gzip" },
    { "/file/a?seed=2&size=70000", "Accept-Encoding: gzip\r\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestAnswer) answer
          = freshet_test_demo_get (server, cases[i].path, cases[i].accepted);
      g_autofree char *length = g_strdup_printf ("%u", answer->body->len);

      freshet_test_assert_header (answer, "Content-Encoding", cases[i].coding);
      freshet_test_assert_header (answer, "Content-Length", length);
      if (cases[i].coding != NULL)
        {
          g_autoptr (GBytes) body = gunzip (answer);
          gsize size;
          gconstpointer data = g_bytes_get_data (body, &size);

          g_byte_array_set_size (answer->body, 0);
          g_byte_array_append (answer->body, data, (guint) size);
        }
      freshet_test_assert_body (answer, 2, 0, 70000);
    }
}

static void
test_a_range_of_gzip_is_of_what_is_sent (void)
{
  g_autoptr (FreshetDemoServer) server = freshet_test_demo_new ();
  const char *path = "/file/a?size=5000&gzip=force";
  g_autoptr (FreshetTestAnswer) whole = freshet_test_demo_get (server, path, NULL);
  g_autoptr (FreshetTestAnswer) part
      = freshet_test_demo_get (server, path, "Range: bytes=1000-\r\n");

  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpmem (part->body->data,
                   part->body->len,
                   whole->body->data + 1000,
                   whole->body->len - 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo/file/type-and-name-are-sent-as-they-are",
                   test_type_and_name_are_sent_as_they_are);
  g_test_add_func ("/demo/file/any-path-is-a-name", test_any_path_is_a_name);
  g_test_add_func ("/demo/file/a-range-is-a-part-of-the-body", test_a_range_is_a_part_of_the_body);
  g_test_add_func ("/demo/file/a-range-outside-is-416", test_a_range_outside_is_416);
  g_test_add_func ("/demo/file/ranges-no-ignores-the-range", test_ranges_no_ignores_the_range);
  g_test_add_func ("/demo/file/ranges-bad-does-not-fit", test_ranges_bad_does_not_fit);
  g_test_add_func ("/demo/file/etags-are-of-their-kind", test_etags_are_of_their_kind);
  g_test_add_func ("/demo/file/a-changing-etag-changes", test_a_changing_etag_changes);
  g_test_add_func ("/demo/file/if-range-wants-a-strong-match", test_if_range_wants_a_strong_match);
  g_test_add_func ("/demo/file/the-body-changes-after-so-many-requests",
                   test_the_body_changes_after_so_many_requests);
  g_test_add_func ("/demo/file/gzip-is-for-who-accepts-it", test_gzip_is_for_who_accepts_it);
  g_test_add_func ("/demo/file/a-range-of-gzip-is-of-what-is-sent",
                   test_a_range_of_gzip_is_of_what_is_sent);
  return g_test_run ();
}
