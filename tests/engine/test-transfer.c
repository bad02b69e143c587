/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-error.h"
#include "freshet-test-folder.h"
#include "freshet-test-transfer.h"

#define OK "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define HELLO OK "Content-Length: 5\r\n\r\nhello"

static void
test_a_file_is_put_in_place (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *path = NULL;
  g_autofree char *expected = g_build_filename (test->folder, "a.txt", NULL);
  g_autofree char *final_uri = NULL;
  g_autofree char *asked = NULL;

  freshet_test_server_answer (server, HELLO);
  freshet_test_transfer_run_at (test, server, "/x/a.txt?b=c");
  freshet_test_transfer_assert_done (test, "a.txt", "hello");
  path = freshet_transfer_get_path (test->transfer);
  g_assert_cmpstr (path, ==, expected);
  final_uri = freshet_transfer_get_final_uri (test->transfer);
  asked = g_strconcat (freshet_test_server_get_base_uri (server), "/x/a.txt?b=c", NULL);
  g_assert_cmpstr (final_uri, ==, asked);
  g_assert_cmpint (test->status.received, ==, 5);
  g_assert_cmpint (test->status.total, ==, 5);
  g_assert_cmpuint (test->status.http_status, ==, 200);
  g_assert_cmpint (test->status.connected, >, 0);
  g_assert_cmpint (test->status.first_byte, >=, test->status.connected);
}

/* Nobody reads a file that was compressed on the way and is said to be something else. */
static void
test_the_file_is_asked_for_as_it_is (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *coding = NULL;
  g_autofree char *range = NULL;
  g_autofree char *referer = NULL;
  g_autofree char *authorization = NULL;

  freshet_test_server_answer (server, HELLO);
  freshet_test_transfer_run_at (test, server, "/a");
  coding = freshet_test_server_get_header (server, 0, "Accept-Encoding");
  g_assert_cmpstr (coding, ==, "identity");
  range = freshet_test_server_get_header (server, 0, "Range");
  g_assert_null (range);
  referer = freshet_test_server_get_header (server, 0, "Referer");
  g_assert_null (referer);
  authorization = freshet_test_server_get_header (server, 0, "Authorization");
  g_assert_null (authorization);
}

static void
test_a_compressed_file_stays_compressed (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (server,
                              OK "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b");
  freshet_test_transfer_run_at (test, server, "/a.gz");
  freshet_test_transfer_assert_done (test, "a.gz", "\x1f\x8b");
}

