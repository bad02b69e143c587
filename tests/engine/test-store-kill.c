/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "freshet-address.h"
#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-test-store.h"

/*
 * A child changes a list, step by step, and tells each step that was flushed. It is killed at some
 * moment. What is found then has to be the list after the last step that it told, or after the next
 * one, whole. What a step does follows from its number alone.
 */
#define N_ROUNDS 30
#define MAX_LIFE_US (200 * 1000)

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

static void
child_setup_cb (gpointer data)
{
  signal (SIGPIPE, SIG_DFL);
}

/* Returns: how many steps the child had told before it was killed */
static guint
run_and_kill (const char *folder, guint step, gulong life)
{
  g_autofree char *number = g_strdup_printf ("%u", step);
  const char *const argv[] = { program, "--child", folder, number, NULL };
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

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gulong life = (gulong) g_test_rand_int_range (0, MAX_LIFE_US);
      guint n_told = run_and_kill (test->folder, step, life);

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
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (FreshetTestStore) test = freshet_test_store_new ();
      g_autoptr (FreshetQueue) model = freshet_queue_new (NULL);
      guint n_told = run_and_kill (test->folder, i, (gulong) g_test_rand_int_range (0, 40000));

      freshet_test_store_open (test);
      g_assert_no_error (test->error);
      g_assert_null (test->set_aside);
      assert_is_after (test, model, i, n_told);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    {
      run_child (argv[2], (guint) strtoul (argv[3], NULL, 10));
      return 1;
    }
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/kill/no-row-is-lost", test_no_row_is_lost);
  g_test_add_func ("/store/kill/the-first-moments", test_the_first_moments);
  return g_test_run ();
}
