/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-schema.h"

/*
 * Each step leads from one version of the schema, its index, to the next. A step that was released
 * is never changed: another one is added.
 *
 * Times are microseconds since 1970, sizes are bytes, an unknown size is NULL. What CHECK and STRICT
 * say of a row, the integrity check at the start holds against it.
 */
const char *const freshet_store_steps[] = {
  "CREATE TABLE download ("
  "  id INTEGER PRIMARY KEY,"
  "  position INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  directory TEXT NOT NULL,"
  "  wanted_name TEXT,"
  "  checksum TEXT,"
  "  overwrite INTEGER NOT NULL CHECK (overwrite IN (0, 1)),"
  "  resume INTEGER NOT NULL CHECK (resume IN (0, 1)),"
  "  state TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  path TEXT,"
  "  received INTEGER NOT NULL CHECK (received >= 0),"
  "  total INTEGER CHECK (total >= 0),"
  "  attempts INTEGER NOT NULL CHECK (attempts >= 0),"
  "  error_code TEXT,"
  "  error_message TEXT,"
  "  final_address TEXT,"
  "  digest TEXT,"
  "  added INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL"
  ") STRICT;",
  "ALTER TABLE download"
  "  ADD COLUMN rate_limit INTEGER NOT NULL DEFAULT 0 CHECK (rate_limit >= 0);",
  NULL,
};

/* Returns: the version that @steps lead to */
int
freshet_store_schema_get_version (const char *const *steps)
{
  return (int) g_strv_length ((char **) steps);
}

/* Returns: a result code of SQLite, `SQLITE_OK` with @value set */
int
freshet_store_schema_read (sqlite3 *db, const char *pragma, int *value)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", pragma, NULL);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      *value = sqlite3_column_int (statement, 0);
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return code;
}

static int
take_step (sqlite3 *db, const char *step, int version)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA application_id = %d;"
                                          "PRAGMA user_version = %d; COMMIT",
                                          step,
                                          FRESHET_STORE_APPLICATION_ID,
                                          version);
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK && sqlite3_get_autocommit (db) == 0)
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return code;
}

/*
 * Takes the steps from the version that the database is of, each in a transaction: a crash leaves it
 * at one version or the next.
 *
 * Returns: a result code of SQLite
 */
int
freshet_store_schema_migrate (sqlite3 *db, const char *const *steps)
{
  int version = 0;
  int code = freshet_store_schema_read (db, "user_version", &version);

  for (; code == SQLITE_OK && version < freshet_store_schema_get_version (steps); version++)
    code = take_step (db, steps[version], version + 1);
  return code;
}
