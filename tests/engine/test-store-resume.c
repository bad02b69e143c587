/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "freshet-body.h"
#include "freshet-demo-server.h"
#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-store.h"
#include "freshet-test-wait.h"

#define SIZE (2 * 1024 * 1024)

typedef struct
{
  FreshetTestStore *store;
  FreshetDemoServer *server;
} Test;

static Test *
test_new (void)
{
  Test *test = g_new (Test, 1);
  g_autoptr (GError) error = NULL;

  test->store = freshet_test_store_new ();
  test->server = freshet_demo_server_new (0, &error);
  g_assert_no_error (error);
  freshet_test_store_open (test->store);
  return test;
}

static void
test_free (Test *test)
{
  freshet_test_store_free (test->store);
  g_object_unref (test->server);
  g_free (test);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Test, test_free)

static FreshetDownload *
add (Test *test, const char *path)
{
  g_autofree char *address
      = g_strconcat (freshet_demo_server_get_base_uri (test->server), path, NULL);

  return freshet_test_store_add (test->store, address);
}

static void
run_until (Test *test, FreshetDownload *download, goffset received)
{
  FreshetQueue *queue = test->store->queue;

  FRESHET_TEST_WAIT_UNTIL (!freshet_queue_is_running (queue)
                           || freshet_download_get_received (download) >= received);
}

static void
begin_and_pause (Test *test)
{
  FreshetDownload *download = add (test, "/file/a?size=2M&seed=7&rate=1M");

  freshet_queue_start (test->store->queue);
  run_until (test, download, SIZE / 4);
  freshet_queue_pause (test->store->queue);
  run_until (test, download, G_MAXINT64);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_PAUSED);
}

static void
assert_goes_on (Test *test, FreshetMode mode)
{
  FreshetDownload *download = freshet_test_store_get (test->store, 0);
  goffset received = freshet_download_get_received (download);
  g_autofree char *path = g_build_filename (test->store->folder, "a", NULL);
  g_autofree char *wanted = freshet_body_digest (7, SIZE, G_CHECKSUM_SHA256);
  g_autofree char *found = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_assert_cmpint (received, >=, SIZE / 4);
  freshet_queue_set_mode (test->store->queue, mode);
  freshet_queue_start_download (test->store->queue, download);
  run_until (test, download, G_MAXINT64);
  g_assert_no_error (freshet_download_get_error (download));
  g_assert_cmpint (download->resumed_from, ==, received);
  g_assert_cmpstr (freshet_download_get_path (download), ==, path);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) data, length);
  g_assert_cmpstr (found, ==, wanted);
}

static void
test_a_restored_download_goes_on (gconstpointer data)
{
  g_autoptr (Test) test = test_new ();

  begin_and_pause (test);
  freshet_test_store_reopen (test->store);
  g_assert_cmpint (freshet_download_get_state (freshet_test_store_get (test->store, 0)),
                   ==,
                   FRESHET_STATE_PAUSED);
  assert_goes_on (test, (FreshetMode) GPOINTER_TO_INT (data));
}

static void
test_a_rebuilt_download_goes_on (void)
{
  g_autoptr (Test) test = test_new ();

  begin_and_pause (test);
  freshet_test_store_close (test->store);
  g_assert_true (g_file_set_contents (test->store->path, "damaged", -1, NULL));
  freshet_test_store_open (test->store);
  g_assert_nonnull (test->store->set_aside);
  assert_goes_on (test, FRESHET_MODE_ASYNC);
}

/*
 * What a program that was killed between publishing a file and writing so leaves behind: a row that
 * says "downloading", and the file.
 */
static FreshetDownload *
leave_published (FreshetTestStore *test)
{
  g_autofree char *path = g_build_filename (test->folder, "f", NULL);
  FreshetDownload *download = freshet_test_store_add (test, "http://example.org/f");

  freshet_download_set_received (download, 3, 5);
  freshet_download_set_path (download, path);
  freshet_download_set_state (download, FRESHET_STATE_DOWNLOADING);
  download->added = g_get_real_time () - 10 * G_USEC_PER_SEC;
  g_assert_true (g_file_set_contents (path, "12345", 5, NULL));
  return download;
}

