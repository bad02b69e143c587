/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "freshet-address.h"
#include "freshet-part-record.h"
#include "freshet-snapshot.h"
#include "freshet-test-wait.h"

static void
result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  FRESHET_TEST_WAIT_UNTIL (*result != NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

FreshetTestStore *
freshet_test_store_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("freshet-test-XXXXXX", &error);

  g_assert_no_error (error);
  return freshet_test_store_new_in (folder);
}

FreshetTestStore *
freshet_test_store_new_in (const char *folder)
{
  FreshetTestStore *test = g_new0 (FreshetTestStore, 1);

  test->folder = g_strdup (folder);
  test->path = g_build_filename (folder, "data", "downloads.sqlite", NULL);
  return test;
}

void
freshet_test_store_free (FreshetTestStore *test)
{
  freshet_test_store_close (test);
  remove_tree (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_free (test);
}

/* Opens the store, and makes an empty queue that is not followed. */
void
freshet_test_store_open_only (FreshetTestStore *test)
{
  const char *const folders[] = { test->folder, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (test->store);
  test->store = freshet_store_new (test->path);
  test->queue = freshet_queue_new (NULL);
  freshet_store_open_async (test->store, folders, result_cb, &result);
  wait_for (&result);
  test->restored = freshet_store_open_finish (test->store, result, &test->set_aside, &test->error);
}

/* Opens the store, and follows a queue that holds what was stored. */
void
freshet_test_store_open (FreshetTestStore *test)
{
  freshet_test_store_open_only (test);
  if (test->restored != NULL)
    freshet_queue_add_many (test->queue, test->restored);
  freshet_store_watch (test->store, test->queue);
}

void
freshet_test_store_flush (FreshetTestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  freshet_store_flush_async (test->store, result_cb, &result);
  wait_for (&result);
  freshet_store_flush_finish (test->store, result, &error);
  g_assert_no_error (error);
}

void
freshet_test_store_close (FreshetTestStore *test)
{
  g_autoptr (GError) error = NULL;

  if (test->store == NULL)
    return;
  freshet_store_close (test->store, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&test->store));
  g_assert_finalize_object (g_steal_pointer (&test->queue));
  g_clear_pointer (&test->restored, g_ptr_array_unref);
  g_clear_pointer (&test->set_aside, g_free);
  g_clear_error (&test->error);
}

void
freshet_test_store_reopen (FreshetTestStore *test)
{
  freshet_test_store_close (test);
  freshet_test_store_open (test);
  g_assert_no_error (test->error);
}

FreshetDownload *
freshet_test_store_make (FreshetTestStore *test, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = freshet_address_parse (address, &error);

  g_assert_no_error (error);
  return freshet_download_new (uri, test->folder);
}

FreshetDownload *
freshet_test_store_add (FreshetTestStore *test, const char *address)
{
  g_autoptr (FreshetDownload) download = freshet_test_store_make (test, address);

  freshet_queue_add (test->queue, download);
  return download;
}

/* Returns: (transfer none): what is there in the list */
FreshetDownload *
freshet_test_store_get (FreshetTestStore *test, guint position)
{
  g_autoptr (FreshetDownload) download
      = g_list_model_get_item (G_LIST_MODEL (test->queue), position);

  g_assert_nonnull (download);
  return download;
}

/* Leaves an unfinished download in @folder, of which @received bytes are recorded. */
void
freshet_test_store_add_part (FreshetTestStore *test,
                             const char *folder,
                             const char *name,
                             const char *address,
                             goffset received,
                             goffset total)
{
  g_autofree char *part = g_strdup_printf ("%s/%s.part", folder, name);
  g_autofree char *meta = g_strconcat (part, ".meta", NULL);
  g_autofree char *bytes = g_strnfill (received, 'x');
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new (address);
  g_autofree char *data = NULL;
  gsize length;

  record->total = total;
  record->etag = g_strdup ("\"1\"");
  freshet_range_set_add (record->ranges, 0, received);
  data = freshet_part_record_to_data (record, &length);
  g_assert_true (g_file_set_contents (part, bytes, received, NULL));
  g_assert_true (g_file_set_contents (meta, data, (gssize) length, NULL));
}

/* @names are those of the downloads, with spaces between them. */
void
freshet_test_store_assert_order (FreshetTestStore *test, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (test->queue)); i++)
    g_string_append_printf (found,
                            "%s%s",
                            i > 0 ? " " : "",
                            freshet_download_get_name (freshet_test_store_get (test, i)));
  g_assert_cmpstr (found->str, ==, names);
}

static void
describe (GString *text, FreshetDownload *download)
{
  g_autoptr (FreshetSnapshot) s = freshet_snapshot_take (download);

  g_string_append_printf (text,
                          "%s|%s|%s|%s|%d|%d|%s|%s|%s|%" G_GOFFSET_FORMAT "|%" G_GOFFSET_FORMAT
                          "|%u|%s|%s|%s|%s|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
                          "|%" G_GOFFSET_FORMAT "\n",
                          s->address,
                          s->directory,
                          s->wanted_name,
                          s->checksum,
                          s->overwrite,
                          s->resume,
                          freshet_state_to_string (s->state),
                          s->name,
                          s->path,
                          s->received,
                          s->total,
                          s->attempts,
                          s->error_code,
                          s->error_message,
                          s->final_address,
                          s->digest,
                          s->added,
                          s->ended,
                          s->rate_limit);
}

/* Returns: (transfer full): all of the list, a line for each */
char *
freshet_test_store_describe (FreshetQueue *queue)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      describe (text, download);
    }
  return g_string_free (text, FALSE);
}

/*
 * Returns: whether a file in the database's folder has these bytes in it. Another process looks: with
 * a file that this one opens and closes, SQLite's lock on it would go.
 */
gboolean
freshet_test_store_contains (FreshetTestStore *test, const char *bytes)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  const char *const argv[] = { "grep", "-rqaF", "-e", bytes, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (
      NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) <= 1);
  return WEXITSTATUS (status) == 0;
}

/* Changes the database behind the store's back; the store must be closed. */
void
freshet_test_store_run_sql (FreshetTestStore *test, const char *sql)
{
  sqlite3 *db = NULL;
  g_autofree char *folder = g_path_get_dirname (test->path);

  g_assert_null (test->store);
  g_mkdir_with_parents (folder, 0700);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
