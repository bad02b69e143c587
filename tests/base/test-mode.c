/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-mode.h"

static void
test_names (void)
{
  static const struct
  {
    FreshetMode mode;
    const char *name;
  } cases[] = {
    { FRESHET_MODE_ASYNC, "async" },
    { FRESHET_MODE_BLOCKING, "blocking" },
    { FRESHET_MODE_THREADS, "threads" },
    { FRESHET_MODE_NAIVE, "naive" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FreshetMode mode = cases[(i + 1) % G_N_ELEMENTS (cases)].mode;

      g_assert_cmpstr (freshet_mode_to_string (cases[i].mode), ==, cases[i].name);
      g_assert_true (freshet_mode_from_string (cases[i].name, &mode));
      g_assert_cmpint (mode, ==, cases[i].mode);
    }
}

static void
test_no_mode (void)
{
  static const char *const names[] = { "", "Async", "async ", "sync" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FreshetMode mode = FRESHET_MODE_NAIVE;

      g_assert_false (freshet_mode_from_string (names[i], &mode));
      g_assert_cmpint (mode, ==, FRESHET_MODE_NAIVE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/mode/names-of-the-command-line", test_names);
  g_test_add_func ("/mode/other-names-are-refused", test_no_mode);

  return g_test_run ();
}
