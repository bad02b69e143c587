/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <libsoup/soup.h>

#include "freshet-checksum-finder.h"
#include "freshet-error.h"
#include "freshet-test-disk.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

/* What the body of PATH has. */
#define PATH "/file/a?size=3M&seed=5"
#define SIZE (3 * 1024 * 1024)

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static FreshetDownload *
download_file (FreshetTestQueue *test)
{
  FreshetDownload *download = freshet_test_queue_add (test, PATH);

  freshet_test_queue_run (test);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FINISHED);
  return download;
}

static FreshetChecksum *
get_digest (FreshetTestQueue *test)
{
  g_autofree char *data = NULL;
  gsize length;
  g_autofree char *hex = NULL;

  data = freshet_test_folder_read (test->directory, "a", &length);
  g_assert_cmpint (length, ==, SIZE);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) data, length);
  return freshet_checksum_parse (hex, NULL);
}

static void
test_a_finished_file_that_matches_says_so (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = download_file (test);
  g_autoptr (FreshetChecksum) digest = get_digest (test);
  g_autofree char *text = freshet_checksum_to_string (digest);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  freshet_download_verify_async (download, digest, NULL, done_cb, &result);
  g_assert_true (freshet_download_verify_finish (download, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (freshet_download_get_digest (download), ==, text);
  freshet_test_folder_assert_files (test->directory, "a");
}

static void
test_a_finished_file_that_differs_is_set_aside (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = download_file (test);
  g_autoptr (FreshetChecksum) wrong
      = freshet_checksum_parse ("00000000000000000000000000000000", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  freshet_download_verify_async (download, wrong, NULL, done_cb, &result);
  g_assert_false (freshet_download_verify_finish (download, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
  g_assert_error (freshet_download_get_error (download),
                  FRESHET_ERROR,
                  FRESHET_ERROR_CHECKSUM_MISMATCH);
  freshet_test_folder_assert_files (test->directory, "a.bad");
}

static void
test_what_cannot_be_set_aside_is_not_said_to_be (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = download_file (test);
  g_autoptr (FreshetChecksum) wrong
      = freshet_checksum_parse ("00000000000000000000000000000000", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  const char *message;

  freshet_test_disk_fail (FRESHET_TEST_CALL_RENAMEAT2, EROFS, 0);
  freshet_download_verify_async (download, wrong, NULL, done_cb, &result);
  g_assert_false (freshet_download_verify_finish (download, wait_for (&result), NULL));
  g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_RENAMEAT2), ==, 1);
  freshet_test_disk_heal ();
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_FAILED);
  message = freshet_download_get_error (download)->message;
  g_assert_nonnull (strstr (message, "still has its name"));
  g_assert_null (strstr (message, "set aside"));
  freshet_test_folder_assert_files (test->directory, "a");
}

static void
test_credentials_open_what_is_closed (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  FreshetDownload *download = freshet_test_queue_add (test, PATH "&auth=ann:s%3Acret");
  g_autofree char *report = NULL;

  freshet_test_queue_run (test);
  g_assert_error (freshet_download_get_error (download),
                  FRESHET_ERROR,
                  FRESHET_ERROR_AUTH_REQUIRED);

  freshet_download_set_credentials (download, "ann", "s:cret");
  freshet_queue_start_download (test->queue, download);
  freshet_test_queue_wait (test);
  g_assert_no_error (freshet_download_get_error (download));
  freshet_test_folder_assert_body (test->directory, "a", 5, SIZE);
  g_assert_null (strstr (freshet_download_get_address (download), "cret@"));
}

static void
list_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer text)
{
  if (g_str_has_suffix (path, "/pub/SHA256SUMS") && text != NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_server_message_set_response (
          message, "text/plain", SOUP_MEMORY_STATIC, text, strlen (text));
    }
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static FreshetChecksum *
find (const char *text, GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GUri) base = NULL;
  g_autoptr (GUri) uri = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, list_cb, (gpointer) text, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  uri = g_uri_parse_relative (uris->data, "/pub/disk.iso?mirror=1", SOUP_HTTP_URI_FLAGS, NULL);
  g_slist_free_full (uris, (GDestroyNotify) (void (*) (void)) g_uri_unref);

  freshet_checksum_finder_find_async (uri, "disk.iso", NULL, done_cb, &result);
  return freshet_checksum_finder_find_finish (wait_for (&result), error);
}

static void
test_a_list_beside_the_file_is_found (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetChecksum) checksum
      = find ("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  disk.iso\n",
              &error);

  g_assert_no_error (error);
  g_assert_cmpstr (checksum->hex,
                   ==,
                   "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
}

static void
test_without_a_list_it_says_so (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find (NULL, &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/checking/a-finished-file-that-matches-says-so",
                   test_a_finished_file_that_matches_says_so);
  g_test_add_func ("/checking/a-finished-file-that-differs-is-set-aside",
                   test_a_finished_file_that_differs_is_set_aside);
  g_test_add_func ("/checking/what-cannot-be-set-aside-is-not-said-to-be",
                   test_what_cannot_be_set_aside_is_not_said_to_be);
  g_test_add_func ("/checking/credentials-open-what-is-closed",
                   test_credentials_open_what_is_closed);
  g_test_add_func ("/checking/a-list-beside-the-file-is-found",
                   test_a_list_beside_the_file_is_found);
  g_test_add_func ("/checking/without-a-list-it-says-so", test_without_a_list_it_says_so);

  return g_test_run ();
}