static void
assert_state_after (FreshetTestStore *test, guint position, FreshetState state)
{
  FreshetDownload *download;

  freshet_test_store_reopen (test);
  download = freshet_test_store_get (test, position);
  g_assert_cmpint (freshet_download_get_state (download), ==, state);
  g_assert_cmpint (freshet_download_get_received (download),
                   ==,
                   state == FRESHET_STATE_FINISHED ? 5 : 3);
}

static void
test_published_is_finished (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  leave_published (test);
  assert_state_after (test, 0, FRESHET_STATE_FINISHED);
  g_assert_cmpint (freshet_download_get_ended (freshet_test_store_get (test, 0)), >, 0);
  assert_state_after (test, 0, FRESHET_STATE_FINISHED);
}

static void
test_a_part_is_not_finished (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  leave_published (test);
  freshet_test_store_add_part (test, test->folder, "f", "http://example.org/f", 3, 5);
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
}

static void
test_another_length_is_not_finished (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  freshet_download_set_received (leave_published (test), 3, 6);
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
  freshet_download_set_received (freshet_test_store_get (test, 0), 3, -1);
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
}

static void
test_an_older_file_is_not_it (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  leave_published (test)->added = g_get_real_time () + 10 * G_USEC_PER_SEC;
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
}

static void
test_a_replaced_file_is_not_it (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  freshet_download_set_overwrite (leave_published (test), TRUE);
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
}

static void
test_a_link_is_not_it (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  /* The length of the link is that of the file. */
  const char *target = "other";
  g_autofree char *other = g_build_filename (test->folder, target, NULL);
  const char *path;

  freshet_test_store_open (test);
  path = freshet_download_get_path (leave_published (test));
  g_assert_cmpint (g_rename (path, other), ==, 0);
  g_assert_cmpint (symlink (target, path), ==, 0);
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
}

static void
test_an_unchecked_file_is_not_finished (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetChecksum) checksum
      = freshet_checksum_parse ("md5:d41d8cd98f00b204e9800998ecf8427e", NULL);

  freshet_test_store_open (test);
  freshet_download_set_checksum (leave_published (test), checksum);
  assert_state_after (test, 0, FRESHET_STATE_WAITING);
}

/* A second download of the same address would get a number behind its name. */
static void
test_a_file_is_of_one_download (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  leave_published (test);
  leave_published (test);
  freshet_test_store_reopen (test);
  g_assert_cmpint (freshet_download_get_state (freshet_test_store_get (test, 0)),
                   ==,
                   FRESHET_STATE_FINISHED);
  assert_state_after (test, 1, FRESHET_STATE_WAITING);
}

static void
test_what_was_not_under_way_stays (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  freshet_download_set_state (leave_published (test), FRESHET_STATE_PAUSED);
  assert_state_after (test, 0, FRESHET_STATE_PAUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/store/resume/a-restored-download-goes-on/async",
                        GINT_TO_POINTER (FRESHET_MODE_ASYNC),
                        test_a_restored_download_goes_on);
  g_test_add_data_func ("/store/resume/a-restored-download-goes-on/blocking",
                        GINT_TO_POINTER (FRESHET_MODE_BLOCKING),
                        test_a_restored_download_goes_on);
  g_test_add_data_func ("/store/resume/a-restored-download-goes-on/threads",
                        GINT_TO_POINTER (FRESHET_MODE_THREADS),
                        test_a_restored_download_goes_on);
  g_test_add_func ("/store/resume/a-rebuilt-download-goes-on", test_a_rebuilt_download_goes_on);
  g_test_add_func ("/store/recover/published-is-finished", test_published_is_finished);
  g_test_add_func ("/store/recover/a-part-is-not-finished", test_a_part_is_not_finished);
  g_test_add_func ("/store/recover/another-length-is-not-finished",
                   test_another_length_is_not_finished);
  g_test_add_func ("/store/recover/an-older-file-is-not-it", test_an_older_file_is_not_it);
  g_test_add_func ("/store/recover/a-replaced-file-is-not-it", test_a_replaced_file_is_not_it);
  g_test_add_func ("/store/recover/a-link-is-not-it", test_a_link_is_not_it);
  g_test_add_func ("/store/recover/an-unchecked-file-is-not-finished",
                   test_an_unchecked_file_is_not_finished);
  g_test_add_func ("/store/recover/a-file-is-of-one-download", test_a_file_is_of_one_download);
  g_test_add_func ("/store/recover/what-was-not-under-way-stays",
                   test_what_was_not_under_way_stays);
  return g_test_run ();
}
