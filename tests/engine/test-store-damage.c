/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-store.h"

#define N_ROWS 200

/* A list of some pages, closed, and an unfinished download in the folder. */
static FreshetTestStore *
test_store_filled (void)
{
  FreshetTestStore *test = freshet_test_store_new ();

  freshet_test_store_open (test);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *address = g_strdup_printf ("http://example.org/stored-%u", i);

      freshet_test_store_add (test, address);
    }
  freshet_test_store_close (test);
  freshet_test_store_add_part (test, test->folder, "p.iso", "http://example.org/p", 1000, 5000);
  return test;
}

static char *
read_database (const char *path, gsize *length)
{
  char *data;

  g_assert_true (g_file_get_contents (path, &data, length, NULL));
  return data;
}

static void
write_database (FreshetTestStore *test, const char *data, gsize length)
{
  int fd = g_open (test->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  g_assert_cmpint (write (fd, data, length), ==, length);
  close (fd);
}

/* What the folder of the database holds beside it, but for the lock. */
static char *
find_other_file (FreshetTestStore *test)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "downloads.sqlite") && !g_str_has_suffix (name, ".lock")
        && !g_str_has_suffix (name, "-wal"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

static void
assert_rebuilt (FreshetTestStore *test)
{
  FreshetDownload *download;
  g_autofree char *part = g_build_filename (test->folder, "p.iso", NULL);

  g_assert_no_error (test->error);
  freshet_test_store_assert_order (test, "p.iso");
  download = freshet_test_store_get (test, 0);
  g_assert_cmpstr (freshet_download_get_address (download), ==, "http://example.org/p");
  g_assert_cmpstr (freshet_download_get_path (download), ==, part);
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_WAITING);
  g_assert_cmpint (freshet_download_get_received (download), ==, 1000);
  g_assert_cmpint (freshet_download_get_total (download), ==, 5000);
}

/* Opens what was damaged: it is found under a dated name, and the new list can be used. */
static void
assert_set_aside_and_rebuilt (FreshetTestStore *test)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autofree char *base = NULL;

  freshet_test_store_open (test);
  assert_rebuilt (test);
  g_assert_nonnull (test->set_aside);
  g_assert_true (g_file_test (test->set_aside, G_FILE_TEST_EXISTS));
  base = g_path_get_basename (test->set_aside);
  g_assert_true (g_regex_match_simple (
      "^downloads\\.sqlite\\.damaged-20[0-9]{6}-[0-9]{6}(-[0-9]+)?$", base, 0, 0));

  freshet_test_store_add (test, "http://example.org/q");
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "p.iso q");
  g_assert_null (test->set_aside);
}

static void
test_garbage (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  g_autofree char *kept = NULL;
  char garbage[20000];
  gsize length;
  const char *set_aside;

  for (guint i = 0; i < sizeof garbage; i++)
    garbage[i] = (char) g_test_rand_int_range (0, 256);
  write_database (test, garbage, sizeof garbage);
  freshet_test_store_open (test);
  assert_rebuilt (test);
  set_aside = test->set_aside;
  kept = read_database (set_aside, &length);
  g_assert_cmpmem (kept, length, garbage, sizeof garbage);
}

static void
test_truncated (void)
{
  static const double fractions[] = { 0.001, 0.1, 0.5, 0.9, 0.99 };

  for (guint i = 0; i < G_N_ELEMENTS (fractions); i++)
    {
      g_autoptr (FreshetTestStore) test = test_store_filled ();
      gsize length;
      g_autofree char *data = read_database (test->path, &length);

      write_database (test, data, (gsize) (length * fractions[i]));
      assert_set_aside_and_rebuilt (test);
    }
}

static void
test_empty (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();

  write_database (test, "", 0);
  assert_set_aside_and_rebuilt (test);
}

static void
test_a_folder (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  g_autofree char *inside = g_build_filename (test->path, "inside", NULL);

  g_unlink (test->path);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  assert_set_aside_and_rebuilt (test);
}

static void
test_a_fifo (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();

  g_unlink (test->path);
  g_assert_cmpint (mkfifo (test->path, 0600), ==, 0);
  assert_set_aside_and_rebuilt (test);
}

static void
test_another_programs_database (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();

  freshet_test_store_run_sql (test, "PRAGMA application_id = 7");
  assert_set_aside_and_rebuilt (test);
}

