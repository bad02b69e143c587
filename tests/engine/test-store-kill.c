/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "freshet-address.h"
#include "freshet-body.h"
#include "freshet-demo-server.h"
#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-store.h"
#include "freshet-test-wait.h"

/*
 * A child changes a list, step by step, and tells each step that was flushed. It is killed at some
 * moment. What is found then has to be the list after the last step that it told, or after the next
 * one, whole. What a step does follows from its number alone.
 */
#define N_ROUNDS 30
#define N_SLOW_ROUNDS 500
#define MAX_LIFE_US (200 * 1000)

/* What the child that downloads adds at a time, with the first bytes of larger ones among them. */
#define N_ADDED 3

static const char *program;

static void
add (FreshetQueue *queue, GRand *rand, guint step, guint i)
{
  g_autofree char *address = g_strdup_printf ("http://example.org/%u-%u", step, i);
  g_autoptr (GUri) uri = freshet_address_parse (address, NULL);
  g_autoptr (FreshetDownload) download = freshet_download_new (uri, "/nowhere");
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));

  download->added = step;
  freshet_queue_insert (queue, (guint) g_rand_int_range (rand, 0, (gint32) n_items + 1), download);
}

static void
change (FreshetDownload *download, GRand *rand, guint step)
{
  static const FreshetState states[] = {
    FRESHET_STATE_WAITING,
    FRESHET_STATE_PAUSED,
    FRESHET_STATE_FINISHED,
    FRESHET_STATE_CANCELLED,
  };

  freshet_download_set_received (download, g_rand_int_range (rand, 0, 1000), 1000);
  freshet_download_set_state (download, states[g_rand_int_range (rand, 0, G_N_ELEMENTS (states))]);
  /* It was the clock's, unless the state was the same before. */
  if (download->ended > G_USEC_PER_SEC)
    download->ended = step;
}

static void
take_step (FreshetQueue *queue, guint step)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (step);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));
  guint n = (guint) g_rand_int_range (rand, 1, 20);
  int kind = g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FreshetDownload) download = NULL;

      if (n_items > 0)
        download = g_list_model_get_item (G_LIST_MODEL (queue),
                                          (guint) g_rand_int_range (rand, 0, (gint32) n_items));
      if (download == NULL || kind == 0)
        add (queue, rand, step, i);
      else if (kind == 1 && i < n / 2)
        freshet_queue_remove (queue, download);
      else
        change (download, rand, step);
      n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));
    }
}

/* Never returns: it is killed, or its parent is gone and it cannot write any more. */
static void
run_child (const char *folder, guint step)
{
  FreshetTestStore *test = freshet_test_store_new_in (folder);

  freshet_test_store_open (test);
  g_assert_no_error (test->error);
  while (TRUE)
    {
      guint8 told = '.';

      take_step (test->queue, step++);
      freshet_test_store_flush (test);
      g_assert_cmpint (write (STDOUT_FILENO, &told, 1), ==, 1);
    }
}

/* With -m slow, as often as it takes to be sure. */
static guint
get_n_rounds (void)
{
  return g_test_slow () ? N_SLOW_ROUNDS : N_ROUNDS;
}

static goffset
size_of (guint number)
{
  static const goffset sizes[] = { 700, 20 * 1024, 1500 * 1024, 60 * 1024, 300 * 1024 };

  return sizes[number % G_N_ELEMENTS (sizes)];
}

static void
add_file (FreshetTestStore *test, const char *base, guint number)
{
  g_autofree char *address
      = g_strdup_printf ("%s/file/f%u?size=%" G_GOFFSET_FORMAT "&seed=%u&rate=4M",
                         base,
                         number,
                         size_of (number),
                         number);
  g_autofree char *files = g_build_filename (test->folder, "files", NULL);
  g_autoptr (GUri) uri = freshet_address_parse (address, NULL);
  g_autoptr (FreshetDownload) download = freshet_download_new (uri, files);

  freshet_queue_add (test->queue, download);
}

