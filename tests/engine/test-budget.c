/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-budget.h"

#define NOW (1000 * G_GINT64_CONSTANT (1000000))

/* Returns: how long a budget that begins now lasts */
static gint64
get_length (FreshetBudget *budget)
{
  static gint64 iteration;
  gint64 length = 0;

  iteration++;
  while (freshet_budget_ask (budget, iteration, NOW + length))
    length++;
  return length;
}

static void
test_all_share_one (void)
{
  g_autoptr (FreshetBudget) budget = freshet_budget_new ();

  g_assert_true (freshet_budget_ask (budget, 1, NOW));
  g_assert_true (freshet_budget_ask (budget, 1, NOW + FRESHET_BUDGET_MOST_US - 1));
  g_assert_false (freshet_budget_ask (budget, 1, NOW + FRESHET_BUDGET_MOST_US));
  g_assert_true (freshet_budget_ask (budget, 2, NOW + FRESHET_BUDGET_MOST_US));
}

static void
test_good_slices_change_nothing (void)
{
  g_autoptr (FreshetBudget) budget = freshet_budget_new ();

  for (guint i = 0; i < 100; i++)
    freshet_budget_learn (budget, FRESHET_SLICE_MOST_US);
  g_assert_cmpint (get_length (budget), ==, FRESHET_BUDGET_MOST_US);
}

static void
test_long_slices_halve_it_down_to_the_least (void)
{
  g_autoptr (FreshetBudget) budget = freshet_budget_new ();

  freshet_budget_learn (budget, FRESHET_SLICE_MOST_US + 1);
  g_assert_cmpint (get_length (budget), ==, FRESHET_BUDGET_MOST_US / 2);
  freshet_budget_learn (budget, FRESHET_SLICE_MOST_US + 1);
  g_assert_cmpint (get_length (budget), ==, FRESHET_BUDGET_MOST_US / 4);
  for (guint i = 0; i < 10; i++)
    freshet_budget_learn (budget, G_USEC_PER_SEC);
  g_assert_cmpint (get_length (budget), ==, FRESHET_BUDGET_LEAST_US);
}

static void
test_it_comes_back_little_by_little (void)
{
  g_autoptr (FreshetBudget) budget = freshet_budget_new ();
  gint64 before;
  guint n = 0;

  for (guint i = 0; i < 10; i++)
    freshet_budget_learn (budget, G_USEC_PER_SEC);
  do
    {
      before = get_length (budget);
      freshet_budget_learn (budget, 100);
      n++;
      g_assert_cmpint (get_length (budget), >, before);
      g_assert_cmpint (get_length (budget) - before, <=, 100);
    }
  while (get_length (budget) < FRESHET_BUDGET_MOST_US);
  g_assert_cmpuint (n, <=, 100);
  g_assert_cmpint (get_length (budget), ==, FRESHET_BUDGET_MOST_US);
}

static void
test_none_outside_of_a_callback (void)
{
  g_autoptr (FreshetBudget) budget = freshet_budget_new ();

  g_assert_false (freshet_budget_is_left (budget));
}

/* What is beside the downloads in the loop, and how often it still holds it up. */
typedef struct
{
  FreshetBudget *budget;
  guint n_slow;
  gboolean asks;
} Beside;

static gboolean
beside_cb (gpointer user_data)
{
  Beside *beside = user_data;

  if (beside->asks)
    freshet_budget_is_left (beside->budget);
  if (beside->n_slow > 0)
    {
      beside->n_slow--;
      g_usleep (FRESHET_SLICE_MOST_US + 1000);
    }
  return G_SOURCE_CONTINUE;
}

static void
iterate (GMainContext *context, guint times)
{
  for (guint i = 0; i < times; i++)
    g_main_context_iteration (context, TRUE);
}

static void
test_the_loop_tells_what_else_holds_it_up (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetBudget) budget = freshet_budget_new ();
  g_autoptr (GSource) watch = freshet_budget_create_source (budget);
  g_autoptr (GSource) idle = g_idle_source_new ();
  Beside beside = { budget, 3, FALSE };

  g_source_attach (watch, context);
  g_source_set_callback (idle, beside_cb, &beside, NULL);
  g_source_attach (idle, context);

  /* Nobody downloads. */
  iterate (context, 4);
  g_assert_cmpint (budget->cut, ==, 0);

  beside.asks = TRUE;
  beside.n_slow = 3;
  iterate (context, 4);
  g_assert_cmpint (budget->cut, >=, FRESHET_BUDGET_MOST_US / 2);
  /* Whatever else this computer does, it gets better. */
  for (guint i = 0; i < 10000 && budget->cut > 0; i++)
    iterate (context, 1);
  g_assert_cmpint (budget->cut, ==, 0);
  g_source_destroy (idle);
  g_source_destroy (watch);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/budget/all-share-one", test_all_share_one);
  g_test_add_func ("/budget/good-slices-change-nothing", test_good_slices_change_nothing);
  g_test_add_func ("/budget/long-slices-halve-it-down-to-the-least",
                   test_long_slices_halve_it_down_to_the_least);
  g_test_add_func ("/budget/it-comes-back-little-by-little", test_it_comes_back_little_by_little);
  g_test_add_func ("/budget/none-outside-of-a-callback", test_none_outside_of_a_callback);
  g_test_add_func ("/budget/the-loop-tells-what-else-holds-it-up",
                   test_the_loop_tells_what_else_holds_it_up);

  return g_test_run ();
}