/* The header asks for a newer SQLite to write it. */
static void
test_a_header_that_forbids_writing (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  gsize length;
  g_autofree char *data = read_database (test->path, &length);

  data[18] = 3;
  write_database (test, data, length);
  assert_set_aside_and_rebuilt (test);
}

static void
test_a_page_of_zeros (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  gsize length;
  g_autofree char *data = read_database (test->path, &length);

  memset (data + 4096, 0, 4096);
  write_database (test, data, length);
  assert_set_aside_and_rebuilt (test);
}

/* What a row says cannot have been written by us. */
static void
test_a_bad_row (gconstpointer sql)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();

  freshet_test_store_run_sql (test, sql);
  assert_set_aside_and_rebuilt (test);
}

/* Whatever bytes are wrong, it opens: with all rows, or with a damaged one set aside. */
static void
test_flipped_bytes (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  gsize length;
  g_autofree char *sound = read_database (test->path, &length);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *data = g_memdup2 (sound, length);
      guint n = 1 << (i % 10);
      guint start = g_test_rand_int_range (0, (gint32) (length - n));

      for (guint k = 0; k < n; k++)
        data[start + k] = (char) g_test_rand_int_range (0, 256);
      write_database (test, data, length);
      freshet_test_store_open (test);
      if (test->error != NULL)
        /* Its version became a higher one, which is to be left alone. */
        g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
      else if (test->set_aside != NULL)
        assert_rebuilt (test);
      else
        g_assert_cmpuint (test->restored->len, ==, N_ROWS);
      freshet_test_store_close (test);
    }
}

static void
test_missing (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();

  g_unlink (test->path);
  freshet_test_store_open (test);
  assert_rebuilt (test);
  g_assert_null (test->set_aside);
}

/* The log of a database that is gone would be taken for that of the new one. */
static void
test_a_log_alone (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM download WHERE id > 3", NULL, NULL, NULL),
                   ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  g_unlink (test->path);
  freshet_test_store_open (test);
  assert_rebuilt (test);
  g_assert_null (test->set_aside);
}

static void
test_an_attempt_that_was_interrupted (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  g_autofree char *new = g_strconcat (test->path, ".new", NULL);

  g_rename (test->path, new);
  freshet_test_store_open (test);
  assert_rebuilt (test);
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));
}

static void
test_folders_of_the_damaged_list (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autofree char *other = g_build_filename (test->folder, "other", NULL);
  FreshetDownload *download;

  freshet_test_store_open (test);
  download = freshet_test_store_add (test, "http://example.org/o");
  freshet_download_set_directory (download, other);
  freshet_test_store_close (test);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  freshet_test_store_add_part (test, other, "o", "http://example.org/o", 10, -1);
  freshet_test_store_run_sql (test, "UPDATE download SET state = 'mad'");

  freshet_test_store_open (test);
  g_assert_nonnull (test->set_aside);
  freshet_test_store_assert_order (test, "o");
  g_assert_cmpint (freshet_download_get_total (freshet_test_store_get (test, 0)), ==, -1);
}