/* Never returns, as above. What it has told is in the list; what it downloads it does not tell. */
static void
run_downloading_child (const char *folder, guint step, const char *base)
{
  FreshetTestStore *test = freshet_test_store_new_in (folder);

  freshet_test_store_open (test);
  g_assert_no_error (test->error);
  while (TRUE)
    {
      gint64 end = g_get_monotonic_time () + g_random_int_range (0, 50) * 1000;
      guint8 told = '.';

      for (guint i = 0; i < N_ADDED; i++)
        add_file (test, base, step * N_ADDED + i);
      freshet_test_store_flush (test);
      g_assert_cmpint (write (STDOUT_FILENO, &told, 1), ==, 1);
      step++;
      freshet_queue_start (test->queue);
      while (g_get_monotonic_time () < end)
        if (!g_main_context_iteration (NULL, FALSE))
          g_usleep (500);
    }
}

static void
child_setup_cb (gpointer data)
{
  signal (SIGPIPE, SIG_DFL);
}

/* Returns: how many steps the child had told before it was killed */
static guint
run_and_kill (const char *folder, guint step, gulong life, const char *base)
{
  g_autofree char *number = g_strdup_printf ("%u", step);
  const char *const argv[] = { program, "--child", folder, number, base, NULL };
  g_autoptr (GError) error = NULL;
  char told[4096];
  guint n_told = 0;
  gssize n;
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL,
                            (char **) argv,
                            NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD,
                            child_setup_cb,
                            NULL,
                            &pid,
                            NULL,
                            &out,
                            NULL,
                            &error);
  g_assert_no_error (error);
  g_usleep (life);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while ((n = read (out, told, sizeof told)) > 0)
    n_told += (guint) n;
  g_assert_cmpint (n, ==, 0);
  close (out);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  return n_told;
}

/* Of two lists that differ, only the first line that does is worth reading. */
static void
assert_same (const char *found, const char *wanted)
{
  g_auto (GStrv) found_lines = g_strsplit (found, "\n", -1);
  g_auto (GStrv) wanted_lines = g_strsplit (wanted, "\n", -1);

  for (guint i = 0; found_lines[i] != NULL && wanted_lines[i] != NULL; i++)
    g_assert_cmpstr (found_lines[i], ==, wanted_lines[i]);
  g_assert_cmpuint (g_strv_length (found_lines), ==, g_strv_length (wanted_lines));
}

/* Brings @model to what was found. Returns: the number of steps that were taken */
static guint
assert_is_after (FreshetTestStore *test, FreshetQueue *model, guint step, guint n_told)
{
  g_autofree char *found = freshet_test_store_describe (test->queue);
  g_autofree char *wanted = NULL;

  for (guint i = 0; i < n_told; i++)
    take_step (model, step + i);
  wanted = freshet_test_store_describe (model);
  if (g_str_equal (found, wanted))
    return n_told;
  take_step (model, step + n_told);
  g_free (wanted);
  wanted = freshet_test_store_describe (model);
  assert_same (found, wanted);
  return n_told + 1;
}

static void
test_no_row_is_lost (void)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetQueue) model = freshet_queue_new (NULL);
  guint step = g_test_rand_int_range (0, 100000);
  guint first = step;

  for (guint i = 0; i < get_n_rounds (); i++)
    {
      /* On a busy machine it takes a while to come to a first step. */
      guint grace = step == first ? i * MAX_LIFE_US / 10 : 0;
      gulong life = grace + (gulong) g_test_rand_int_range (0, MAX_LIFE_US);
      guint n_told = run_and_kill (test->folder, step, life, NULL);

      freshet_test_store_open (test);
      g_assert_no_error (test->error);
      g_assert_null (test->set_aside);
      step += assert_is_after (test, model, step, n_told);
      freshet_test_store_close (test);
    }
  g_test_message ("%u steps, %u rows",
                  step - first,
                  g_list_model_get_n_items (G_LIST_MODEL (model)));
  g_assert_cmpuint (step, >, first);
}

