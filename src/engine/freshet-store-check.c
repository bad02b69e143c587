/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-check.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "freshet-error.h"
#include "freshet-publish.h"
#include "freshet-store-database.h"
#include "freshet-store-rebuild.h"
#include "freshet-store-rows.h"
#include "freshet-store-schema.h"

/* Only a program that is not Freshet can hold the database, such as one that looks into it. */
#define BUSY_TIMEOUT_MS 3000

/* What the log is cut back to when it has grown. */
#define JOURNAL_LIMIT "4194304"

/*
 * FULL: what was written is there after a power cut too. What is removed is overwritten, so that it
 * is gone from the disk as well as from the list.
 */
static const char settings_sql[] = "PRAGMA synchronous = FULL;"
                                   "PRAGMA secure_delete = ON;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "PRAGMA journal_size_limit = " JOURNAL_LIMIT;

static void
restored_free (FreshetStoreRestored *restored)
{
  g_object_unref (restored->download);
  g_free (restored);
}

void
freshet_store_set_sqlite_error (GError **error, int code)
{
  if ((code & 0xff) == SQLITE_FULL)
    g_set_error_literal (error,
                         FRESHET_ERROR,
                         FRESHET_ERROR_NO_SPACE,
                         _ ("The list of downloads cannot be saved: the disk is full."));
  else if ((code & 0xff) == SQLITE_BUSY)
    g_set_error_literal (
        error,
        FRESHET_ERROR,
        FRESHET_ERROR_IN_USE,
        _ ("The list of downloads cannot be used: another program has its database open."));
  else
    g_set_error (error,
                 FRESHET_ERROR,
                 FRESHET_ERROR_CANNOT_WRITE,
                 /* Translators: %s is what went wrong, in English. */
                 _ ("The list of downloads cannot be used: %s"),
                 sqlite3_errstr (code));
}

/* What the file's content is to blame for is damage; the rest may be better the next time. */
static FreshetStoreCondition
judge (int code, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_OK:
      return FRESHET_STORE_SOUND;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_CONSTRAINT:
      return FRESHET_STORE_DAMAGED;
    default:
      freshet_store_set_sqlite_error (error, code);
      return FRESHET_STORE_UNUSABLE;
    }
}

/* Until it is known to be sound, nothing is written to it, not even when it is closed. */
static int
connect_to (const char *path, sqlite3 **db)
{
  int code = sqlite3_open_v2 (path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    return code;
  if (sqlite3_db_readonly (*db, "main") == 1)
    return SQLITE_READONLY;
  sqlite3_busy_timeout (*db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (*db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (*db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return sqlite3_exec (*db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
}

static FreshetStoreCondition
check_version (sqlite3 *db, GError **error)
{
  int application = 0;
  int version = 0;
  int code = freshet_store_schema_read (db, "application_id", &application);

  if (code == SQLITE_OK)
    code = freshet_store_schema_read (db, "user_version", &version);
  if (code != SQLITE_OK)
    return judge (code, error);
  /*
   * It gets its name only when it is whole: one that is empty was not always empty. The file can be
   * written; what makes it read-only is its header, which does not come from us.
   */
  if (application != FRESHET_STORE_APPLICATION_ID || version < 1
      || sqlite3_db_readonly (db, "main") == 1)
    return FRESHET_STORE_DAMAGED;
  if (version <= freshet_store_schema_get_version (freshet_store_steps))
    return FRESHET_STORE_SOUND;
  g_set_error_literal (
      error,
      FRESHET_ERROR,
      FRESHET_ERROR_FAILED,
      _ ("The list of downloads was made by a newer Freshet, and is left as it is. "
         "What is added here is not kept when this one is closed."));
  return FRESHET_STORE_UNUSABLE;
}

static int
check_integrity (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA quick_check (1)", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    code = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0
               ? SQLITE_OK
               : SQLITE_CORRUPT;
  sqlite3_finalize (statement);
  return code;
}

static int
prepare (sqlite3 *db)
{
  int code = check_integrity (db);

  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, settings_sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = freshet_store_schema_migrate (db, freshet_store_steps);
  return code;
}

/* Returns: (transfer full) (nullable): the rows' downloads, %NULL if one of them cannot be one */
static GPtrArray *
restore (GPtrArray *rows, GMainContext *context)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_full (rows->len, (GDestroyNotify) (void (*) (void)) restored_free);

  for (guint i = 0; i < rows->len; i++)
    {
      FreshetStoreRow *row = rows->pdata[i];
      FreshetDownload *download
          = freshet_snapshot_restore (g_steal_pointer (&row->snapshot), context);
      FreshetStoreRestored *restored;

      if (download == NULL)
        return NULL;
      restored = g_new (FreshetStoreRestored, 1);
      restored->id = row->id;
      restored->position = row->position;
      restored->download = download;
      g_ptr_array_add (all, restored);
    }
  return g_steal_pointer (&all);
}

static FreshetStoreCondition
load (sqlite3 *db, GMainContext *context, GPtrArray **restored, GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) freshet_store_row_free);
  g_autoptr (GPtrArray) recovered = NULL;
  int code = prepare (db);

  if (code == SQLITE_OK)
    code = freshet_store_rows_load (db, rows);
  if (code != SQLITE_OK)
    return judge (code, error);
  recovered = freshet_store_recover (rows);
  if (recovered->len > 0)
    code = freshet_store_rows_save (db, recovered, NULL);
  if (code != SQLITE_OK)
    return judge (code, error);
  *restored = restore (rows, context);
  return *restored != NULL ? FRESHET_STORE_SOUND : FRESHET_STORE_DAMAGED;
}

static FreshetStoreCondition
check_file (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      if (errno == ENOENT)
        return FRESHET_STORE_MISSING;
      freshet_set_file_error (error, errno, path);
      return FRESHET_STORE_UNUSABLE;
    }
  return S_ISREG (info.st_mode) ? FRESHET_STORE_SOUND : FRESHET_STORE_DAMAGED;
}

/*
 * Looks at the database at @path. If it is sound, @db is its connection, ready for use, and @restored
 * (of FreshetStoreRestored) all that it holds, for @context; if it is damaged, @db may be what can
 * still be read of it. In either case @db is to be closed.
 */
FreshetStoreCondition
freshet_store_examine (
    const char *path, GMainContext *context, sqlite3 **db, GPtrArray **restored, GError **error)
{
  FreshetStoreCondition condition = check_file (path, error);

  if (condition == FRESHET_STORE_SOUND)
    condition = judge (connect_to (path, db), error);
  if (condition == FRESHET_STORE_SOUND)
    condition = check_version (*db, error);
  if (condition == FRESHET_STORE_SOUND)
    condition = load (*db, context, restored, error);
  if (condition == FRESHET_STORE_SOUND)
    sqlite3_db_config (*db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return condition;
}
