/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-gradual-model.h"

#define MOST_AT_ONCE 16

typedef struct
{
  GListStore *source;
  FreshetGradualModel *model;
  GPtrArray *mirror; /* what a view that believes items-changed would show */
  guint most_added;
  guint n_changes;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror,
                        (int) (position + i),
                        g_list_model_get_item (model, position + i));
  fixture->most_added = MAX (fixture->most_added, added);
  fixture->n_changes++;
  g_assert_cmpuint (fixture->mirror->len, ==, g_list_model_get_n_items (model));
}

static void
check_mirror (Fixture *fixture)
{
  GListModel *source = G_LIST_MODEL (fixture->source);

  g_assert_cmpuint (fixture->mirror->len, <=, g_list_model_get_n_items (source));
  for (guint i = 0; i < fixture->mirror->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (source, i);
      g_autoptr (GObject) shown = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

      g_assert_true (fixture->mirror->pdata[i] == (gpointer) item);
      g_assert_true (shown == item);
    }
}

static void
settle (Fixture *fixture)
{
  while (g_main_context_iteration (NULL, FALSE))
    check_mirror (fixture);
  g_assert_cmpuint (fixture->mirror->len,
                    ==,
                    g_list_model_get_n_items (G_LIST_MODEL (fixture->source)));
}

static void
splice (Fixture *fixture, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (fixture->source, position, n_removed, added->pdata, n_added);
  check_mirror (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->source = g_list_store_new (G_TYPE_OBJECT);
  fixture->model = freshet_gradual_model_new (G_LIST_MODEL (fixture->source));
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->source);
  g_ptr_array_unref (fixture->mirror);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 200);
  g_assert_cmpuint (fixture->mirror->len, ==, MOST_AT_ONCE);
  settle (fixture);
  g_assert_cmpuint (fixture->most_added, ==, MOST_AT_ONCE);
}

/* A view makes widgets for the first few hundred only: the rest costs nothing. */
static void
test_very_many (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 10000);
  settle (fixture);
  g_assert_cmpuint (fixture->n_changes, <, 30);
}

static void
test_few (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 6);
  g_assert_cmpuint (fixture->mirror->len, ==, 6);
  splice (fixture, 2, 1, 0);
  splice (fixture, 2, 0, 1);
  splice (fixture, 0, 6, 0);
  g_assert_cmpuint (fixture->mirror->len, ==, 0);
}

/* As when they are sorted anew: a view has the widgets already, and would scroll to the top. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 200);
  settle (fixture);
  splice (fixture, 0, 200, 200);
  g_assert_cmpuint (fixture->mirror->len, ==, 200);
}

static void
test_changes_meanwhile (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint position;
    guint removed;
    guint added;
  } changes[] = {
    { 0, 1, 0 },    { 5, 0, 1 },    { 15, 3, 0 },   { 16, 0, 2 },  { 100, 5, 5 },
    { 10, 100, 0 }, { 0, 40, 100 }, { 3, 20, 300 }, { 0, 300, 0 }, { 20, 0, 40 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      splice (fixture, 0, g_list_model_get_n_items (G_LIST_MODEL (fixture->source)), 500);
      for (gsize step = 0; step < i; step++)
        g_main_context_iteration (NULL, FALSE);
      splice (fixture, changes[i].position, changes[i].removed, changes[i].added);
      settle (fixture);
    }
}

static void
test_in_it_already (void)
{
  g_autoptr (GListStore) source = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (FreshetGradualModel) model = NULL;

  g_list_store_append (source, item);
  model = freshet_gradual_model_new (G_LIST_MODEL (source));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == G_TYPE_OBJECT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/gradual-model/many-come-a-few-at-a-time", test_many);
  ADD ("/gradual-model/what-costs-nothing-comes-at-once", test_very_many);
  ADD ("/gradual-model/few-come-at-once", test_few);
  ADD ("/gradual-model/what-takes-the-place-of-others-comes-at-once", test_replaced);
  ADD ("/gradual-model/follows-changes-while-it-lets-in", test_changes_meanwhile);
#undef ADD
  g_test_add_func ("/gradual-model/lets-in-what-is-there", test_in_it_already);

  return g_test_run ();
}
