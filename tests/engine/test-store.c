/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store.h"

#include <glib/gstdio.h>

#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-store.h"

static void
assert_restored (FreshetTestStore *test)
{
  g_autofree char *stored = freshet_test_store_describe (test->queue);
  g_autofree char *restored = NULL;

  freshet_test_store_reopen (test);
  restored = freshet_test_store_describe (test->queue);
  g_assert_cmpstr (restored, ==, stored);
}

static void
test_an_empty_list (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  g_assert_no_error (test->error);
  g_assert_cmpuint (test->restored->len, ==, 0);
  g_assert_null (test->set_aside);
  freshet_test_store_reopen (test);
  g_assert_cmpuint (test->restored->len, ==, 0);
  g_assert_null (test->set_aside);
}

static void
test_everything_is_restored (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetChecksum) checksum
      = freshet_checksum_parse ("md5:d41d8cd98f00b204e9800998ecf8427e", NULL);
  FreshetDownload *download;

  freshet_test_store_open (test);
  download
      = freshet_test_store_add (test, "https://b\303\274cher.example:8443/a%20b/\303\274?q=1&r");
  freshet_download_set_name (download, "\303\244 name.bin");
  freshet_download_set_checksum (download, checksum);
  freshet_download_set_rate_limit (download, 300000);
  freshet_download_set_overwrite (download, TRUE);
  freshet_download_set_resume (download, FALSE);
  freshet_download_set_received (download, G_MAXINT64 - 1, G_MAXINT64);
  freshet_download_set_path (download, "/tmp/\303\244 name (1).bin");
  freshet_download_count_attempt (download);
  freshet_download_set_final_uri (download, "https://mirror.example/x");
  download->digest = g_strdup ("md5:d41d8cd98f00b204e9800998ecf8427e");
  freshet_download_set_state (download, FRESHET_STATE_PAUSED);

  assert_restored (test);
  download = freshet_test_store_get (test, 0);
  g_assert_cmpstr (freshet_download_get_host (download), ==, "b\303\274cher.example:8443");
  g_assert_cmpstr (g_uri_get_host (freshet_download_get_uri (download)),
                   ==,
                   "xn--bcher-kva.example");
}

static void
test_unknown_size_stays_unknown (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/none");
  freshet_download_set_received (freshet_test_store_add (test, "http://example.org/zero"), 0, 0);
  assert_restored (test);
  g_assert_cmpint (freshet_download_get_total (freshet_test_store_get (test, 0)), ==, -1);
  g_assert_cmpint (freshet_download_get_total (freshet_test_store_get (test, 1)), ==, 0);
}

static void
test_states (void)
{
  static const FreshetState states[][2] = {
    { FRESHET_STATE_WAITING, FRESHET_STATE_WAITING },
    { FRESHET_STATE_CONNECTING, FRESHET_STATE_WAITING },
    { FRESHET_STATE_DOWNLOADING, FRESHET_STATE_WAITING },
    { FRESHET_STATE_PAUSED, FRESHET_STATE_PAUSED },
    { FRESHET_STATE_VERIFYING, FRESHET_STATE_WAITING },
    { FRESHET_STATE_FINISHED, FRESHET_STATE_FINISHED },
    { FRESHET_STATE_FAILED, FRESHET_STATE_FAILED },
    { FRESHET_STATE_CANCELLED, FRESHET_STATE_CANCELLED },
  };
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    freshet_download_set_state (freshet_test_store_add (test, "http://example.org/a"),
                                states[i][0]);
  freshet_test_store_reopen (test);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpint (freshet_download_get_state (freshet_test_store_get (test, i)),
                     ==,
                     states[i][1]);
}

static void
test_the_error_of_what_failed (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  FreshetDownload *failed;
  FreshetDownload *retrying;

  freshet_test_store_open (test);
  failed = freshet_test_store_add (test, "http://example.org/a");
  freshet_download_set_error (failed,
                              g_error_new_literal (FRESHET_ERROR,
                                                   FRESHET_ERROR_TRUNCATED,
                                                   "It ended too \303\251arly."));
  freshet_download_set_state (failed, FRESHET_STATE_FAILED);
  retrying = freshet_test_store_add (test, "http://example.org/b");
  freshet_download_set_error (retrying, g_error_new_literal (G_IO_ERROR, 0, "Again"));

  freshet_test_store_reopen (test);
  failed = freshet_test_store_get (test, 0);
  g_assert_error (freshet_download_get_error (failed), FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
  g_assert_cmpstr (freshet_download_get_error (failed)->message, ==, "It ended too \303\251arly.");
  g_assert_null (freshet_download_get_error (freshet_test_store_get (test, 1)));
}

static void
test_a_change_alone_is_written (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetChecksum) checksum
      = freshet_checksum_parse ("da39a3ee5e6b4b0d3255bfef95601890afd80709", NULL);

  freshet_test_store_open (test);
  for (guint i = 0; i < 7; i++)
    freshet_test_store_add (test, "http://example.org/a");
  freshet_test_store_reopen (test);

  freshet_download_set_name (freshet_test_store_get (test, 0), "other");
  freshet_download_set_checksum (freshet_test_store_get (test, 1), checksum);
  freshet_download_set_directory (freshet_test_store_get (test, 2), "/elsewhere");
  freshet_download_set_received (freshet_test_store_get (test, 3), 5, 10);
  freshet_download_set_path (freshet_test_store_get (test, 4), "/tmp/b");
  freshet_download_count_attempt (freshet_test_store_get (test, 5));
  freshet_download_set_rate_limit (freshet_test_store_get (test, 6), 300000);
  assert_restored (test);
}

