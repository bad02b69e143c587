/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-database.h"

#include <sqlite3.h>
#include <unistd.h>

#include "freshet-store-check.h"
#include "freshet-store-files.h"
#include "freshet-store-rebuild.h"
#include "freshet-store-rows.h"
#include "freshet-store-schema.h"

struct _FreshetStoreDatabase
{
  GThread *thread;
  char *path;
  int lock;
  sqlite3 *db;
};

static void
disconnect (FreshetStoreDatabase *database)
{
  sqlite3_close (database->db);
  database->db = NULL;
}

static void
unlock (FreshetStoreDatabase *database)
{
  if (database->lock >= 0)
    close (database->lock);
  database->lock = -1;
}

static GHashTable *
list_folders (FreshetStoreDatabase *database, const char *const *folders)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    g_hash_table_add (all, g_strdup (folders[i]));
  if (database->db != NULL)
    freshet_store_rows_list_folders (database->db, all);
  return all;
}

/* Makes a database of the unfinished downloads in @folders. */
static int
create (const char *path, GHashTable *folders)
{
  g_autoptr (GPtrArray) rows = freshet_store_rebuild (folders);
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path,
                              &db,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                              NULL);

  if (code == SQLITE_OK)
    code = freshet_store_schema_migrate (db, freshet_store_steps);
  if (code == SQLITE_OK)
    code = freshet_store_rows_save (db, rows, NULL);
  sqlite3_close (db);
  return code;
}

/* The new one is whole before the old one goes; each of the two has a name at any moment. */
static gboolean
rebuild (FreshetStoreDatabase *database,
         const char *const *folders,
         char **set_aside,
         GError **error)
{
  g_autofree char *temporary = g_strconcat (database->path, ".new", NULL);
  g_autoptr (GHashTable) all = list_folders (database, folders);
  int code;

  disconnect (database);
  freshet_store_files_remove (temporary);
  code = create (temporary, all);
  if (code != SQLITE_OK)
    {
      freshet_store_set_sqlite_error (error, code);
      return FALSE;
    }
  return freshet_store_files_set_aside (database->path, set_aside, error)
         && freshet_store_files_replace (database->path, temporary, error);
}

/* @path is where the database is, or is to be. */
FreshetStoreDatabase *
freshet_store_database_new (const char *path)
{
  FreshetStoreDatabase *database = g_new0 (FreshetStoreDatabase, 1);

  database->thread = g_thread_self ();
  database->path = g_strdup (path);
  database->lock = -1;
  return database;
}

void
freshet_store_database_free (FreshetStoreDatabase *database)
{
  g_assert (database->thread == g_thread_self ());

  disconnect (database);
  unlock (database);
  g_free (database->path);
  g_free (database);
}

static GPtrArray *
open_locked (FreshetStoreDatabase *database,
             const char *const *folders,
             GMainContext *context,
             char **set_aside,
             GError **error)
{
  GPtrArray *restored = NULL;
  FreshetStoreCondition condition
      = freshet_store_examine (database->path, context, &database->db, &restored, error);

  if (condition == FRESHET_STORE_MISSING || condition == FRESHET_STORE_DAMAGED)
    {
      if (!rebuild (database, folders, set_aside, error))
        return NULL;
      condition = freshet_store_examine (database->path, context, &database->db, &restored, error);
    }
  if (condition != FRESHET_STORE_SOUND)
    {
      if (condition != FRESHET_STORE_UNUSABLE)
        freshet_store_set_sqlite_error (error, SQLITE_CORRUPT);
      return NULL;
    }
  return restored;
}

/*
 * Opens the database. One that is missing is made, with the unfinished downloads in @folders; one
 * that is damaged is set aside first, and its new path told in @set_aside.
 *
 * Returns: (transfer full) (element-type FreshetStoreRestored): the list; %NULL with an error if the
 *   database cannot be used, and is left as it is
 */
GPtrArray *
freshet_store_database_open (FreshetStoreDatabase *database,
                             const char *const *folders,
                             GMainContext *context,
                             char **set_aside,
                             GError **error)
{
  GPtrArray *restored = NULL;

  g_assert (database->thread == g_thread_self ());

  database->lock = freshet_store_files_lock (database->path, error);
  if (database->lock < 0)
    return NULL;
  restored = open_locked (database, folders, context, set_aside, error);
  if (restored == NULL)
    {
      disconnect (database);
      unlock (database);
    }
  return restored;
}

/*
 * Writes @rows (of FreshetStoreRow) and removes those whose keys are in @removed, all of it or
 * nothing.
 */
gboolean
freshet_store_database_save (FreshetStoreDatabase *database,
                             GPtrArray *rows,
                             GArray *removed,
                             GError **error)
{
  int code;

  g_assert (database->thread == g_thread_self ());
  g_assert (database->db != NULL);

  code = freshet_store_rows_save (database->db, rows, removed);
  if (code != SQLITE_OK)
    freshet_store_set_sqlite_error (error, code);
  return code == SQLITE_OK;
}
