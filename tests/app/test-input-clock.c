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
test_happened (void)
{
  static const struct
  {
    gint64 offset;
    gint64 latency; /* of the fastest event that was seen */
    gint64 delay;
  } cases[] = {
    { 0, 2 * MS, 5000 * MS },
    { 0, 2 * MS, 1 * MS },
    { -7000 * MS, 2 * MS, 5000 * MS },
    { 123456 * MS, 0, 40 * MS },
    { G_MAXINT32 / 2 * MS, 0, 40 * MS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FreshetInputClock clock = { 0 };
      gint64 other = cases[i].offset;
      gint64 now = START + 1000 * MS;
      gint64 happened;

      freshet_input_clock_see (&clock, event_at (START - cases[i].latency + other), START);
      happened
          = freshet_input_clock_get_happened (&clock, event_at (now - cases[i].delay + other), now);
      g_assert_cmpint (now - happened, <=, cases[i].delay);
      g_assert_cmpint (now - happened, >=, cases[i].delay - cases[i].latency);
    }
}

static void
test_happened_first (void)
{
  FreshetInputClock clock = { 0 };

  g_assert_cmpint (freshet_input_clock_get_happened (&clock, event_at (START - 7 * MS), START),
                   ==,
                   START - 7 * MS);
  g_assert_cmpint (freshet_input_clock_get_happened (&clock, event_at (START + 7 * MS), START),
                   ==,
                   START);
  g_assert_cmpint (freshet_input_clock_get_happened (&clock, event_at (START - 999999 * MS), START),
                   ==,
                   START);
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
  g_test_add_func ("/input-clock/knows-when-it-happened-whatever-the-clock", test_happened);
  g_test_add_func ("/input-clock/the-first-event-is-believed-within-reason", test_happened_first);
  g_test_add_func ("/input-clock/minds-no-wrap", test_wrap);

  return g_test_run ();
}
