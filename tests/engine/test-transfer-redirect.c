/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-error.h"
#include "freshet-test-folder.h"
#include "freshet-test-transfer.h"

#define HELLO "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
#define FOUND "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
#define UNAUTHORIZED                                                                               \
  "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n"                        \
  "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n"

/* user:pass@word */
#define CREDENTIALS "Basic dXNlcjpwYXNzQHdvcmQ="

static void
redirect_to (FreshetTestServer *server, FreshetTestServer *other, const char *path)
{
  freshet_test_server_answer (server,
                              FOUND "%s%s\r\n\r\n",
                              freshet_test_server_get_base_uri (other),
                              path);
}

static void
test_it_is_followed (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *final_uri = NULL;
  g_autofree char *request = NULL;

  freshet_test_server_answer (server, FOUND "../x/b.txt?c#d\r\n\r\n");
  freshet_test_server_answer (server, HELLO);
  freshet_test_transfer_run_at (test, server, "/y/a.txt");
  freshet_test_transfer_assert_done (test, "b.txt", "hello");
  request = freshet_test_server_get_request (server, 1);
  g_assert_true (g_str_has_prefix (request, "GET /x/b.txt?c HTTP/1.1\r\n"));
  final_uri = freshet_transfer_get_final_uri (test->transfer);
  g_assert_true (g_str_has_suffix (final_uri, "/x/b.txt?c"));
}

/* Browsers follow these too. */
static void
test_it_is_followed_as_it_was_meant (gconstpointer data)
{
  static const struct
  {
    const char *location;
    const char *target;
    const char *name;
  } cases[] = {
    { "/100%.txt", "/100%25.txt", "100%.txt" },
    { "/a b.txt", "/a%20b.txt", "a b.txt" },
    { "/\xe6\x97\xa5.txt", "/%E6%97%A5.txt", "日.txt" },
    { "?c=d", "/a?c=d", "a" },
    { "b;c=d", "/b;c=d", "b" },
    { "", "/a", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
      g_autofree char *head = g_strdup_printf ("GET %s HTTP/1.1\r\n", cases[i].target);
      g_autofree char *request = NULL;

      g_test_message ("%s", cases[i].location);
      freshet_test_server_answer (server, FOUND "%s\r\n\r\n", cases[i].location);
      freshet_test_server_answer (server, HELLO);
      freshet_test_transfer_run_at (test, server, "/a");
      freshet_test_transfer_assert_done (test, cases[i].name, "hello");
      request = freshet_test_server_get_request (server, 1);
      g_assert_true (g_str_has_prefix (request, head));
    }
}

static void
test_twenty_are_followed_and_no_more (gconstpointer data)
{
  for (guint n_hops = 19; n_hops <= 22; n_hops++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      for (guint i = 0; i < n_hops; i++)
        freshet_test_server_answer (server, FOUND "/a?%u\r\n\r\n", i);
      freshet_test_server_answer (server, HELLO);
      freshet_test_transfer_run_at (test, server, "/a");
      if (n_hops <= 20)
        freshet_test_transfer_assert_done (test, "a", "hello");
      else
        g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_REDIRECT);
      g_assert_cmpuint (freshet_test_server_get_n_requests (server), ==, MIN (n_hops, 20) + 1);
    }
}

static void
test_a_loop_is_told (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (server, FOUND "/b\r\n\r\n");
  freshet_test_server_answer (server, FOUND "/a\r\n\r\n");
  freshet_test_server_answer (server, FOUND "/b\r\n\r\n");
  g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_REDIRECT);
  g_assert_cmpuint (freshet_test_server_get_n_requests (server), ==, 3);
}

