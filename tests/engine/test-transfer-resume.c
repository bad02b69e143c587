/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-error.h"
#include "freshet-test-folder.h"
#include "freshet-test-transfer.h"

/* The file is "hello, world"; "hello" has come before. */
#define WHOLE_HEAD "HTTP/1.1 200 OK\r\nConnection: close\r\nDate: Tue, 02 Jan 2024 00:00:00 GMT\r\n"
#define REST_HEAD "HTTP/1.1 206 Partial Content\r\nConnection: close\r\n"
#define REST_RANGE "Content-Range: bytes 5-11/12\r\n"
#define REST ", world"
#define WHOLE "hello, world"
#define REFUSED "HTTP/1.1 416 Range Not Satisfiable\r\nConnection: close\r\nContent-Length: 0\r\n"

static gboolean
run_at (FreshetTestTransfer *test, FreshetTestServer *server)
{
  return freshet_test_transfer_run_at (test, server, "/a");
}

/* Lets a first transfer break off after "hello". */
static void
begin (FreshetTestTransfer *test, FreshetTestServer *server, const char *headers)
{
  freshet_test_server_answer (server, WHOLE_HEAD "%sContent-Length: 12\r\n\r\nhello", headers);
  g_assert_false (run_at (test, server));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
  freshet_test_folder_assert_files (test->folder, "a.part|a.part.meta");
  freshet_test_folder_assert_text (test->folder, "a.part", "hello");
}

