/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-rows.h"

#define COLUMNS                                                                                    \
  "id, position, address, directory, wanted_name, checksum, overwrite, resume, state, name, "      \
  "path, "                                                                                         \
  "received, total, attempts, error_code, error_message, final_address, digest, added, ended, "    \
  "rate_limit"

/* The order of COLUMNS; a parameter's number is one higher. */
enum
{
  COLUMN_ID,
  COLUMN_POSITION,
  COLUMN_ADDRESS,
  COLUMN_DIRECTORY,
  COLUMN_WANTED_NAME,
  COLUMN_CHECKSUM,
  COLUMN_OVERWRITE,
  COLUMN_RESUME,
  COLUMN_STATE,
  COLUMN_NAME,
  COLUMN_PATH,
  COLUMN_RECEIVED,
  COLUMN_TOTAL,
  COLUMN_ATTEMPTS,
  COLUMN_ERROR_CODE,
  COLUMN_ERROR_MESSAGE,
  COLUMN_FINAL_ADDRESS,
  COLUMN_DIGEST,
  COLUMN_ADDED,
  COLUMN_ENDED,
  COLUMN_RATE_LIMIT,
  N_COLUMNS
};

static const char load_sql[] = "SELECT " COLUMNS " FROM download ORDER BY position, id";
static const char save_sql[] = "REPLACE INTO download (" COLUMNS ") VALUES "
                               "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
static const char remove_sql[] = "DELETE FROM download WHERE id = ?";
static const char folders_sql[] = "SELECT directory FROM download";

static char *
get_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static FreshetSnapshot *
read_snapshot (sqlite3_stmt *statement)
{
  g_autoptr (FreshetSnapshot) snapshot = freshet_snapshot_new ();
  const char *state = (const char *) sqlite3_column_text (statement, COLUMN_STATE);

  if (state == NULL || !freshet_state_from_string (state, &snapshot->state))
    return NULL;
  snapshot->address = get_text (statement, COLUMN_ADDRESS);
  snapshot->directory = get_text (statement, COLUMN_DIRECTORY);
  snapshot->wanted_name = get_text (statement, COLUMN_WANTED_NAME);
  snapshot->checksum = get_text (statement, COLUMN_CHECKSUM);
  snapshot->overwrite = sqlite3_column_int (statement, COLUMN_OVERWRITE);
  snapshot->resume = sqlite3_column_int (statement, COLUMN_RESUME);
  snapshot->name = get_text (statement, COLUMN_NAME);
  snapshot->path = get_text (statement, COLUMN_PATH);
  snapshot->received = sqlite3_column_int64 (statement, COLUMN_RECEIVED);
  if (sqlite3_column_type (statement, COLUMN_TOTAL) != SQLITE_NULL)
    snapshot->total = sqlite3_column_int64 (statement, COLUMN_TOTAL);
  snapshot->attempts = (guint) sqlite3_column_int64 (statement, COLUMN_ATTEMPTS);
  snapshot->error_code = get_text (statement, COLUMN_ERROR_CODE);
  snapshot->error_message = get_text (statement, COLUMN_ERROR_MESSAGE);
  snapshot->final_address = get_text (statement, COLUMN_FINAL_ADDRESS);
  snapshot->digest = get_text (statement, COLUMN_DIGEST);
  snapshot->added = sqlite3_column_int64 (statement, COLUMN_ADDED);
  snapshot->ended = sqlite3_column_int64 (statement, COLUMN_ENDED);
  snapshot->rate_limit = sqlite3_column_int64 (statement, COLUMN_RATE_LIMIT);
  return g_steal_pointer (&snapshot);
}

static FreshetStoreRow *
read_row (sqlite3_stmt *statement)
{
  FreshetSnapshot *snapshot = read_snapshot (statement);

  if (snapshot == NULL)
    return NULL;
  return freshet_store_row_new (sqlite3_column_int64 (statement, COLUMN_ID),
                                sqlite3_column_int64 (statement, COLUMN_POSITION),
                                snapshot);
}

static void
bind_text (sqlite3_stmt *statement, int column, const char *text)
{
  sqlite3_bind_text (statement, column + 1, text, -1, SQLITE_STATIC);
}

static void
bind_number (sqlite3_stmt *statement, int column, gint64 number)
{
  sqlite3_bind_int64 (statement, column + 1, number);
}

