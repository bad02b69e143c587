/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-input-clock.h"

#define MS G_TIME_SPAN_MILLISECOND
#define START (G_GINT64_CONSTANT (5000000) * MS)

/* The display's clock is our own, and the event took @latency to come. */
static guint32
event_at (gint64 time)
{
  return (guint32) (time / MS);
}

static void
test_before_any_freeze (void)
{
  FreshetInputClock clock = { 0 };

  g_assert_false (freshet_input_clock_is_stale (&clock, event_at (START), START + 9000 * MS));
}

static void
test_into_a_freeze (void)
{
  static const gint64 offsets[] = { 0, 123456, -123456, G_MAXUINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      FreshetInputClock clock = { 0 };
      gint64 other = offsets[i] * MS;
      gint64 thaw = START + 8000 * MS;

      /* The click that began it came through in 2 ms, an earlier one in 30. */
      freshet_input_clock_see (&clock, event_at (START - 500 * MS + other), START - 470 * MS);
      freshet_input_clock_see (&clock, event_at (START - 2 * MS + other), START);
      freshet_input_clock_thaw (&clock, thaw);

      g_assert_true (freshet_input_clock_is_stale (&clock,
                                                   event_at (START + 100 * MS + other),
                                                   thaw + 3 * MS));
      g_assert_true (
          freshet_input_clock_is_stale (&clock, event_at (thaw - 10 * MS + other), thaw + 3 * MS));
      g_assert_false (
          freshet_input_clock_is_stale (&clock, event_at (thaw + 1 * MS + other), thaw + 3 * MS));
      g_assert_false (freshet_input_clock_is_stale (&clock,
                                                    event_at (thaw + 5000 * MS + other),
                                                    thaw + 5200 * MS));
    }
}

static void
test_nothing_to_go_by (void)
{
  FreshetInputClock clock = { 0 };

  freshet_input_clock_thaw (&clock, START);

  g_assert_true (freshet_input_clock_is_stale (&clock, event_at (START - 50 * MS), START + MS));
  g_assert_false (
      freshet_input_clock_is_stale (&clock, event_at (START + 50 * MS), START + 51 * MS));
}

/* The event's clock wraps round inside of the freeze. */
static void
test_wrap (void)
{
  FreshetInputClock clock = { 0 };
  gint64 start = (G_GINT64_CONSTANT (1) << 32) * MS - 1000 * MS;
  gint64 thaw = start + 8000 * MS;

  freshet_input_clock_see (&clock, event_at (start), start);
  freshet_input_clock_thaw (&clock, thaw);

  g_assert_true (freshet_input_clock_is_stale (&clock, event_at (start + 500 * MS), thaw + MS));
  g_assert_true (freshet_input_clock_is_stale (&clock, event_at (start + 2000 * MS), thaw + MS));
  g_assert_false (freshet_input_clock_is_stale (&clock, event_at (thaw + 5 * MS), thaw + 6 * MS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/input-clock/nothing-is-stale-before-the-first-freeze", test_before_any_freeze);
  g_test_add_func ("/input-clock/what-is-older-than-the-thaw-is-stale", test_into_a_freeze);
  g_test_add_func ("/input-clock/clocks-are-the-same-until-an-event-says-otherwise",
                   test_nothing_to_go_by);
  g_test_add_func ("/input-clock/minds-no-wrap", test_wrap);

  return g_test_run ();
}