static void
assert_header (FreshetTestServer *server, guint number, const char *name, const char *expected)
{
  g_autofree char *value = freshet_test_server_get_header (server, number, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_the_rest_is_asked_for (gconstpointer data)
{
  static const struct
  {
    const char *headers;
    const char *validator;
  } cases[] = {
    { "ETag: \"1\"\r\n", "\"1\"" },
    { "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n", "Mon, 01 Jan 2024 00:00:00 GMT" },
    { "ETag: \"1\"\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n", "\"1\"" },
    { "ETag: W/\"1\"\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n",
      "Mon, 01 Jan 2024 00:00:00 GMT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      begin (test, server, cases[i].headers);
      freshet_test_server_answer (server, REST_HEAD REST_RANGE "\r\n" REST);
      run_at (test, server);
      freshet_test_transfer_assert_done (test, "a", WHOLE);
      assert_header (server, 1, "Range", "bytes=5-");
      assert_header (server, 1, "If-Range", cases[i].validator);
      g_assert_cmpint (test->status.resumed_from, ==, 5);
      g_assert_cmpint (test->status.received, ==, 12);
      g_assert_cmpint ((int) test->status.restart, ==, FRESHET_RESTART_NONE);
    }
}

/* RFC 9110 section 13.1.5: without a strong validator, two parts may be of two files. */
static void
test_without_a_validator_it_begins_anew (gconstpointer data)
{
  static const char *const headers[] = {
    "",
    "ETag: W/\"1\"\r\n",
    "Last-Modified: Tue, 02 Jan 2024 00:00:00 GMT\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      begin (test, server, headers[i]);
      freshet_test_server_answer (server, WHOLE_HEAD "Content-Length: 12\r\n\r\n" WHOLE);
      run_at (test, server);
      freshet_test_transfer_assert_done (test, "a", WHOLE);
      assert_header (server, 1, "Range", NULL);
      g_assert_cmpint ((int) test->status.restart, ==, FRESHET_RESTART_NO_RANGES);
    }
}

/* Unless the user says that the length is enough. */
static void
test_the_length_is_enough_if_the_user_says_so (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  test->trusts_length = TRUE;
  begin (test, server, "");
  freshet_test_server_answer (server, REST_HEAD REST_RANGE "\r\n" REST);
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
  assert_header (server, 1, "Range", "bytes=5-");
  assert_header (server, 1, "If-Range", NULL);
}

static void
test_another_length_is_never_enough (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  test->trusts_length = TRUE;
  begin (test, server, "");
  freshet_test_server_answer (server, REST_HEAD "Content-Range: bytes 5-12/13\r\n\r\n" REST "!");
  freshet_test_server_answer (server, WHOLE_HEAD "Content-Length: 12\r\n\r\n" WHOLE);
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
  assert_header (server, 2, "Range", NULL);
}

static void
test_a_file_that_changed_begins_anew (gconstpointer data)
{
  static const char *const answers[] = {
    WHOLE_HEAD "ETag: \"2\"\r\nContent-Length: 3\r\n\r\nnew",
    WHOLE_HEAD "ETag: \"2\"\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nnew\r\n0\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      begin (test, server, "ETag: \"1\"\r\n");
      freshet_test_server_answer (server, "%s", answers[i]);
      run_at (test, server);
      freshet_test_transfer_assert_done (test, "a", "new");
      g_assert_cmpint ((int) test->status.restart, ==, FRESHET_RESTART_CHANGED);
    }
}

/* Whatever does not fit, the whole is asked for, once. */
static void
test_a_range_that_does_not_fit_is_not_used (gconstpointer data)
{
  static const char *const answers[] = {
    REST_HEAD "\r\n" REST,
    REST_HEAD "Content-Range: bytes 6-11/12\r\n\r\n" REST,
    REST_HEAD "Content-Range: bytes 5-11/13\r\n\r\n" REST,
    REST_HEAD "Content-Range: bytes 0-11/12\r\n\r\n" WHOLE,
    REST_HEAD REST_RANGE "ETag: \"2\"\r\n\r\nXXXXXXX",
    REFUSED "Content-Range: bytes */12\r\n\r\n",
    REFUSED "Content-Range: bytes */5\r\n\r\n",
    REFUSED "\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      begin (test, server, "ETag: \"1\"\r\n");
      freshet_test_server_answer (server, "%s", answers[i]);
      freshet_test_server_answer (server,
                                  WHOLE_HEAD "ETag: \"1\"\r\nContent-Length: 12\r\n\r\n" WHOLE);
      run_at (test, server);
      freshet_test_transfer_assert_done (test, "a", WHOLE);
      g_assert_cmpuint (freshet_test_server_get_n_requests (server), ==, 3);
      assert_header (server, 2, "Range", NULL);
      assert_header (server, 2, "If-Range", NULL);
    }
}

static void
test_a_server_that_refuses_everything_is_not_asked_for_ever (gconstpointer data)
{
  static const char *const answers[] = {
    REFUSED "Content-Range: bytes */12\r\n\r\n",
    REST_HEAD "Content-Range: bytes 6-11/12\r\n\r\n" REST,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      begin (test, server, "ETag: \"1\"\r\n");
      freshet_test_server_answer (server, "%s", answers[i]);
      g_assert_false (run_at (test, server));
      g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_BAD_RESPONSE);
      g_assert_cmpuint (freshet_test_server_get_n_requests (server), ==, 3);
      freshet_test_folder_assert_files (test->folder, "a.part|a.part.meta");
      freshet_test_folder_assert_text (test->folder, "a.part", "hello");
    }
}

/* What the server says of the length is all that is known of a file that was cut off at its end. */
static void
test_a_file_that_is_all_there_is_finished (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (server,
                              WHOLE_HEAD "ETag: \"1\"\r\nTransfer-Encoding: chunked\r\n\r\n"
                                         "c\r\n" WHOLE "\r\n");
  g_assert_false (run_at (test, server));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
  freshet_test_server_answer (server, REFUSED "Content-Range: bytes */12\r\n\r\n");
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
  assert_header (server, 1, "Range", "bytes=12-");
}

/* aria2 and others replaced a large part by the page that says that its address has expired. */
static void
test_a_page_does_not_replace_a_file (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  begin (test, server, "ETag: \"1\"\r\nContent-Type: application/octet-stream\r\n");
  freshet_test_server_answer (
      server, WHOLE_HEAD "Content-Type: text/html; charset=utf-8\r\nContent-Length: 4\r\n\r\noops");
  g_assert_false (run_at (test, server));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_CHANGED);
  freshet_test_folder_assert_files (test->folder, "a.part|a.part.meta");
  freshet_test_folder_assert_text (test->folder, "a.part", "hello");

  /* The address works again. */
  freshet_test_server_answer (server, REST_HEAD REST_RANGE "\r\n" REST);
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
}

