/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"
#include "freshet-list-order.h"

static const struct
{
  const char *name;
  FreshetState state;
  goffset total;
} files[] = {
  { "Pear.iso", FRESHET_STATE_FINISHED, 500 },  { "apple.zip", FRESHET_STATE_WAITING, -1 },
  { "élan.txt", FRESHET_STATE_FAILED, 20 },     { "quince.iso", FRESHET_STATE_DOWNLOADING, 900 },
  { "banana.zip", FRESHET_STATE_PAUSED, 1000 },
};

static FreshetQueue *
make_queue (void)
{
  FreshetQueue *queue = freshet_queue_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GUri) uri = g_uri_parse ("http://host.example/x", G_URI_FLAGS_NONE, NULL);
      g_autoptr (FreshetDownload) download = freshet_download_new (uri, "/nowhere");

      freshet_download_set_shown_name (download, files[i].name);
      freshet_download_set_received (download, 0, files[i].total);
      freshet_download_set_state (download, files[i].state);
      download->added = (gint64) i;
      freshet_queue_add (queue, download);
    }
  return queue;
}

static void
assert_shown (FreshetListOrder *order, const char *expected)
{
  GListModel *model = freshet_list_order_get_model (order);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (model, i);

      g_string_append_unichar (shown, g_utf8_get_char (freshet_download_get_name (download)));
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_filter (void)
{
  static const char *const shown[] = { "Paéqb", "q", "ab", "é", "P" };
  g_autoptr (FreshetQueue) queue = make_queue ();
  g_autoptr (FreshetListOrder) order = freshet_list_order_new (queue);

  for (FreshetListFilter filter = FRESHET_LIST_FILTER_ALL; filter <= FRESHET_LIST_FILTER_FINISHED;
       filter++)
    {
      freshet_list_order_set_filter (order, filter);
      assert_shown (order, shown[filter]);
      g_assert_cmpint (freshet_list_order_is_whole_queue (order),
                       ==,
                       filter == FRESHET_LIST_FILTER_ALL);
      g_assert_cmpstr (freshet_list_filter_get_label (filter), !=, "");
    }
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "ISO", "Pq" }, { "an", "éb" },  { "HOST.example", "Paéqb" },
    { "ÉLAN", "é" }, { "", "Paéqb" }, { "nothing like it", "" },
  };
  g_autoptr (FreshetQueue) queue = make_queue ();
  g_autoptr (FreshetListOrder) order = freshet_list_order_new (queue);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      freshet_list_order_set_text (order, cases[i].text);
      assert_shown (order, cases[i].shown);
    }
  freshet_list_order_set_text (order, "zip");
  freshet_list_order_set_filter (order, FRESHET_LIST_FILTER_WAITING);
  assert_shown (order, "ab");
}

static void
test_sort (void)
{
  /* In the locale of the tests letters are sorted as their bytes are, small or not. */
  static const char *const shown[] = { "Paéqb", "bqéaP", "abPqé", "bqPéa", "qébaP" };
  g_autoptr (FreshetQueue) queue = make_queue ();
  g_autoptr (FreshetListOrder) order = freshet_list_order_new (queue);

  for (FreshetListSort sort = FRESHET_LIST_SORT_STATE + 1; sort-- > FRESHET_LIST_SORT_QUEUE;)
    {
      freshet_list_order_set_sort (order, sort);
      assert_shown (order, shown[sort]);
    }
}

static gboolean
stop_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_follows (void)
{
  g_autoptr (FreshetQueue) queue = make_queue ();
  g_autoptr (FreshetListOrder) order = freshet_list_order_new (queue);
  g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), 1);
  gboolean is_late = FALSE;

  freshet_list_order_set_filter (order, FRESHET_LIST_FILTER_ACTIVE);
  assert_shown (order, "q");
  freshet_download_set_state (download, FRESHET_STATE_CONNECTING);
  assert_shown (order, "q");
  g_timeout_add_seconds (20, stop_cb, &is_late);
  while (g_list_model_get_n_items (freshet_list_order_get_model (order)) == 1 && !is_late)
    g_main_context_iteration (NULL, TRUE);
  assert_shown (order, "aq");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/list-order/shows-those-of-a-state", test_filter);
  g_test_add_func ("/list-order/finds-a-name-or-an-address-in-any-case", test_text);
  g_test_add_func ("/list-order/sorts", test_sort);
  g_test_add_func ("/list-order/follows-the-states", test_follows);

  return g_test_run ();
}
