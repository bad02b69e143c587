/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-schema.h"

#include <string.h>

#include "freshet-error.h"
#include "freshet-test-store.h"

/* As the versions made them. What is here is never changed: it is what is on people's disks. */
static const char version_1[]
    = "CREATE TABLE download ("
      "  id INTEGER PRIMARY KEY, position INTEGER NOT NULL, address TEXT NOT NULL,"
      "  directory TEXT NOT NULL, wanted_name TEXT, checksum TEXT,"
      "  overwrite INTEGER NOT NULL CHECK (overwrite IN (0, 1)),"
      "  resume INTEGER NOT NULL CHECK (resume IN (0, 1)),"
      "  state TEXT NOT NULL, name TEXT NOT NULL, path TEXT,"
      "  received INTEGER NOT NULL CHECK (received >= 0), total INTEGER CHECK (total >= 0),"
      "  attempts INTEGER NOT NULL CHECK (attempts >= 0), error_code TEXT, error_message TEXT,"
      "  final_address TEXT, digest TEXT, added INTEGER NOT NULL, ended INTEGER NOT NULL"
      ") STRICT;"
      "INSERT INTO download VALUES (7, 20, 'http://example.org/b', '/d', NULL, NULL, 0, 1,"
      "  'failed', 'b', '/d/b', 10, NULL, 2, 'tls', 'Not trusted.', NULL, NULL, 1000, 2000);"
      "INSERT INTO download VALUES (9, 10, 'https://example.org/a?q', '/d', 'w',"
      "  'md5:d41d8cd98f00b204e9800998ecf8427e', 1, 0, 'finished', 'w', '/d/w', 5, 5, 1, NULL,"
      "  NULL, 'https://cdn.example/a', 'md5:d41d8cd98f00b204e9800998ecf8427e', 3000, 4000);"
      "PRAGMA application_id = 1181905768;"
      "PRAGMA user_version = 1";

static const char version_2[]
    = "CREATE TABLE download ("
      "  id INTEGER PRIMARY KEY, position INTEGER NOT NULL, address TEXT NOT NULL,"
      "  directory TEXT NOT NULL, wanted_name TEXT, checksum TEXT,"
      "  overwrite INTEGER NOT NULL CHECK (overwrite IN (0, 1)),"
      "  resume INTEGER NOT NULL CHECK (resume IN (0, 1)),"
      "  state TEXT NOT NULL, name TEXT NOT NULL, path TEXT,"
      "  received INTEGER NOT NULL CHECK (received >= 0), total INTEGER CHECK (total >= 0),"
      "  attempts INTEGER NOT NULL CHECK (attempts >= 0), error_code TEXT, error_message TEXT,"
      "  final_address TEXT, digest TEXT, added INTEGER NOT NULL, ended INTEGER NOT NULL,"
      "  rate_limit INTEGER NOT NULL DEFAULT 0 CHECK (rate_limit >= 0)) STRICT;"
      "INSERT INTO download VALUES (7, 20, 'http://example.org/b', '/d', NULL, NULL, 0, 1,"
      "  'failed', 'b', '/d/b', 10, NULL, 2, 'tls', 'Not trusted.', NULL, NULL, 1000, 2000, 0);"
      "INSERT INTO download VALUES (9, 10, 'https://example.org/a?q', '/d', 'w',"
      "  'md5:d41d8cd98f00b204e9800998ecf8427e', 1, 0, 'finished', 'w', '/d/w', 5, 5, 1, NULL,"
      "  NULL, 'https://cdn.example/a', 'md5:d41d8cd98f00b204e9800998ecf8427e', 3000, 4000, 0);"
      "PRAGMA application_id = 1181905768;"
      "PRAGMA user_version = 2";

static const char *const versions[] = { version_1, version_2 };

static void
test_migrates (gconstpointer sql)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autofree char *found = NULL;

  freshet_test_store_run_sql (test, sql);
  freshet_test_store_open (test);
  g_assert_no_error (test->error);
  g_assert_null (test->set_aside);
  found = freshet_test_store_describe (test->queue);
  g_assert_cmpstr (found,
                   ==,
                   "https://example.org/a?q|/d|w|md5:d41d8cd98f00b204e9800998ecf8427e|1|0|finished"
                   "|w|/d/w|5|5|1|(null)|(null)|https://cdn.example/a"
                   "|md5:d41d8cd98f00b204e9800998ecf8427e|3000|4000|0\n"
                   "http://example.org/b|/d|(null)|(null)|0|1|failed|b|/d/b|10|-1|2"
                   "|tls|Not trusted.|(null)|(null)|1000|2000|0\n");
  freshet_test_store_add (test, "http://example.org/c");
  freshet_test_store_reopen (test);
  freshet_test_store_assert_order (test, "w b c");
}

/* Each version has its line above. */
static void
test_every_version_is_tested (void)
{
  g_assert_cmpint (freshet_store_schema_get_version (freshet_store_steps),
                   ==,
                   G_N_ELEMENTS (versions));
}

static sqlite3 *
open_memory (void)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  return db;
}

static int
get_version (sqlite3 *db)
{
  int version = -1;

  g_assert_cmpint (freshet_store_schema_read (db, "user_version", &version), ==, SQLITE_OK);
  return version;
}

static void
test_steps_are_taken_once (void)
{
  static const char *const one[] = { "CREATE TABLE a (x); INSERT INTO a VALUES (1);", NULL };
  static const char *const three[] = { "CREATE TABLE a (x); INSERT INTO a VALUES (1);",
                                       "UPDATE a SET x = x + 1;",
                                       "UPDATE a SET x = x * 10;",
                                       NULL };
  sqlite3 *db = open_memory ();
  int found;

  g_assert_cmpint (freshet_store_schema_migrate (db, one), ==, SQLITE_OK);
  g_assert_cmpint (get_version (db), ==, 1);
  g_assert_cmpint (freshet_store_schema_migrate (db, three), ==, SQLITE_OK);
  g_assert_cmpint (freshet_store_schema_migrate (db, three), ==, SQLITE_OK);
  g_assert_cmpint (get_version (db), ==, 3);
  g_assert_cmpint (freshet_store_schema_read (db, "application_id", &found), ==, SQLITE_OK);
  g_assert_cmpint (found, ==, FRESHET_STORE_APPLICATION_ID);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TABLE b (x CHECK (x = 20)); INSERT INTO b SELECT x FROM a",
                                 NULL,
                                 NULL,
                                 NULL),
                   ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_a_step_that_fails_leaves_nothing (void)
{
  static const char *const steps[]
      = { "CREATE TABLE a (x);", "CREATE TABLE b (x); INSERT INTO none VALUES (1);", NULL };
  sqlite3 *db = open_memory ();

  g_assert_cmpint (freshet_store_schema_migrate (db, steps), ==, SQLITE_ERROR);
  g_assert_cmpint (get_version (db), ==, 1);
  g_assert_cmpint (sqlite3_exec (db, "SELECT * FROM a", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "SELECT * FROM b", NULL, NULL, NULL), ==, SQLITE_ERROR);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/schema/every-version-is-tested", test_every_version_is_tested);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/schema/from-version-%u", i + 1);

      g_test_add_data_func (path, versions[i], test_migrates);
    }
  g_test_add_func ("/store/schema/steps-are-taken-once", test_steps_are_taken_once);
  g_test_add_func ("/store/schema/a-step-that-fails-leaves-nothing",
                   test_a_step_that_fails_leaves_nothing);
  return g_test_run ();
}
