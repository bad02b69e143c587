/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scheduler.h"

/* Items are the texts themselves: the first letter is the host. */
static void
add (FreshetScheduler *scheduler, const char *item)
{
  g_autofree char *host = g_strndup (item, 1);

  freshet_scheduler_add (scheduler, host, (gpointer) item);
}

static void
release (FreshetScheduler *scheduler, const char *item)
{
  g_autofree char *host = g_strndup (item, 1);

  freshet_scheduler_release (scheduler, host);
}

static void
assert_take (FreshetScheduler *scheduler, const char *item)
{
  g_assert_cmpstr (freshet_scheduler_take (scheduler), ==, item);
}

static void
test_items_are_taken_host_after_host (void)
{
  g_autoptr (FreshetScheduler) scheduler = freshet_scheduler_new ();
  static const char *const items[] = { "a1", "a2", "a3", "b1", "b2", "c1" };
  static const char *const order[] = { "a1", "b1", "c1", "a2", "b2", "a3" };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    add (scheduler, items[i]);
  g_assert_cmpuint (freshet_scheduler_get_n_waiting (scheduler), ==, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    assert_take (scheduler, order[i]);
  assert_take (scheduler, NULL);
  g_assert_cmpuint (freshet_scheduler_get_n_waiting (scheduler), ==, 0);
  g_assert_cmpuint (freshet_scheduler_get_n_taken (scheduler), ==, 6);
}

static void
test_the_limit_in_all_holds (void)
{
  g_autoptr (FreshetScheduler) scheduler = freshet_scheduler_new ();

  freshet_scheduler_set_limits (scheduler, 2, 0);
  add (scheduler, "a1");
  add (scheduler, "b1");
  add (scheduler, "c1");
  assert_take (scheduler, "a1");
  assert_take (scheduler, "b1");
  assert_take (scheduler, NULL);
  release (scheduler, "b1");
  assert_take (scheduler, "c1");
  assert_take (scheduler, NULL);
}

static void
test_the_limit_of_a_host_holds_up_nobody_else (void)
{
  g_autoptr (FreshetScheduler) scheduler = freshet_scheduler_new ();

  freshet_scheduler_set_limits (scheduler, 0, 1);
  add (scheduler, "a1");
  add (scheduler, "a2");
  add (scheduler, "b1");
  add (scheduler, "a3");
  assert_take (scheduler, "a1");
  assert_take (scheduler, "b1");
  assert_take (scheduler, NULL);
  release (scheduler, "a1");
  assert_take (scheduler, "a2");
  assert_take (scheduler, NULL);
  release (scheduler, "b1");
  assert_take (scheduler, NULL);
  release (scheduler, "a2");
  assert_take (scheduler, "a3");
}

static void
test_new_limits_hold_for_what_waits (void)
{
  g_autoptr (FreshetScheduler) scheduler = freshet_scheduler_new ();

  freshet_scheduler_set_limits (scheduler, 0, 1);
  add (scheduler, "a1");
  add (scheduler, "a2");
  add (scheduler, "a3");
  assert_take (scheduler, "a1");
  assert_take (scheduler, NULL);
  freshet_scheduler_set_limits (scheduler, 0, 2);
  assert_take (scheduler, "a2");
  assert_take (scheduler, NULL);
  freshet_scheduler_set_limits (scheduler, 1, 0);
  assert_take (scheduler, NULL);
  release (scheduler, "a1");
  assert_take (scheduler, NULL);
  release (scheduler, "a2");
  assert_take (scheduler, "a3");
}

static void
test_what_was_removed_is_not_taken (void)
{
  g_autoptr (FreshetScheduler) scheduler = freshet_scheduler_new ();
  static const char first[] = "a1";
  static const char second[] = "a2";

  add (scheduler, first);
  add (scheduler, second);
  g_assert_true (freshet_scheduler_contains (scheduler, (gpointer) first));
  g_assert_true (freshet_scheduler_remove (scheduler, (gpointer) first));
  g_assert_false (freshet_scheduler_contains (scheduler, (gpointer) first));
  g_assert_false (freshet_scheduler_remove (scheduler, (gpointer) first));
  assert_take (scheduler, second);
  g_assert_false (freshet_scheduler_remove (scheduler, (gpointer) second));
  assert_take (scheduler, NULL);
  release (scheduler, second);

  /* The host was forgotten, and can come again. */
  add (scheduler, first);
  assert_take (scheduler, first);
}

static void
test_none_is_lost_and_no_limit_broken (void)
{
  g_autoptr (FreshetScheduler) scheduler = freshet_scheduler_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) active = g_ptr_array_new ();
  char items[500][8];
  guint n_added = 0;
  guint per_host[5] = { 0 };

  freshet_scheduler_set_limits (scheduler, 7, 3);
  while (g_hash_table_size (taken) < G_N_ELEMENTS (items))
    {
      char *item;

      if (n_added < G_N_ELEMENTS (items) && g_rand_boolean (random))
        {
          g_snprintf (items[n_added], 8, "%c%u", 'a' + g_rand_int_range (random, 0, 5), n_added);
          add (scheduler, items[n_added++]);
        }
      while (g_rand_boolean (random) && (item = freshet_scheduler_take (scheduler)) != NULL)
        {
          g_assert_true (g_hash_table_add (taken, item));
          g_ptr_array_add (active, item);
          g_assert_cmpuint (++per_host[item[0] - 'a'], <=, 3);
          g_assert_cmpuint (active->len, <=, 7);
        }
      if (active->len > 0 && g_rand_boolean (random))
        {
          item = g_ptr_array_remove_index_fast (
              active, (guint) g_rand_int_range (random, 0, (int) active->len));
          per_host[item[0] - 'a']--;
          release (scheduler, item);
        }
      g_assert_cmpuint (freshet_scheduler_get_n_taken (scheduler), ==, active->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/scheduler/items-are-taken-host-after-host",
                   test_items_are_taken_host_after_host);
  g_test_add_func ("/scheduler/the-limit-in-all-holds", test_the_limit_in_all_holds);
  g_test_add_func ("/scheduler/the-limit-of-a-host-holds-up-nobody-else",
                   test_the_limit_of_a_host_holds_up_nobody_else);
  g_test_add_func ("/scheduler/new-limits-hold-for-what-waits",
                   test_new_limits_hold_for_what_waits);
  g_test_add_func ("/scheduler/what-was-removed-is-not-taken", test_what_was_removed_is_not_taken);
  g_test_add_func ("/scheduler/none-is-lost-and-no-limit-broken",
                   test_none_is_lost_and_no_limit_broken);

  return g_test_run ();
}