static void
test_a_page_is_gone_on_with_as_a_page (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (server,
                              WHOLE_HEAD
                              "Content-Type: text/html\r\nContent-Length: 12\r\n\r\nhello");
  g_assert_false (run_at (test, server));
  freshet_test_server_answer (server,
                              WHOLE_HEAD
                              "Content-Type: text/html\r\nContent-Length: 12\r\n\r\n" WHOLE);
  g_assert_true (run_at (test, server));
  freshet_test_folder_assert_files (test->folder, "a.html");
}

static void
test_an_error_keeps_the_part (gconstpointer data)
{
  static const char *const answers[] = {
    "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    WHOLE_HEAD "Content-Length: x\r\n\r\n",
    "garbage",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      begin (test, server, "ETag: \"1\"\r\n");
      freshet_test_server_answer (server, "%s", answers[i]);
      g_assert_false (run_at (test, server));
      freshet_test_folder_assert_files (test->folder, "a.part|a.part.meta");
      freshet_test_folder_assert_text (test->folder, "a.part", "hello");
    }
}

/* The new one breaks off as well: the old one is not worth less by that. */
static void
test_the_old_part_is_kept_until_the_new_one_is_there (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  begin (test, server, "ETag: \"1\"\r\n");
  freshet_test_server_answer (server, WHOLE_HEAD "ETag: \"2\"\r\nContent-Length: 3\r\n\r\nn");
  g_assert_false (run_at (test, server));
  freshet_test_folder_assert_files (test->folder, "a.part|a.part.meta");
  freshet_test_folder_assert_text (test->folder, "a.part", "hello");

  /* It is what it was before, if need be. */
  freshet_test_server_answer (server, REST_HEAD REST_RANGE "ETag: \"1\"\r\n\r\n" REST);
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
}

static void
test_the_digest_is_of_the_whole (gconstpointer data)
{
  static const struct
  {
    const char *users;
    const char *headers;
    gboolean matches;
  } cases[] = {
    { "md5:e4d7f1b4ed2e42d15898f4b27b019da4", "", TRUE },
    { "md5:00000000000000000000000000000000", "", FALSE },
    /* The server told of it with the first answer: the record remembers. */
    { NULL, "Repr-Digest: sha-256=:Ccp+TqpuiunH0mEWcSkYSINkTQffuny/vEyKLgg2DVs=:\r\n", TRUE },
    { NULL, "Repr-Digest: sha-256=:AAAATqpuiunH0mEWcSkYSINkTQffuny/vEyKLgg2DVs=:\r\n", FALSE },
    { NULL, "Content-MD5: 5NfxtO0uQtFYmPSyewGdpA==\r\n", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
      g_autofree char *headers = g_strconcat ("ETag: \"1\"\r\n", cases[i].headers, NULL);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      begin (test, server, headers);
      freshet_test_server_answer (server, REST_HEAD REST_RANGE "\r\n" REST);
      test->checksum = cases[i].users;
      run_at (test, server);
      if (cases[i].matches)
        freshet_test_transfer_assert_done (test, "a", WHOLE);
      else
        {
          g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_CHECKSUM_MISMATCH);
          freshet_test_folder_assert_files (test->folder, "a.bad");
          freshet_test_folder_assert_text (test->folder, "a.bad", WHOLE);
        }
    }
}

/* What the user wanted the first time still holds. */
static void
test_a_wanted_digest_is_remembered (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  test->checksum = "md5:00000000000000000000000000000000";
  begin (test, server, "ETag: \"1\"\r\n");
  freshet_test_server_answer (server, REST_HEAD REST_RANGE "\r\n" REST);
  test->checksum = NULL;
  g_assert_false (run_at (test, server));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_CHECKSUM_MISMATCH);
}