/* The name that the user saw says nothing of what the server sends, and neither does it write there. */
static void
test_its_name_is_made_safe (gconstpointer data)
{
  static const struct
  {
    const char *location;
    const char *name;
  } cases[] = {
    { "/.bashrc", "bashrc" },
    { "/x/%2e%2e%2f.wgetrc", "wgetrc" },
    { "/..%5c..%5cevil.dll", "evil.dll" },
    { "/a%00b", "a%00b" },
    { "/a%0d%0ab", "a__b" },
    { "/", "127.0.0.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
      g_auto (GStrv) files = NULL;

      g_test_message ("%s", cases[i].location);
      freshet_test_server_answer (server, FOUND "%s\r\n\r\n", cases[i].location);
      freshet_test_server_answer (server, HELLO);
      freshet_test_transfer_run_at (test, server, "/safe.txt");
      g_assert_no_error (test->error);
      files = freshet_test_folder_list (test->folder);
      g_assert_cmpuint (g_strv_length (files), ==, 1);
      g_assert_cmpstr (files[0], ==, cases[i].name);
    }
}

static void
test_it_overwrites_nothing (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_folder_write (test->folder, "bashrc", "mine");
  freshet_test_server_answer (server, FOUND "/.bashrc\r\n\r\n");
  freshet_test_server_answer (server, HELLO);
  freshet_test_transfer_run_at (test, server, "/safe.txt");
  g_assert_no_error (test->error);
  freshet_test_folder_assert_files (test->folder, "bashrc|bashrc (1)");
  freshet_test_folder_assert_text (test->folder, "bashrc", "mine");
}

static void
test_the_user_s_headers_stay_at_their_origin (gconstpointer data)
{
  static const char *const headers[] = { "X-Secret: 1", "Cookie: a=b", "Authorization: x", NULL };
  static const char *const names[] = { "X-Secret", "Cookie", "Authorization" };
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestServer) other = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  test->headers = headers;
  freshet_test_server_answer (server, FOUND "/b\r\n\r\n");
  redirect_to (server, other, "/c");
  redirect_to (other, server, "/d");
  freshet_test_server_answer (server, HELLO);
  freshet_test_transfer_run_at (test, server, "/a");
  freshet_test_transfer_assert_done (test, "d", "hello");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = freshet_test_server_get_header (server, 0, names[i]);
      g_autofree char *same = freshet_test_server_get_header (server, 1, names[i]);
      g_autofree char *elsewhere = freshet_test_server_get_header (other, 0, names[i]);
      g_autofree char *back = freshet_test_server_get_header (server, 2, names[i]);

      g_assert_nonnull (first);
      g_assert_nonnull (same);
      g_assert_null (elsewhere);
      /* It was the other one that chose where in the origin to go. */
      g_assert_null (back);
    }
}

static char *
with_user (FreshetTestServer *server, const char *user, const char *path)
{
  const char *base_uri = freshet_test_server_get_base_uri (server);

  return g_strconcat ("http://", user, "@", base_uri + strlen ("http://"), path, NULL);
}

static void
test_credentials_go_to_their_origin_alone (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestServer) other = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *address = with_user (server, "user:pass%40word", "/a");
  g_autofree char *given = NULL;
  g_autofree char *final_uri = NULL;

  freshet_test_server_answer (server, UNAUTHORIZED);
  redirect_to (server, other, "/b");
  freshet_test_server_answer (other, UNAUTHORIZED);
  freshet_test_server_answer (other, HELLO);
  g_assert_false (freshet_test_transfer_run (test, address));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_AUTH_REQUIRED);
  given = freshet_test_server_get_header (server, 1, "Authorization");
  g_assert_cmpstr (given, ==, CREDENTIALS);
  for (guint i = 0; i < freshet_test_server_get_n_requests (other); i++)
    {
      g_autofree char *elsewhere = freshet_test_server_get_header (other, i, "Authorization");

      g_assert_null (elsewhere);
    }
  final_uri = freshet_transfer_get_final_uri (test->transfer);
  g_assert_null (strstr (final_uri, "user"));
}

