/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-range-set.h"

static char *
to_string (const FreshetRangeSet *set)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < set->len; i++)
    g_string_append_printf (text,
                            "%s%d-%d",
                            i > 0 ? " " : "",
                            (int) freshet_range_set_get (set, i)->start,
                            (int) freshet_range_set_get (set, i)->end);
  return g_string_free (text, FALSE);
}

static void
assert_set (const FreshetRangeSet *set, const char *expected)
{
  g_autofree char *found = to_string (set);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_ranges_that_touch_become_one (void)
{
  g_autoptr (FreshetRangeSet) set = freshet_range_set_new ();

  freshet_range_set_add (set, 10, 20);
  freshet_range_set_add (set, 40, 50);
  assert_set (set, "10-20 40-50");
  freshet_range_set_add (set, 0, 5);
  assert_set (set, "0-5 10-20 40-50");
  freshet_range_set_add (set, 5, 10);
  assert_set (set, "0-20 40-50");
  freshet_range_set_add (set, 15, 45);
  assert_set (set, "0-50");
  freshet_range_set_add (set, 10, 12);
  assert_set (set, "0-50");
  freshet_range_set_add (set, 60, 60);
  assert_set (set, "0-50");
}

static void
test_figures (void)
{
  g_autoptr (FreshetRangeSet) set = freshet_range_set_new ();

  g_assert_cmpint (freshet_range_set_get_prefix (set), ==, 0);
  g_assert_cmpint (freshet_range_set_get_end (set), ==, 0);
  freshet_range_set_add (set, 10, 20);
  g_assert_cmpint (freshet_range_set_get_prefix (set), ==, 0);
  freshet_range_set_add (set, 0, 3);
  g_assert_cmpint (freshet_range_set_get_prefix (set), ==, 3);
  g_assert_cmpint (freshet_range_set_get_size (set), ==, 13);
  g_assert_cmpint (freshet_range_set_get_end (set), ==, 20);
}

static void
test_gaps_are_what_is_missing (void)
{
  g_autoptr (FreshetRangeSet) set = freshet_range_set_new ();
  g_autoptr (FreshetRangeSet) all = freshet_range_set_get_gaps (set, 9);
  g_autoptr (FreshetRangeSet) some = NULL;
  g_autoptr (FreshetRangeSet) none = NULL;

  assert_set (all, "0-9");
  freshet_range_set_add (set, 2, 4);
  freshet_range_set_add (set, 6, 7);
  some = freshet_range_set_get_gaps (set, 9);
  assert_set (some, "0-2 4-6 7-9");
  freshet_range_set_add (set, 0, 9);
  none = freshet_range_set_get_gaps (set, 9);
  assert_set (none, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/range-set/ranges-that-touch-become-one", test_ranges_that_touch_become_one);
  g_test_add_func ("/range-set/figures", test_figures);
  g_test_add_func ("/range-set/gaps-are-what-is-missing", test_gaps_are_what_is_missing);

  return g_test_run ();
}