static void
test_it_can_break_off_again_and_again (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  begin (test, server, "ETag: \"1\"\r\n");
  for (guint i = 5; i < strlen (WHOLE); i++)
    {
      freshet_test_server_answer (server,
                                  REST_HEAD "Content-Range: bytes %u-11/12\r\n"
                                            "Content-Length: %u\r\n\r\n%c",
                                  i,
                                  12 - i,
                                  WHOLE[i]);
      g_assert_cmpint (run_at (test, server), ==, i == strlen (WHOLE) - 1);
    }
  freshet_test_transfer_assert_done (test, "a", WHOLE);
}

/* What was fetched in ranges was cut off before the first of them had come. */
static void
test_a_part_that_begins_with_a_gap_is_gone_on_with (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *record = g_strdup_printf ("[Freshet]\nversion=1\nuri=%s/a\nname=a\netag=\"1\"\n"
                                             "total=12\nranges=5-12\n",
                                             freshet_test_server_get_base_uri (server));

  freshet_test_folder_write (test->folder, "a.part", "XXXXX, world");
  freshet_test_folder_write (test->folder, "a.part.meta", record);
  freshet_test_server_answer (server, REST_HEAD "Content-Range: bytes 0-11/12\r\n\r\n" WHOLE);
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
  assert_header (server, 0, "Range", "bytes=0-");
  assert_header (server, 0, "If-Range", "\"1\"");
  g_assert_cmpint ((int) test->status.restart, ==, FRESHET_RESTART_NONE);
}

static void
test_a_redirect_is_followed_with_the_range (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  begin (test, server, "ETag: \"1\"\r\n");
  freshet_test_server_answer (server,
                              "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\n"
                              "Location: /b\r\n\r\n");
  freshet_test_server_answer (server, REST_HEAD REST_RANGE "\r\n" REST);
  run_at (test, server);
  freshet_test_transfer_assert_done (test, "a", WHOLE);
  assert_header (server, 2, "Range", "bytes=5-");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  freshet_test_transfer_add ("resume/the-rest-is-asked-for", test_the_rest_is_asked_for);
  freshet_test_transfer_add ("resume/without-a-validator-it-begins-anew",
                             test_without_a_validator_it_begins_anew);
  freshet_test_transfer_add ("resume/the-length-is-enough-if-the-user-says-so",
                             test_the_length_is_enough_if_the_user_says_so);
  freshet_test_transfer_add ("resume/another-length-is-never-enough",
                             test_another_length_is_never_enough);
  freshet_test_transfer_add ("resume/a-file-that-changed-begins-anew",
                             test_a_file_that_changed_begins_anew);
  freshet_test_transfer_add ("resume/a-range-that-does-not-fit-is-not-used",
                             test_a_range_that_does_not_fit_is_not_used);
  freshet_test_transfer_add ("resume/a-server-that-refuses-everything-is-not-asked-for-ever",
                             test_a_server_that_refuses_everything_is_not_asked_for_ever);
  freshet_test_transfer_add ("resume/a-file-that-is-all-there-is-finished",
                             test_a_file_that_is_all_there_is_finished);
  freshet_test_transfer_add ("resume/a-page-does-not-replace-a-file",
                             test_a_page_does_not_replace_a_file);
  freshet_test_transfer_add ("resume/a-page-is-gone-on-with-as-a-page",
                             test_a_page_is_gone_on_with_as_a_page);
  freshet_test_transfer_add ("resume/an-error-keeps-the-part", test_an_error_keeps_the_part);
  freshet_test_transfer_add ("resume/the-old-part-is-kept-until-the-new-one-is-there",
                             test_the_old_part_is_kept_until_the_new_one_is_there);
  freshet_test_transfer_add ("resume/the-digest-is-of-the-whole", test_the_digest_is_of_the_whole);
  freshet_test_transfer_add ("resume/a-wanted-digest-is-remembered",
                             test_a_wanted_digest_is_remembered);
  freshet_test_transfer_add ("resume/it-can-break-off-again-and-again",
                             test_it_can_break_off_again_and_again);
  freshet_test_transfer_add ("resume/a-part-that-begins-with-a-gap-is-gone-on-with",
                             test_a_part_that_begins_with_a_gap_is_gone_on_with);
  freshet_test_transfer_add ("resume/a-redirect-is-followed-with-the-range",
                             test_a_redirect_is_followed_with_the_range);

  return g_test_run ();
}