/* While the database is being made, there is none, or it is whole. */
static void
test_the_first_moments (void)
{
  for (guint i = 0; i < get_n_rounds (); i++)
    {
      g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
      g_autoptr (FreshetQueue) model = freshet_queue_new (NULL);
      guint n_told
          = run_and_kill (test->folder, i, (gulong) g_test_rand_int_range (0, 40000), NULL);

      freshet_test_store_open (test);
      g_assert_no_error (test->error);
      g_assert_null (test->set_aside);
      assert_is_after (test, model, i, n_told);
    }
}

/* What is in the list as finished is there, right and whole. Returns: how many are */
static guint
assert_finished_is_there (FreshetTestStore *test)
{
  guint n_finished = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (test->queue)); i++)
    {
      FreshetDownload *download = freshet_test_store_get (test, i);
      g_autofree char *wanted = NULL;
      g_autofree char *data = NULL;
      g_autofree char *found = NULL;
      gsize length;

      if (freshet_download_get_state (download) != FRESHET_STATE_FINISHED)
        continue;
      n_finished++;
      wanted = freshet_body_digest (i, size_of (i), G_CHECKSUM_SHA1);
      g_assert_true (
          g_file_get_contents (freshet_download_get_path (download), &data, &length, NULL));
      found = g_compute_checksum_for_data (G_CHECKSUM_SHA1, (guint8 *) data, length);
      g_assert_cmpstr (found, ==, wanted);
    }
  return n_finished;
}

static void
finish_all (FreshetTestStore *test)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (test->queue));

  freshet_queue_start (test->queue);
  FRESHET_TEST_WAIT_UNTIL (!freshet_queue_is_running (test->queue));
  g_assert_cmpuint (assert_finished_is_there (test), ==, n_items);
}

static void
kill_some_times (guint n_rounds)
{
  g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
  g_autoptr (FreshetDemoServer) server = freshet_demo_server_new (0, NULL);
  const char *base = freshet_demo_server_get_base_uri (server);
  g_autofree char *files = g_build_filename (test->folder, "files", NULL);
  guint n_finished = 0;
  guint step = 0;

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  for (guint i = 0; i < n_rounds; i++)
    {
      gulong life = (gulong) g_test_rand_int_range (0, 2 * MAX_LIFE_US);
      guint n_told = run_and_kill (test->folder, step, life, base);
      guint n_rows;

      freshet_test_store_open (test);
      g_assert_no_error (test->error);
      g_assert_null (test->set_aside);
      n_rows = g_list_model_get_n_items (G_LIST_MODEL (test->queue));
      g_assert_cmpuint (n_rows, >=, N_ADDED * (step + n_told));
      g_assert_cmpuint (n_rows, <=, N_ADDED * (step + n_told + 1));
      g_assert_cmpuint (n_rows % N_ADDED, ==, 0);
      step = n_rows / N_ADDED;
      n_finished = assert_finished_is_there (test);
      freshet_test_store_close (test);
    }
  freshet_test_store_open (test);
  g_test_message ("%u rows, %u finished before the end", step * N_ADDED, n_finished);
  finish_all (test);
}

/* A list of its own for every ten, for each looks at all that is there. */
static void
test_nothing_that_is_under_way_is_lost (void)
{
  guint n_rounds = g_test_slow () ? N_SLOW_ROUNDS : N_ROUNDS / 3;

  for (guint i = 0; i < n_rounds; i += N_ROUNDS / 3)
    kill_some_times (N_ROUNDS / 3);
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    {
      run_downloading_child (argv[2], (guint) strtoul (argv[3], NULL, 10), argv[4]);
      return 1;
    }
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    {
      run_child (argv[2], (guint) strtoul (argv[3], NULL, 10));
      return 1;
    }
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/kill/no-row-is-lost", test_no_row_is_lost);
  g_test_add_func ("/store/kill/nothing-that-is-under-way-is-lost",
                   test_nothing_that_is_under_way_is_lost);
  g_test_add_func ("/store/kill/the-first-moments", test_the_first_moments);
  return g_test_run ();
}