static void
test_what_was_restored_can_change_and_go (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/a");
  freshet_test_store_add (test, "http://example.org/b");
  freshet_test_store_add (test, "http://example.org/c");
  freshet_test_store_reopen (test);
  freshet_download_set_state (freshet_test_store_get (test, 0), FRESHET_STATE_FINISHED);
  freshet_queue_remove (test->queue, freshet_test_store_get (test, 1));
  freshet_test_store_add (test, "http://example.org/d");
  assert_restored (test);
  freshet_test_store_assert_order (test, "a c d");
}

static void
test_order (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetDownload) first = NULL;
  g_autoptr (FreshetDownload) moved = NULL;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/b");
  freshet_test_store_add (test, "http://example.org/d");
  first = freshet_test_store_make (test, "http://example.org/a");
  freshet_queue_insert (test->queue, 0, first);
  moved = freshet_test_store_make (test, "http://example.org/c");
  freshet_queue_insert (test->queue, 2, moved);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "a b c d");

  g_set_object (&moved, freshet_test_store_get (test, 3));
  freshet_queue_remove (test->queue, moved);
  freshet_queue_insert (test->queue, 1, moved);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "a d b c");

  g_set_object (&moved, freshet_test_store_get (test, 0));
  freshet_queue_remove (test->queue, moved);
  freshet_queue_add (test->queue, moved);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "d b c a");
}

/* Each one halves the room between its neighbours, which ends after some thirty. */
static void
test_order_when_there_is_no_room (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GString) expected = g_string_new ("first");

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/first");
  freshet_test_store_add (test, "http://example.org/last");
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *address = g_strdup_printf ("http://example.org/%u", i);
      g_autoptr (FreshetDownload) download = freshet_test_store_make (test, address);

      freshet_queue_insert (test->queue, 1, download);
      if (i % 30 == 0)
        freshet_test_store_flush (test);
    }
  for (int i = 99; i >= 0; i--)
    g_string_append_printf (expected, " %d", i);
  g_string_append (expected, " last");
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, expected->str);
}

static void
test_what_was_added_before_the_list_was_read (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetDownload) download = NULL;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/b");
  freshet_test_store_add (test, "http://example.org/c");
  freshet_test_store_reopen (test);
  download = freshet_test_store_make (test, "http://example.org/a");
  freshet_queue_insert (test->queue, 0, download);
  assert_restored (test);
  freshet_test_store_assert_order (test, "a b c");
}

static void
test_removed_is_gone (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  for (guint i = 0; i < 50; i++)
    freshet_test_store_add (test, "http://example.org/secret-address");
  freshet_test_store_add (test, "http://example.org/kept");
  freshet_test_store_reopen (test);
  for (guint i = 0; i < 50; i++)
    freshet_queue_remove (test->queue, freshet_test_store_get (test, 0));
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "kept");
  freshet_test_store_close (test);
  g_assert_true (freshet_test_store_contains (test, "kept"));
  g_assert_false (freshet_test_store_contains (test, "secret-address"));
}

/* Undo: what is removed and put back, before or after the removal was written, is there once. */
static void
test_removed_and_put_back (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/a");
  freshet_test_store_add (test, "http://example.org/b");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FreshetDownload) download = g_object_ref (freshet_test_store_get (test, 0));

      freshet_queue_remove (test->queue, download);
      if (i == 1)
        freshet_test_store_flush (test);
      freshet_queue_insert (test->queue, 0, download);
      freshet_download_set_received (download, 17 + i, 100);
      assert_restored (test);
      freshet_test_store_assert_order (test, "a b");
    }
}

static void
test_what_is_not_listed_stays (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  FreshetDownload *download;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/a");
  freshet_test_store_add (test, "http://example.org/b");
  freshet_test_store_close (test);

  freshet_test_store_open_only (test);
  download = test->restored->pdata[0];
  freshet_download_set_state (download, FRESHET_STATE_PAUSED);
  freshet_store_watch (test->store, test->queue);
  freshet_download_set_state (download, FRESHET_STATE_FAILED);
  freshet_queue_add (test->queue, test->restored->pdata[1]);
  freshet_test_store_add (test, "http://example.org/c");
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "a b c");
  g_assert_cmpint (freshet_download_get_state (freshet_test_store_get (test, 0)),
                   ==,
                   FRESHET_STATE_WAITING);
}

