/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-guard.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

/* Nothing iterates the main context here: that is what it is for. */
static void
test_it_strikes_when_its_time_has_come (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetGuard) guard = freshet_guard_new (1, cancellable);

  while (!g_cancellable_is_cancelled (cancellable))
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, DEADLINE_US);
      g_usleep (1000);
    }
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
}

static void
test_it_strikes_at_once_without_time (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetGuard) guard = freshet_guard_new (0, cancellable);

  while (!g_cancellable_is_cancelled (cancellable))
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, DEADLINE_US);
      g_usleep (1000);
    }
}

static void
test_one_that_is_dismissed_does_not_strike (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  freshet_guard_free (freshet_guard_new (1, cancellable));
  g_usleep (1200000);
  g_assert_false (g_cancellable_is_cancelled (cancellable));
}

static void
test_dismissing_does_not_wait (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  /* With a wait, this test would not end in time. */
  for (int i = 0; i < 100; i++)
    freshet_guard_free (freshet_guard_new (3600, cancellable));
  g_assert_finalize_object (g_steal_pointer (&cancellable));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/guard/it-strikes-when-its-time-has-come",
                   test_it_strikes_when_its_time_has_come);
  g_test_add_func ("/guard/it-strikes-at-once-without-time", test_it_strikes_at_once_without_time);
  g_test_add_func ("/guard/one-that-is-dismissed-does-not-strike",
                   test_one_that_is_dismissed_does_not_strike);
  g_test_add_func ("/guard/dismissing-does-not-wait", test_dismissing_does_not_wait);

  return g_test_run ();
}