static void
test_credentials_are_written_nowhere (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *address = with_user (server, "user:pass%40word", "/");
  g_autofree char *final_uri = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) files = NULL;

  freshet_test_server_answer (server, UNAUTHORIZED);
  freshet_test_server_answer (server,
                              "HTTP/1.1 200 OK\r\nConnection: close\r\n"
                              "ETag: \"1\"\r\nContent-Length: 500\r\n\r\nhello");
  g_assert_false (freshet_test_transfer_run (test, address));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
  g_assert_null (strstr (test->error->message, "word"));

  freshet_test_folder_assert_files (test->folder, "127.0.0.1.part|127.0.0.1.part.meta");
  files = freshet_test_folder_list (test->folder);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *text = freshet_test_folder_read (test->folder, files[i], NULL);

      g_assert_null (strstr (text, "pass"));
      g_assert_null (strstr (text, "user"));
      g_assert_null (strstr (text, "dXNlcj"));
    }
  path = freshet_transfer_get_path (test->transfer);
  g_assert_null (strstr (path, "user"));
  final_uri = freshet_transfer_get_final_uri (test->transfer);
  g_assert_null (strstr (final_uri, "user"));
}

static void
test_without_credentials_they_are_asked_for (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (server, UNAUTHORIZED);
  g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_AUTH_REQUIRED);
  freshet_test_folder_assert_files (test->folder, "");
}

/* A wrong password must not be tried for ever. */
static void
test_wrong_credentials_are_tried_once (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *address = with_user (server, "user:wrong", "/a");

  freshet_test_server_answer (server, UNAUTHORIZED);
  g_assert_false (freshet_test_transfer_run (test, address));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_AUTH_REQUIRED);
  g_assert_cmpuint (freshet_test_server_get_n_requests (server), ==, 2);
}

/* RFC 7616. */
static void
test_digest_authentication_is_answered (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  g_autofree char *address = with_user (server, "user:secret", "/a");
  g_autofree char *given = NULL;

  freshet_test_server_answer (server,
                              "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n"
                              "Content-Length: 0\r\nWWW-Authenticate: Digest realm=\"x\", "
                              "nonce=\"n\", qop=\"auth\", algorithm=MD5\r\n\r\n");
  freshet_test_server_answer (server, HELLO);
  freshet_test_transfer_run (test, address);
  freshet_test_transfer_assert_done (test, "a", "hello");
  given = freshet_test_server_get_header (server, 1, "Authorization");
  g_assert_true (g_str_has_prefix (given, "Digest username=\"user\""));
  g_assert_null (strstr (given, "secret"));
}

static void
test_from_secure_to_insecure_is_refused (gconstpointer data)
{
  g_autoptr (FreshetTestServer) secure = freshet_test_server_new_tls ("good.pem");
  g_autoptr (FreshetTestServer) insecure = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  test->ca = "authority.pem";
  redirect_to (secure, insecure, "/a");
  freshet_test_server_answer (insecure, HELLO);
  g_assert_false (freshet_test_transfer_run_at (test, secure, "/a"));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_REDIRECT);
  g_assert_cmpuint (freshet_test_server_get_n_requests (insecure), ==, 0);
}

static void
test_from_insecure_to_secure_is_followed (gconstpointer data)
{
  g_autoptr (FreshetTestServer) secure = freshet_test_server_new_tls ("good.pem");
  g_autoptr (FreshetTestServer) insecure = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  test->ca = "authority.pem";
  redirect_to (insecure, secure, "/b");
  redirect_to (secure, secure, "/c");
  freshet_test_server_answer (secure, HELLO);
  freshet_test_transfer_run_at (test, insecure, "/a");
  freshet_test_transfer_assert_done (test, "c", "hello");
}

