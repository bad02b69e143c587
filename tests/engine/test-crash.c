/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "freshet-address.h"
#include "freshet-body.h"
#include "freshet-part-folder.h"
#include "freshet-test-crash.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"

/*
 * The power fails at each step of a download, and with it goes what was not flushed, or some of it. From
 * what is left the download goes on, and ends right.
 */

#define KIB ((goffset) 1024)

/* How often chance decides what survives, at each step. */
#define N_DRAWS 2

#define OLD_SEED 99
#define OLD_SIZE (200 * KIB)

typedef enum
{
  BEFORE_NOTHING,
  BEFORE_PART,
  BEFORE_OLD_PART,
  BEFORE_OLD_FILE,
} Before;

/* @rate has the larger files take long enough for some records. */
typedef struct
{
  const char *path;
  FreshetMode mode;
  guint segments;
  guint n_files;
  goffset size;
  gint64 rate;
  Before before;
} Scenario;

static const Scenario scenarios[] = {
  { "plain/async", FRESHET_MODE_ASYNC, 1, 1, 500 * KIB, 1000 * KIB, BEFORE_NOTHING },
  { "plain/blocking", FRESHET_MODE_BLOCKING, 1, 1, 500 * KIB, 1000 * KIB, BEFORE_NOTHING },
  { "resumed/async", FRESHET_MODE_ASYNC, 1, 1, 600 * KIB, 1000 * KIB, BEFORE_PART },
  { "resumed/blocking", FRESHET_MODE_BLOCKING, 1, 1, 600 * KIB, 1000 * KIB, BEFORE_PART },
  { "in-ranges", FRESHET_MODE_ASYNC, 3, 1, 3200 * KIB, 8000 * KIB, BEFORE_NOTHING },
  { "small-together/async", FRESHET_MODE_ASYNC, 1, 8, 10 * KIB, 0, BEFORE_NOTHING },
  { "small-together/threads", FRESHET_MODE_THREADS, 1, 3, 10 * KIB, 0, BEFORE_NOTHING },
  { "changed", FRESHET_MODE_ASYNC, 1, 1, 500 * KIB, 1000 * KIB, BEFORE_OLD_PART },
  { "overwritten", FRESHET_MODE_ASYNC, 1, 1, 400 * KIB, 1000 * KIB, BEFORE_OLD_FILE },
  { "small-overwritten", FRESHET_MODE_ASYNC, 1, 1, 10 * KIB, 0, BEFORE_OLD_FILE },
};

typedef struct
{
  const Scenario *scenario;
  FreshetDemoServer *server;
  FreshetTestCrash *crash;
  GRand *rand;
  GHashTable *seen;
  guint first_step;
  guint n_states;
  FreshetReport *report;
} Test;

/* What is left at some crash. */
typedef struct
{
  Test *test;
  guint n_steps;
  FreshetTestSurvival survival;
  char *folder;
} State;

static char *
name_of (guint i)
{
  return g_strdup_printf ("f%u", i);
}

static char *
address_of (Test *test, guint i)
{
  return g_strdup_printf ("%s/file/f%u?size=%" G_GOFFSET_FORMAT "&seed=%u",
                          freshet_demo_server_get_base_uri (test->server),
                          i,
                          test->scenario->size,
                          i);
}

static gboolean
is_body (const guint8 *data, goffset start, goffset end, guint64 seed)
{
  g_autofree guint8 *wanted = g_malloc (end - start + 1);

  freshet_body_fill (seed, start, wanted, end - start);
  return memcmp (data + start, wanted, end - start) == 0;
}

static void
write_body (const char *folder, const char *name, guint64 seed, goffset size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = g_malloc (size);

  freshet_body_fill (seed, 0, data, size);
  g_assert_true (g_file_set_contents (path, data, size, NULL));
}

static FreshetDownload *
add (Test *test, FreshetQueue *queue, const char *folder, guint i)
{
  g_autofree char *address = address_of (test, i);
  g_autoptr (GUri) uri = freshet_address_parse (address, NULL);
  g_autoptr (FreshetDownload) download = freshet_download_new (uri, folder);

  freshet_download_set_overwrite (download, test->scenario->before == BEFORE_OLD_FILE);
  freshet_queue_add (queue, download);
  return download;
}

static void
finished_cb (FreshetQueue *queue, FreshetReport *report, Test *test)
{
  g_set_object (&test->report, report);
}

static FreshetQueue *
make_queue (Test *test)
{
  FreshetQueue *queue = freshet_queue_new (NULL);

  freshet_queue_set_mode (queue, test->scenario->mode);
  freshet_queue_set_segments (queue, test->scenario->segments);
  freshet_queue_set_freeze_guard (queue, 0);
  freshet_queue_set_retries (queue, 0);
  g_signal_connect (queue, "run-finished", G_CALLBACK (finished_cb), test);
  return queue;
}