static void
test_what_was_removed_stays_removed (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetDownload) download = NULL;

  freshet_test_store_open (test);
  download = g_object_ref (freshet_test_store_add (test, "http://example.org/a"));
  freshet_queue_remove (test->queue, download);
  freshet_test_store_flush (test);
  freshet_download_set_received (download, 1, 2);
  freshet_test_store_reopen (test);
  g_assert_cmpuint (test->restored->len, ==, 0);
}

/* CVE-2018-20483 was a password that stayed on the disk. */
static void
test_no_password_on_the_disk (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  const char *const headers[] = { "Authorization: Bearer hunter3", "Cookie: id=hunter4", NULL };
  FreshetDownload *download;

  freshet_test_store_open (test);
  download = freshet_test_store_add (test, "https://ann:hunter2@example.org/a");
  freshet_download_set_headers (download, headers);
  freshet_download_set_state (download, FRESHET_STATE_FAILED);
  freshet_test_store_flush (test);
  g_assert_true (freshet_test_store_contains (test, "example.org"));
  g_assert_false (freshet_test_store_contains (test, "hunter"));
  g_assert_false (freshet_test_store_contains (test, "ann"));
  freshet_test_store_reopen (test);
  g_assert_null (g_uri_get_userinfo (freshet_download_get_uri (freshet_test_store_get (test, 0))));
  freshet_test_store_close (test);
  g_assert_true (freshet_test_store_contains (test, "example.org"));
  g_assert_false (freshet_test_store_contains (test, "hunter"));
  g_assert_false (freshet_test_store_contains (test, "ann"));
}

static void
test_only_the_user_may_read_it (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autofree char *folder = g_path_get_dirname (test->path);
  GStatBuf info;

  freshet_test_store_open (test);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
test_what_is_temporary_is_passed_over (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetDownload) temporary = NULL;

  freshet_test_store_open (test);
  freshet_test_store_add (test, "http://example.org/a");
  temporary = freshet_test_store_make (test, "http://example.org/b");
  freshet_download_set_temporary (temporary, TRUE);
  freshet_queue_add (test->queue, temporary);
  freshet_test_store_add (test, "http://example.org/c");
  freshet_download_set_state (temporary, FRESHET_STATE_FINISHED);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "a c");

  freshet_queue_insert (test->queue, 0, temporary);
  freshet_queue_remove (test->queue, temporary);
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "a c");
}

static void
test_ten_thousand (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *stored = NULL;
  g_autofree char *restored = NULL;
  gint64 started;

  freshet_test_store_open (test);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *address = g_strdup_printf ("https://example.org/files/%u.iso?x=%u", i, i);

      g_ptr_array_add (downloads, freshet_test_store_make (test, address));
    }
  started = g_get_monotonic_time ();
  freshet_queue_add_many (test->queue, downloads);
  g_test_message ("added after %.1f ms", (g_get_monotonic_time () - started) / 1e3);
  freshet_test_store_flush (test);
  g_test_message ("written after %.1f ms", (g_get_monotonic_time () - started) / 1e3);
  stored = freshet_test_store_describe (test->queue);
  g_ptr_array_set_size (downloads, 0);
  freshet_test_store_close (test);

  started = g_get_monotonic_time ();
  freshet_test_store_open (test);
  g_test_message ("restored after %.1f ms", (g_get_monotonic_time () - started) / 1e3);
  restored = freshet_test_store_describe (test->queue);
  g_assert_cmpstr (restored, ==, stored);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/an-empty-list", test_an_empty_list);
  g_test_add_func ("/store/everything-is-restored", test_everything_is_restored);
  g_test_add_func ("/store/unknown-size-stays-unknown", test_unknown_size_stays_unknown);
  g_test_add_func ("/store/what-was-active-waits", test_states);
  g_test_add_func ("/store/the-error-of-what-failed", test_the_error_of_what_failed);
  g_test_add_func ("/store/a-change-alone-is-written", test_a_change_alone_is_written);
  g_test_add_func ("/store/what-was-restored-can-change-and-go",
                   test_what_was_restored_can_change_and_go);
  g_test_add_func ("/store/order", test_order);
  g_test_add_func ("/store/order-when-there-is-no-room", test_order_when_there_is_no_room);
  g_test_add_func ("/store/what-was-added-before-the-list-was-read",
                   test_what_was_added_before_the_list_was_read);
  g_test_add_func ("/store/removed-is-gone", test_removed_is_gone);
  g_test_add_func ("/store/removed-and-put-back", test_removed_and_put_back);
  g_test_add_func ("/store/what-is-not-listed-stays", test_what_is_not_listed_stays);
  g_test_add_func ("/store/what-was-removed-stays-removed", test_what_was_removed_stays_removed);
  g_test_add_func ("/store/CVE-2018-20483-no-password-on-the-disk", test_no_password_on_the_disk);
  g_test_add_func ("/store/only-the-user-may-read-it", test_only_the_user_may_read_it);
  g_test_add_func ("/store/what-is-temporary-is-passed-over",
                   test_what_is_temporary_is_passed_over);
  g_test_add_func ("/store/ten-thousand", test_ten_thousand);
  return g_test_run ();
}