static void
test_a_certificate_that_is_wrong_is_told (gconstpointer data)
{
  static const struct
  {
    const char *certificate;
    const char *word;
  } cases[] = {
    { "expired.pem", "expired" },
    { "not-yet.pem", "not valid yet" },
    { "other-host.pem", "another name" },
    { "unknown-issuer.pem", "trusts" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetTestServer) server = freshet_test_server_new_tls (cases[i].certificate);
      g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

      test->ca = "authority.pem";
      freshet_test_server_answer (server, HELLO);
      g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
      g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TLS);
      g_test_message ("%s", test->error->message);
      g_assert_nonnull (strstr (test->error->message, cases[i].word));
      g_assert_cmpuint (freshet_test_server_get_n_requests (server), ==, 0);
    }
}

/* The authorities of the system do not know ours. */
static void
test_nobody_is_trusted_without_a_reason (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new_tls ("good.pem");
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);

  freshet_test_server_answer (server, HELLO);
  g_assert_false (freshet_test_transfer_run_at (test, server, "/a"));
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_TLS);
}

static void
test_what_speaks_no_tls_is_told (gconstpointer data)
{
  g_autoptr (FreshetTestServer) server = freshet_test_server_new ();
  g_autoptr (FreshetTestTransfer) test = freshet_test_transfer_new (data);
  const char *base_uri = freshet_test_server_get_base_uri (server);
  g_autofree char *address = g_strconcat ("https", base_uri + strlen ("http"), "/a", NULL);

  test->timeout = 1;
  freshet_test_server_answer (server, HELLO);
  g_assert_false (freshet_test_transfer_run (test, address));
  g_test_message ("%s", test->error->message);
  g_assert_cmpint ((int) test->error->domain, ==, (int) FRESHET_ERROR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  freshet_test_transfer_add ("redirect/it-is-followed", test_it_is_followed);
  freshet_test_transfer_add ("redirect/it-is-followed-as-it-was-meant",
                             test_it_is_followed_as_it_was_meant);
  freshet_test_transfer_add ("redirect/twenty-are-followed-and-no-more",
                             test_twenty_are_followed_and_no_more);
  freshet_test_transfer_add ("redirect/a-loop-is-told", test_a_loop_is_told);
  freshet_test_transfer_add ("redirect/CVE-2010-2252-its-name-is-made-safe",
                             test_its_name_is_made_safe);
  freshet_test_transfer_add ("redirect/CVE-2016-4971-it-overwrites-nothing",
                             test_it_overwrites_nothing);
  freshet_test_transfer_add ("redirect/the-user-s-headers-stay-at-their-origin",
                             test_the_user_s_headers_stay_at_their_origin);
  freshet_test_transfer_add ("redirect/from-secure-to-insecure-is-refused",
                             test_from_secure_to_insecure_is_refused);
  freshet_test_transfer_add ("redirect/from-insecure-to-secure-is-followed",
                             test_from_insecure_to_secure_is_followed);

  freshet_test_transfer_add ("credentials/they-go-to-their-origin-alone",
                             test_credentials_go_to_their_origin_alone);
  freshet_test_transfer_add ("credentials/CVE-2018-20483-they-are-written-nowhere",
                             test_credentials_are_written_nowhere);
  freshet_test_transfer_add ("credentials/without-them-they-are-asked-for",
                             test_without_credentials_they_are_asked_for);
  freshet_test_transfer_add ("credentials/wrong-ones-are-tried-once",
                             test_wrong_credentials_are_tried_once);
  freshet_test_transfer_add ("credentials/digest-authentication-is-answered",
                             test_digest_authentication_is_answered);

  freshet_test_transfer_add ("tls/a-certificate-that-is-wrong-is-told",
                             test_a_certificate_that_is_wrong_is_told);
  freshet_test_transfer_add ("tls/nobody-is-trusted-without-a-reason",
                             test_nobody_is_trusted_without_a_reason);
  freshet_test_transfer_add ("tls/what-speaks-no-tls-is-told", test_what_speaks_no_tls_is_told);

  return g_test_run ();
}