static void
bind_row (sqlite3_stmt *statement, const FreshetStoreRow *row)
{
  const FreshetSnapshot *snapshot = row->snapshot;

  sqlite3_clear_bindings (statement);
  bind_number (statement, COLUMN_ID, row->id);
  bind_number (statement, COLUMN_POSITION, row->position);
  bind_text (statement, COLUMN_ADDRESS, snapshot->address);
  bind_text (statement, COLUMN_DIRECTORY, snapshot->directory);
  bind_text (statement, COLUMN_WANTED_NAME, snapshot->wanted_name);
  bind_text (statement, COLUMN_CHECKSUM, snapshot->checksum);
  bind_number (statement, COLUMN_OVERWRITE, snapshot->overwrite ? 1 : 0);
  bind_number (statement, COLUMN_RESUME, snapshot->resume ? 1 : 0);
  bind_text (statement, COLUMN_STATE, freshet_state_to_string (snapshot->state));
  bind_text (statement, COLUMN_NAME, snapshot->name);
  bind_text (statement, COLUMN_PATH, snapshot->path);
  bind_number (statement, COLUMN_RECEIVED, snapshot->received);
  if (snapshot->total >= 0)
    bind_number (statement, COLUMN_TOTAL, snapshot->total);
  bind_number (statement, COLUMN_ATTEMPTS, snapshot->attempts);
  bind_text (statement, COLUMN_ERROR_CODE, snapshot->error_code);
  bind_text (statement, COLUMN_ERROR_MESSAGE, snapshot->error_message);
  bind_text (statement, COLUMN_FINAL_ADDRESS, snapshot->final_address);
  bind_text (statement, COLUMN_DIGEST, snapshot->digest);
  bind_number (statement, COLUMN_ADDED, snapshot->added);
  bind_number (statement, COLUMN_ENDED, snapshot->ended);
  bind_number (statement, COLUMN_RATE_LIMIT, snapshot->rate_limit);
}

static int
execute (sqlite3_stmt *statement)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int
save_rows (sqlite3 *db, GPtrArray *rows)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, save_sql, -1, &statement, NULL);

  for (guint i = 0; code == SQLITE_OK && i < rows->len; i++)
    {
      bind_row (statement, rows->pdata[i]);
      code = execute (statement);
    }
  sqlite3_finalize (statement);
  return code;
}

static int
remove_rows (sqlite3 *db, GArray *removed)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, remove_sql, -1, &statement, NULL);

  for (guint i = 0; code == SQLITE_OK && i < removed->len; i++)
    {
      bind_number (statement, COLUMN_ID, g_array_index (removed, gint64, i));
      code = execute (statement);
    }
  sqlite3_finalize (statement);
  return code;
}

FreshetStoreRow *
freshet_store_row_new (gint64 id, gint64 position, FreshetSnapshot *snapshot)
{
  FreshetStoreRow *row = g_new (FreshetStoreRow, 1);

  row->id = id;
  row->position = position;
  row->snapshot = snapshot;
  return row;
}

void
freshet_store_row_free (FreshetStoreRow *row)
{
  freshet_snapshot_free (row->snapshot);
  g_free (row);
}

/*
 * Appends all rows to @rows, in the order of the list.
 *
 * Returns: a result code of SQLite; `SQLITE_CORRUPT` where a row cannot have been written by us
 */
int
freshet_store_rows_load (sqlite3 *db, GPtrArray *rows)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, load_sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  while (code == SQLITE_ROW)
    {
      FreshetStoreRow *row = read_row (statement);

      if (row != NULL)
        g_ptr_array_add (rows, row);
      code = row != NULL ? sqlite3_step (statement) : SQLITE_CORRUPT;
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/*
 * Writes @rows and removes those whose keys are in @removed, all of it or nothing.
 *
 * Returns: a result code of SQLite
 */
int
freshet_store_rows_save (sqlite3 *db, GPtrArray *rows, GArray *removed)
{
  int code = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  if (code == SQLITE_OK && removed != NULL)
    code = remove_rows (db, removed);
  if (code == SQLITE_OK)
    code = save_rows (db, rows);
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (code != SQLITE_OK && sqlite3_get_autocommit (db) == 0)
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return code;
}

/* Adds to @folders those that the rows name, as far as a damaged database can be read. */
void
freshet_store_rows_list_folders (sqlite3 *db, GHashTable *folders)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, folders_sql, -1, &statement, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *folder = (const char *) sqlite3_column_text (statement, 0);

      if (folder != NULL && g_path_is_absolute (folder))
        g_hash_table_add (folders, g_strdup (folder));
    }
  sqlite3_finalize (statement);
}