static void
test_names_are_made_safe (gconstpointer data)
{
  static const struct
  {
    const char *disposition;
    const char *name;
  } cases[] = {
    { "attachment; filename=b.txt", "b.txt" },
    { "attachment; filename=\"../../etc/passwd\"", "passwd" },
    { "attachment; filename=\"..\\\\..\\\\evil.dll\"", "evil.dll" },
    { "attachment; filename=\"/etc/passwd\"", "passwd" },
    { "attachment; filename=\".bashrc\"", "bashrc" },
    { "attachment; filename*=UTF-8''%2e%2e%2fx", "x" },
    { "attachment; filename=\"\"", "a" },
    { "attachment; filename=\"a.part\"", "a.part_" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      g_test_message ("%s", cases[i].disposition);
      freshet_test_server_answer (server,
                                  OK "Content-Disposition: %s\r\nContent-Length: 5\r\n\r\nhello",
                                  cases[i].disposition);
      freshet_test_transfer_run_at (test, server, "/a");
      freshet_test_transfer_assert_done (test, cases[i].name, "hello");
    }
}

static void
test_a_head_that_is_cut_off_is_no_file (gconstpointer data)
{
  static const char head[]
      = OK "Server: x\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n";

  for (gsize length = 1; length < strlen (head); length++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      freshet_test_server_answer (server, "%.*s", (int) length, head);
      g_test_message ("%" G_GSIZE_FORMAT " bytes", length);
      g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
      g_assert_cmpint ((int) test->error->domain, ==, (int) FRESHET_ERROR);
      freshet_test_folder_assert_files (test->folder, "");
    }
}

static void
test_the_end_of_a_body_is_told_from_the_end_of_the_connection (gconstpointer data)
{
  static const struct
  {
    const char *answer;
    const char *text;
  } cases[] = {
    { OK "Content-Length: 5\r\n\r\nhello", "hello" },
    { OK "Content-Length: 0\r\n\r\n", "" },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello" },
    { OK "Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n4;x=y\r\nello\r\n0\r\nA: b\r\n\r\n",
      "hello" },
    { OK "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "" },
    { OK "\r\nhello", "hello" },
    { "HTTP/1.0 200 OK\r\n\r\nhello", "hello" },

    { OK "Content-Length: 6\r\n\r\nhello", NULL },
    { OK "Content-Length: 6\r\n\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhel", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF5\r\nhello\r\n0\r\n\r\n", NULL },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX0\r\n\r\n", NULL },
    { OK "\r\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
      g_auto (GStrv) files = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      freshet_test_server_answer (server, "%s", cases[i].answer);
      freshet_test_transfer_run_at (test, server, "/a");
      if (cases[i].text != NULL)
        {
          freshet_test_transfer_assert_done (test, "a", cases[i].text);
          continue;
        }
      g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
      files = freshet_test_folder_list (test->folder);
      g_assert_false (g_strv_contains ((const char *const *) files, "a"));
    }
}

/* RFC 9112 section 7.1. What is swallowed for it is more than trailers may be. */
static void
test_a_chunk_of_no_size_is_no_end (gconstpointer data)
{
  static const char *const sizes[] = { "zz", "-1000", "x1000", "", "100000000000000000000" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
      g_autofree char *rest = g_strnfill (4096, 'a');

      g_test_message ("size “%s”", sizes[i]);
      freshet_test_server_answer (server,
                                  OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                                     "%s\r\n%s\r\n0\r\n\r\n",
                                  sizes[i],
                                  rest);
      g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
      g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
    }
}

/* The smallest chunks that there are, each with an extension, and trailers. */
static void
test_many_chunks_are_one_file (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autoptr (GString) chunks = g_string_new (NULL);
  g_autofree char *text = g_strnfill (3000, 'a');

  for (int i = 0; i < 3000; i++)
    g_string_append (chunks, "0001;x=y\r\na\r\n");
  freshet_test_server_answer (server,
                              OK "Transfer-Encoding: chunked\r\n\r\n%s0\r\n"
                                 "Server-Timing: total;dur=123.4\r\nExpires: 0\r\n\r\n",
                              chunks->str);
  freshet_test_transfer_run_at (test, server, "/a");
  freshet_test_transfer_assert_done (test, "a", text);
}

static void
test_what_does_not_answer_is_given_up (gconstpointer data)
{
  static const char *const answers[] = {
    "",
    "HTTP/1.1 200 OK\r\nContent-Le",
    "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhello",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      test->timeout = 1;
      freshet_test_server_answer_and_hang (server, answers[i]);
      g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
      g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TIMED_OUT);
    }
}

static void
test_it_can_be_cancelled_at_any_time (gconstpointer data)
{
  static const struct
  {
    const char *answer;
    goffset length;
    const char *files;
  } cases[] = {
    { NULL, 0, "" },
    { "", 0, "" },
    { "HTTP/1.1 200 OK\r\nContent-Le", 0, "" },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", 0, "" },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhello", 5, "a.part|a.part.meta" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      test->cancellable = g_cancellable_new ();
      test->cancel_at = cases[i].length;
      if (cases[i].answer == NULL)
        g_cancellable_cancel (test->cancellable);
      else
        freshet_test_server_answer_and_hang (server, cases[i].answer);
      g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
      g_assert_error (test->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      freshet_test_folder_assert_files (test->folder, cases[i].files);
    }
}

#define SHA256 "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
#define SHA512                                                                                     \
  "m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw=="

/* RFC 9530, 3230, 1864. */
static void
test_the_server_s_digest_is_checked (gconstpointer data)
{
  static const struct
  {
    const char *headers;
    const char *checksum;
    gboolean matches;
  } cases[] = {
    { "Repr-Digest: sha-256=:" SHA256 ":\r\n", "sha256:2cf24dba", TRUE },
    { "Repr-Digest: sha-512=:" SHA512 ":\r\n", "sha512:9b71d224", TRUE },
    { "Repr-Digest: unixsum=:AAAA:, sha-512=:" SHA512 ":, sha-256=:" SHA256 ":\r\n",
      "sha256:2cf24dba",
      TRUE },
    { "Content-Digest: sha-256=:" SHA256 ":\r\n", "sha256:2cf24dba", TRUE },
    { "Digest: SHA-256=" SHA256 "\r\n", "sha256:2cf24dba", TRUE },
    { "Digest: SHA=qvTGHdzF6KLavt4PO0gs2a6pQ00=\r\n", "sha1:aaf4c61d", TRUE },
    { "Digest: MD5=XUFAKrxLKna5cZ2REBfFkg==\r\n", "md5:5d41402a", TRUE },
    { "Content-MD5: XUFAKrxLKna5cZ2REBfFkg==\r\n", "md5:5d41402a", TRUE },
    { "Repr-Digest: sha-256=:" SHA256 ":\r\nContent-MD5: AAAA\r\n", "sha256:2cf24dba", TRUE },

    { "Repr-Digest: sha-256=:AAAAul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:\r\n",
      "sha256:2cf24dba",
      FALSE },
    { "Content-MD5: AAAAKrxLKna5cZ2REBfFkg==\r\n", "md5:5d41402a", FALSE },
    { "Digest: SHA=AAAGHdzF6KLavt4PO0gs2a6pQ00=\r\n", "sha1:aaf4c61d", FALSE },

    /* What nobody can read says nothing. */
    { "Repr-Digest: sha-256=:AAAA:\r\n", NULL, TRUE },
    { "Repr-Digest: sha-256\r\n", NULL, TRUE },
    { "Repr-Digest: sha-256=\r\n", NULL, TRUE },
    { "Repr-Digest: crc32c=:AAAA:\r\n", NULL, TRUE },
    { "Repr-Digest: \r\n", NULL, TRUE },
    { "Content-MD5: none\r\n", NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
      g_autofree char *checksum = NULL;

      g_test_message ("%s", cases[i].headers);
      freshet_test_server_answer (server, OK "%sContent-Length: 5\r\n\r\nhello", cases[i].headers);
      freshet_test_transfer_run_at (test, server, "/a");
      if (cases[i].matches)
        freshet_test_transfer_assert_done (test, "a", "hello");
      else
        {
          g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_CHECKSUM_MISMATCH);
          freshet_test_folder_assert_files (test->folder, "a.bad");
        }
      checksum = freshet_transfer_get_checksum (test->transfer);
      if (cases[i].checksum != NULL)
        g_assert_true (g_str_has_prefix (checksum, cases[i].checksum));
      else
        g_assert_null (checksum);
    }
}

static void
test_the_user_s_digest_counts_more_than_the_server_s (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (
      server,
      OK "Repr-Digest: sha-256=:AAAAul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:\r\n"
         "Content-Length: 5\r\n\r\nhello");
  test->checksum = "md5:5d41402abc4b2a76b9719d911017c592";
  freshet_test_transfer_run_at (test, server, "/a");
  freshet_test_transfer_assert_done (test, "a", "hello");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  freshet_test_transfer_add ("a-file-is-put-in-place", test_a_file_is_put_in_place);
  freshet_test_transfer_add ("the-file-is-asked-for-as-it-is", test_the_file_is_asked_for_as_it_is);
  freshet_test_transfer_add ("a-compressed-file-stays-compressed",
                             test_a_compressed_file_stays_compressed);
  freshet_test_transfer_add ("names-are-made-safe", test_names_are_made_safe);
  freshet_test_transfer_add ("a-head-that-is-cut-off-is-no-file",
                             test_a_head_that_is_cut_off_is_no_file);
  freshet_test_transfer_add ("the-end-of-a-body-is-told-from-the-end-of-the-connection",
                             test_the_end_of_a_body_is_told_from_the_end_of_the_connection);
  freshet_test_transfer_add ("a-chunk-of-no-size-is-no-end", test_a_chunk_of_no_size_is_no_end);
  freshet_test_transfer_add ("many-chunks-are-one-file", test_many_chunks_are_one_file);
  freshet_test_transfer_add ("what-does-not-answer-is-given-up",
                             test_what_does_not_answer_is_given_up);
  freshet_test_transfer_add ("it-can-be-cancelled-at-any-time",
                             test_it_can_be_cancelled_at_any_time);
  freshet_test_transfer_add ("the-server-s-digest-is-checked", test_the_server_s_digest_is_checked);
  freshet_test_transfer_add ("the-user-s-digest-counts-more-than-the-server-s",
                             test_the_user_s_digest_counts_more_than_the_server_s);

  return g_test_run ();
}