static void
run (Test *test, FreshetQueue *queue)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  g_clear_object (&test->report);
  freshet_queue_start (queue);
  while (test->report == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* A download that was cut off in the middle, or one of what the server had before. */
static void
prepare (Test *test, const char *folder)
{
  Before before = test->scenario->before;

  if (before == BEFORE_OLD_FILE)
    write_body (folder, "f0", OLD_SEED, OLD_SIZE);
  else if (before == BEFORE_OLD_PART)
    {
      g_autofree char *address = address_of (test, 0);
      g_autofree char *record = g_strdup_printf (
          "[Freshet]\nversion=1\nuri=%s\nname=f0\netag=\"old\"\nranges=0-%" G_GOFFSET_FORMAT "\n",
          address,
          OLD_SIZE);

      write_body (folder, "f0.part", OLD_SEED, OLD_SIZE);
      freshet_test_folder_write (folder, "f0.part.meta", record);
    }
  else if (before == BEFORE_PART)
    {
      g_autoptr (FreshetQueue) queue = make_queue (test);
      FreshetDownload *download = add (test, queue, folder, 0);

      freshet_queue_set_mode (queue, FRESHET_MODE_ASYNC);
      freshet_queue_set_rate_limit (queue, test->scenario->rate);
      g_clear_object (&test->report);
      freshet_queue_start (queue);
      while (freshet_download_get_received (download) < 100 * KIB)
        g_main_context_iteration (NULL, TRUE);
      freshet_queue_pause (queue);
      while (test->report == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
state_changed_cb (FreshetDownload *download, GParamSpec *pspec, Test *test)
{
  if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
    freshet_test_crash_note (test->crash, freshet_download_get_name (download));
}

static void
record (Test *test)
{
  char *folder = freshet_test_folder_new ();
  g_autoptr (FreshetQueue) queue = make_queue (test);

  prepare (test, folder);
  freshet_queue_set_rate_limit (queue, test->scenario->rate);
  for (guint i = 0; i < test->scenario->n_files; i++)
    g_signal_connect (add (test, queue, folder, i),
                      "notify::state",
                      G_CALLBACK (state_changed_cb),
                      test);
  test->crash = freshet_test_crash_record (folder);
  test->first_step = freshet_test_crash_get_n_steps (test->crash);
  run (test, queue);
  freshet_test_crash_stop (test->crash);
  freshet_test_folder_free (folder);
}

static void
fail (State *state, const char *what, const char *name)
{
  g_autofree char *steps = freshet_test_crash_describe (state->test->crash, state->n_steps);
  g_auto (GStrv) files = freshet_test_folder_list (state->folder);
  g_autofree char *found = g_strjoinv ("|", files);

  g_test_message ("after\n%s", steps);
  g_test_message ("with survival %d there is %s", state->survival, found);
  g_error ("%s: %s", name, what);
}

static gboolean
is_content (State *state, const char *name, guint64 seed, goffset size)
{
  gsize length;
  g_autofree char *data = freshet_test_folder_read (state->folder, name, &length);

  return (goffset) length == size && is_body ((guint8 *) data, 0, size, seed);
}

/* A file under its final name is right and whole, and what was told to be finished is there. */
static void
check_finished (State *state, gboolean is_end)
{
  const Scenario *scenario = state->test->scenario;

  for (guint i = 0; i < scenario->n_files; i++)
    {
      g_autofree char *name = name_of (i);
      g_autofree char *path = g_build_filename (state->folder, name, NULL);
      gboolean is_told
          = is_end || freshet_test_crash_has_note (state->test->crash, state->n_steps, name);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          if (is_told || scenario->before == BEFORE_OLD_FILE)
            fail (state, "it is lost", name);
        }
      else if (!is_content (state, name, i, scenario->size)
               && (is_told || scenario->before != BEFORE_OLD_FILE
                   || !is_content (state, name, OLD_SEED, OLD_SIZE)))
        fail (state, "it is wrong", name);
    }
}

/* A record claims nothing that is not there. Returns: how much the download can go on from */
static goffset
check_record (State *state, const char *record_name)
{
  g_autofree char *path = g_build_filename (state->folder, record_name, NULL);
  g_autofree char *part_path = g_strndup (path, strlen (path) - strlen (".meta"));
  g_autoptr (FreshetPartRecord) record = freshet_part_record_load (path, NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  gboolean is_old;

  if (record == NULL || !g_file_get_contents (part_path, &data, &length, NULL))
    return 0;
  is_old = g_strcmp0 (record->etag, "\"old\"") == 0;
  for (guint i = 0; i < record->ranges->len; i++)
    {
      const FreshetRange *range = freshet_range_set_get (record->ranges, i);

      if (range->end > (goffset) length
          || !is_body ((guint8 *) data, range->start, range->end, is_old ? OLD_SEED : 0))
        fail (state, "its record claims what is not there", record_name);
    }
  return is_old ? 0 : freshet_range_set_get_prefix (record->ranges);
}

static goffset
check_records (State *state)
{
  g_auto (GStrv) files = freshet_test_folder_list (state->folder);
  goffset most = 0;

  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], ".part.meta"))
      most = MAX (most, check_record (state, files[i]));
  return most;
}

/* Downloads what is not there. */
static void
go_on (State *state, goffset recorded)
{
  Test *test = state->test;
  g_autoptr (FreshetQueue) queue = make_queue (test);
  GPtrArray *lines;

  for (guint i = 0; i < test->scenario->n_files; i++)
    {
      g_autofree char *name = name_of (i);
      g_autofree char *path = g_build_filename (state->folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS)
          || (test->scenario->before == BEFORE_OLD_FILE
              && !is_content (state, name, i, test->scenario->size)))
        add (test, queue, state->folder, i);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (queue)) == 0)
    return;
  run (test, queue);
  lines = freshet_report_get_downloads (test->report);
  for (guint i = 0; i < lines->len; i++)
    {
      const FreshetReportDownload *line = lines->pdata[i];

      g_assert_no_error (line->error);
      if (line->resumed_from < recorded)
        fail (state, "it does not go on where its record ends", line->file);
    }
}

