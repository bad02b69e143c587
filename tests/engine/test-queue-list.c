/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-queue.h"

/* The list that a queue is: many come, go and move as one change of it. */

static const char *const names[] = { "a", "b", "c", "d", "e", "f" };

typedef struct
{
  guint n_changes;
  guint position;
  guint n_removed;
  guint n_added;
} Changes;

static void
changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Changes *changes)
{
  changes->n_changes++;
  changes->position = position;
  changes->n_removed = n_removed;
  changes->n_added = n_added;
}

static FreshetQueue *
make_queue (Changes *changes)
{
  FreshetQueue *queue = freshet_queue_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *address = g_strdup_printf ("http://host.example/%s", names[i]);
      g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
      g_autoptr (FreshetDownload) download = freshet_download_new (uri, "/nowhere");

      freshet_queue_add (queue, download);
    }
  g_signal_connect (queue, "items-changed", G_CALLBACK (changed_cb), changes);
  return queue;
}

static GPtrArray *
pick (FreshetQueue *queue, const char *which)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      FreshetDownload *download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      if (strchr (which, freshet_download_get_name (download)[0]) != NULL)
        g_ptr_array_add (picked, download);
      else
        g_object_unref (download);
    }
  return picked;
}

static void
assert_order (FreshetQueue *queue, const char *expected)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_string_append (order, freshet_download_get_name (download));
    }
  g_assert_cmpstr (order->str, ==, expected);
}

static void
assert_change (const Changes *changes, guint position, guint n_removed, guint n_added)
{
  g_assert_cmpuint (changes->n_changes, ==, 1);
  g_assert_cmpuint (changes->position, ==, position);
  g_assert_cmpuint (changes->n_removed, ==, n_removed);
  g_assert_cmpuint (changes->n_added, ==, n_added);
}

static void
test_remove_many (void)
{
  Changes changes = { 0 };
  g_autoptr (FreshetQueue) queue = make_queue (&changes);
  g_autoptr (GPtrArray) downloads = pick (queue, "bde");
  g_autoptr (GArray) positions = NULL;
  g_autoptr (GPtrArray) removed = freshet_queue_remove_many (queue, downloads, &positions);

  assert_order (queue, "acf");
  assert_change (&changes, 1, 4, 1);
  g_assert_cmpuint (freshet_queue_get_n_waiting (queue), ==, 3);
  g_assert_cmpuint (positions->len, ==, 3);

  changes.n_changes = 0;
  freshet_queue_insert_many (queue, removed, positions);
  assert_order (queue, "abcdef");
  assert_change (&changes, 1, 1, 4);
  g_assert_cmpuint (freshet_queue_get_n_waiting (queue), ==, 6);
}

static void
test_insert_into_shorter (void)
{
  Changes changes = { 0 };
  g_autoptr (FreshetQueue) queue = make_queue (&changes);
  g_autoptr (GPtrArray) downloads = pick (queue, "ef");
  g_autoptr (GPtrArray) rest = pick (queue, "abcd");
  g_autoptr (GArray) positions = NULL;
  g_autoptr (GArray) other_positions = NULL;
  g_autoptr (GPtrArray) removed = freshet_queue_remove_many (queue, downloads, &positions);
  g_autoptr (GPtrArray) others = freshet_queue_remove_many (queue, rest, &other_positions);

  assert_order (queue, "");
  freshet_queue_insert_many (queue, removed, positions);
  assert_order (queue, "ef");
  freshet_queue_insert_many (queue, others, other_positions);
  assert_order (queue, "abcdef");
}

static void
test_move (void)
{
  static const struct
  {
    const char *which;
    guint position;
    const char *expected;
    guint first;
    guint n;
  } cases[] = {
    { "c", 0, "cabdef", 0, 3 },  { "c", 6, "abdefc", 2, 4 },   { "ae", 3, "bcaedf", 0, 5 },
    { "ef", 1, "aefbcd", 1, 5 }, { "abc", 5, "deabcf", 0, 5 }, { "d", 99, "abcefd", 3, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Changes changes = { 0 };
      g_autoptr (FreshetQueue) queue = make_queue (&changes);
      g_autoptr (GPtrArray) downloads = pick (queue, cases[i].which);

      freshet_queue_move (queue, downloads, cases[i].position);
      assert_order (queue, cases[i].expected);
      assert_change (&changes, cases[i].first, cases[i].n, cases[i].n);
    }
}

static void
test_move_what_is_not_there (void)
{
  Changes changes = { 0 };
  g_autoptr (FreshetQueue) queue = make_queue (&changes);
  g_autoptr (GPtrArray) downloads = g_ptr_array_new ();

  freshet_queue_move (queue, downloads, 3);
  g_assert_cmpuint (changes.n_changes, ==, 0);
  assert_order (queue, "abcdef");
}

static void
began_cb (FreshetDownload *download, GParamSpec *pspec, GString *began)
{
  if (freshet_download_get_state (download) == FRESHET_STATE_CONNECTING)
    g_string_append (began, freshet_download_get_name (download));
}

/* What waits for its turn has it in the order of the list, also once a run has begun. */
static void
test_line (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (GString) began = g_string_new (NULL);
  g_autoptr (GPtrArray) last = NULL;

  freshet_queue_set_jobs (test->queue, 1);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/file/%s?size=1K", names[i]);
      FreshetDownload *download = freshet_test_queue_add (test, path);

      g_signal_connect (download, "notify::state", G_CALLBACK (began_cb), began);
    }
  last = pick (test->queue, "d");
  freshet_queue_start (test->queue);
  freshet_queue_move (test->queue, last, 1);
  freshet_test_queue_wait (test);
  g_assert_cmpstr (began->str, ==, "adbc");
}

static void
test_start_many (void)
{
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (FRESHET_MODE_ASYNC);
  g_autoptr (GPtrArray) downloads = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("/file/%s?size=1K", names[i]);

      freshet_test_queue_add (test, path);
    }
  downloads = pick (test->queue, "ac");
  freshet_queue_start_many (test->queue, downloads);
  freshet_test_queue_wait (test);
  g_assert_cmpuint (test->n_runs, ==, 1);
  g_assert_cmpuint (freshet_report_get_downloads (test->report)->len, ==, 2);
  g_assert_cmpuint (freshet_queue_get_n_waiting (test->queue), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/queue-list/many-go-and-come-back-as-one-change", test_remove_many);
  g_test_add_func ("/queue-list/comes-back-into-a-shorter-list", test_insert_into_shorter);
  g_test_add_func ("/queue-list/moves-as-one-change", test_move);
  g_test_add_func ("/queue-list/nothing-moves-where-there-is-nothing", test_move_what_is_not_there);
  g_test_add_func ("/queue-list/the-line-follows-the-list", test_line);
  g_test_add_func ("/queue-list/many-are-started-in-one-run", test_start_many);

  return g_test_run ();
}