static void
test_damaged_twice_in_a_second (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  g_autofree char *first = NULL;

  write_database (test, "", 0);
  freshet_test_store_open (test);
  first = g_strdup (test->set_aside);
  freshet_test_store_close (test);
  write_database (test, "", 0);
  freshet_test_store_open (test);
  g_assert_cmpstr (test->set_aside, !=, first);
  g_assert_true (g_file_test (test->set_aside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
}

static void
assert_left_alone (FreshetTestStore *test, const char *data, gsize length)
{
  g_autofree char *kept = NULL;
  g_autofree char *other = NULL;
  gsize kept_length;

  g_assert_null (test->restored);
  freshet_test_store_add (test, "http://example.org/not-kept");
  freshet_test_store_close (test);
  kept = read_database (test->path, &kept_length);
  g_assert_cmpmem (kept, kept_length, data, length);
  other = find_other_file (test);
  g_assert_cmpstr (other, ==, NULL);
}

static void
test_a_newer_version (void)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  g_autofree char *data = NULL;
  gsize length;

  freshet_test_store_run_sql (test, "PRAGMA user_version = 1000");
  data = read_database (test->path, &length);
  freshet_test_store_open (test);
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
  g_assert_error (freshet_store_get_error (test->store), FRESHET_ERROR, FRESHET_ERROR_FAILED);
  assert_left_alone (test, data, length);
}

/* Root may write anything, so that it has to be somebody else for a moment. */
static void
test_read_only (gconstpointer what)
{
  g_autoptr (FreshetTestStore) test = test_store_filled ();
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autofree char *lock = g_strconcat (test->path, ".lock", NULL);
  g_autofree char *data = NULL;
  gboolean is_root = geteuid () == 0;
  gsize length;

  /* Without a log it could be read, if not written. */
  freshet_test_store_run_sql (test, "PRAGMA journal_mode = DELETE");
  data = read_database (test->path, &length);
  g_chmod (test->folder, 0755);
  g_chmod (folder, g_str_equal (what, "database") ? 0777 : 0555);
  g_chmod (test->path, g_str_equal (what, "database") ? 0444 : 0666);
  g_chmod (lock, g_str_equal (what, "lock") ? 0444 : 0666);
  if (is_root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  freshet_test_store_open (test);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_chmod (folder, 0755);

  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
  assert_left_alone (test, data, length);
}

static void
test_no_folder_can_be_made (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autofree char *folder = g_path_get_dirname (test->path);

  g_assert_true (g_file_set_contents (folder, "a file", -1, NULL));
  freshet_test_store_open (test);
  g_assert_error (test->error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    const char *sql;
  } bad_rows[] = {
    { "/store/damage/a-state-that-is-none", "UPDATE download SET state = 'mad' WHERE id = 7" },
    { "/store/damage/an-address-that-is-none", "UPDATE download SET address = 'x' WHERE id = 7" },
    { "/store/damage/an-address-of-a-file",
      "UPDATE download SET address = 'file:///etc/passwd' WHERE id = 7" },
    { "/store/damage/an-address-of-another-kind",
      "UPDATE download SET address = 'ftp://example.org/a' WHERE id = 7" },
    { "/store/damage/a-length-below-zero",
      "PRAGMA ignore_check_constraints = ON; UPDATE download SET received = -1 WHERE id = 7" },
    { "/store/damage/CVE-2025-60876-a-line-break-in-an-address",
      "UPDATE download SET address = 'http://a/' || char(13, 10) || 'b' WHERE id = 7" },
    { "/store/damage/a-checksum-that-is-none",
      "UPDATE download SET checksum = 'md5:1' WHERE id = 7" },
    { "/store/damage/no-table", "DROP TABLE download" },
    { "/store/damage/a-column-less", "ALTER TABLE download DROP COLUMN digest" },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/damage/garbage", test_garbage);
  g_test_add_func ("/store/damage/truncated", test_truncated);
  g_test_add_func ("/store/damage/empty", test_empty);
  g_test_add_func ("/store/damage/a-folder-in-its-place", test_a_folder);
  g_test_add_func ("/store/damage/a-fifo-in-its-place", test_a_fifo);
  g_test_add_func ("/store/damage/another-programs-database", test_another_programs_database);
  g_test_add_func ("/store/damage/a-header-that-forbids-writing",
                   test_a_header_that_forbids_writing);
  g_test_add_func ("/store/damage/a-page-of-zeros", test_a_page_of_zeros);
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    g_test_add_data_func (bad_rows[i].path, bad_rows[i].sql, test_a_bad_row);
  g_test_add_func ("/store/damage/flipped-bytes", test_flipped_bytes);
  g_test_add_func ("/store/damage/missing", test_missing);
  g_test_add_func ("/store/damage/a-log-alone", test_a_log_alone);
  g_test_add_func ("/store/damage/an-attempt-that-was-interrupted",
                   test_an_attempt_that_was_interrupted);
  g_test_add_func ("/store/damage/folders-of-the-damaged-list", test_folders_of_the_damaged_list);
  g_test_add_func ("/store/damage/twice-in-a-second", test_damaged_twice_in_a_second);
  g_test_add_func ("/store/a-newer-version-is-left-alone", test_a_newer_version);
  g_test_add_data_func ("/store/read-only/folder", "folder", test_read_only);
  g_test_add_data_func ("/store/read-only/database", "database", test_read_only);
  g_test_add_data_func ("/store/read-only/lock", "lock", test_read_only);
  g_test_add_func ("/store/no-folder-can-be-made", test_no_folder_can_be_made);
  return g_test_run ();
}