static void
found_cb (const char *name, const FreshetPartRecord *record, gint64 changed, gpointer data)
{
}

/* What is left of what was finished is removed when the folder is looked at the next time. */
static void
check_end (State *state)
{
  g_auto (GStrv) files = NULL;

  /* Changes of names that come in any order may leave a part behind, and its name taken. */
  check_finished (state, state->survival != FRESHET_TEST_SURVIVAL_ANY);
  if (state->survival == FRESHET_TEST_SURVIVAL_ANY)
    return;
  freshet_part_folder_foreach (state->folder, found_cb, NULL);
  files = freshet_test_folder_list (state->folder);
  for (guint i = 0; files[i] != NULL; i++)
    if (strchr (files[i], '.') != NULL)
      fail (state, "it is left over", files[i]);
}

/* Returns: whether there was no such state before */
static gboolean
is_new (State *state, GHashTable *files)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (files), (GCompareFunc) g_strcmp0);

  for (GList *name = names; name != NULL; name = name->next)
    {
      const GByteArray *content = g_hash_table_lookup (files, name->data);

      g_checksum_update (checksum, name->data, (gssize) strlen (name->data) + 1);
      g_checksum_update (checksum, (guint8 *) &content->len, sizeof content->len);
      g_checksum_update (checksum, content->data, content->len);
    }
  for (guint i = 0; i < state->test->scenario->n_files; i++)
    {
      g_autofree char *name = name_of (i);

      if (freshet_test_crash_has_note (state->test->crash, state->n_steps, name))
        g_checksum_update (checksum, (guint8 *) name, -1);
    }
  return g_hash_table_add (state->test->seen, g_strdup (g_checksum_get_string (checksum)));
}

static void
try_state (Test *test, guint n_steps, FreshetTestSurvival survival)
{
  State state = { test, n_steps, survival };
  g_autoptr (GHashTable) files
      = freshet_test_crash_replay (test->crash, n_steps, survival, test->rand);
  GHashTableIter iter;
  gpointer name;
  gpointer content;

  if (!is_new (&state, files))
    return;
  test->n_states++;
  state.folder = freshet_test_folder_new ();
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &content))
    {
      g_autofree char *path = g_build_filename (state.folder, name, NULL);

      g_assert_true (g_file_set_contents (path,
                                          (const char *) ((GByteArray *) content)->data,
                                          ((GByteArray *) content)->len,
                                          NULL));
    }
  check_finished (&state, FALSE);
  go_on (&state, check_records (&state));
  check_end (&state);
  freshet_test_folder_free (state.folder);
}

static void
test_every_crash_is_recovered_from (gconstpointer data)
{
  Test test = { .scenario = data };
  guint32 seed = (guint32) g_test_rand_int ();

  test.server = freshet_demo_server_new (0, NULL);
  test.rand = g_rand_new_with_seed (seed);
  test.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  record (&test);
  for (guint n = test.first_step; n <= freshet_test_crash_get_n_steps (test.crash); n++)
    for (guint survival = 0; survival < FRESHET_TEST_N_SURVIVALS; survival++)
      for (guint i = 0; i < (survival < FRESHET_TEST_SURVIVAL_ORDERED ? 1 : N_DRAWS); i++)
        try_state (&test, n, (FreshetTestSurvival) survival);
  g_test_message ("%u steps, %u states",
                  freshet_test_crash_get_n_steps (test.crash),
                  test.n_states);

  g_clear_object (&test.report);
  freshet_test_crash_free (test.crash);
  g_hash_table_unref (test.seen);
  g_rand_free (test.rand);
  g_object_unref (test.server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path = g_strconcat ("/crash/", scenarios[i].path, NULL);

      g_test_add_data_func (path, &scenarios[i], test_every_crash_is_recovered_from);
    }
  return g_test_run ();
}
