/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-loop-meter.h"

#define MS G_TIME_SPAN_MILLISECOND

static int
sleepy_poll (GPollFD *fds, guint n_fds, int timeout)
{
  g_usleep (20 * MS);
  return g_poll (fds, n_fds, 0);
}

static int
plain_poll (GPollFD *fds, guint n_fds, int timeout)
{
  return g_poll (fds, n_fds, timeout);
}

static GPollFunc foreign_next;

static int
foreign_poll (GPollFD *fds, guint n_fds, int timeout)
{
  return foreign_next (fds, n_fds, timeout);
}

static void
add_idle (GMainContext *context, GSourceFunc func, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
}

/* Runs FUNC in one iteration, and another one that ends its slice. */
static void
run_slice (GMainContext *context, GSourceFunc func, gpointer data)
{
  add_idle (context, func, data);
  g_main_context_iteration (context, FALSE);
  g_main_context_iteration (context, FALSE);
}

static gboolean
sleep_cb (gpointer data)
{
  g_usleep ((gulong) (GPOINTER_TO_INT (data) * MS));
  return G_SOURCE_REMOVE;
}

static void
test_slice (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  FreshetLoopTimes times;

  freshet_loop_meter_start (meter);
  run_slice (context, sleep_cb, GINT_TO_POINTER (80));
  freshet_loop_meter_get_times (meter, &times);

  g_assert_cmpint (times.longest_slice, >=, 80 * MS);
  g_assert_cmpint (times.dispatch, >=, times.longest_slice);
  g_assert_cmpint (times.blocking, >=, times.longest_slice - FRESHET_LOOP_LONG_SLICE);
}

static FreshetSpan
find_longest (const FreshetSpans *spans)
{
  FreshetSpan longest = { 0 };

  for (guint i = 0; i < freshet_spans_get_count (spans); i++)
    if (freshet_spans_get (spans, i).length > longest.length)
      longest = freshet_spans_get (spans, i);
  return longest;
}

static void
test_slices_are_noted (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  g_autoptr (FreshetSpans) slices = NULL;
  gint64 begin = g_get_monotonic_time ();
  gint64 end;

  freshet_loop_meter_start (meter);
  run_slice (context, sleep_cb, GINT_TO_POINTER (80));
  end = g_get_monotonic_time ();
  slices = freshet_loop_meter_dup_slices (meter);

  g_assert_cmpint (find_longest (slices).start, >=, begin);
  g_assert_cmpint (find_longest (slices).length, >=, 80 * MS);
  g_assert_cmpint (find_longest (slices).start + find_longest (slices).length, <=, end);
}

static void
test_short_slices_do_not_block (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  FreshetLoopTimes times;

  freshet_loop_meter_start (meter);
  for (int i = 0; i < 10; i++)
    run_slice (context, sleep_cb, GINT_TO_POINTER (20));
  freshet_loop_meter_get_times (meter, &times);

  g_assert_cmpint (times.dispatch, >=, 200 * MS);
  /* Ten slices: none of them is the sum. */
  g_assert_cmpint (times.longest_slice, <=, times.dispatch - 180 * MS);
  g_assert_cmpint (times.blocking, <=, times.dispatch - 200 * MS);
}

static void
test_poll (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  FreshetLoopTimes times;
  gint64 begin, elapsed;

  g_main_context_set_poll_func (context, sleepy_poll);
  begin = g_get_monotonic_time ();
  freshet_loop_meter_start (meter);
  for (int i = 0; i < 5; i++)
    g_main_context_iteration (context, FALSE);
  freshet_loop_meter_get_times (meter, &times);
  elapsed = g_get_monotonic_time () - begin;

  g_assert_cmpint (times.poll, >=, 100 * MS);
  g_assert_cmpint (times.poll + times.dispatch, <=, elapsed);
  g_assert_cmpint (times.longest_slice, <=, times.dispatch);
}

typedef struct
{
  FreshetLoopMeter *meter;
  FreshetLoopTimes times;
} Reading;

static gboolean
sleep_and_read_cb (gpointer data)
{
  Reading *reading = data;

  g_usleep (80 * MS);
  freshet_loop_meter_get_times (reading->meter, &reading->times);
  return G_SOURCE_REMOVE;
}

static void
test_unfinished_slice (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  Reading reading = { .meter = meter };

  freshet_loop_meter_start (meter);
  run_slice (context, sleep_and_read_cb, &reading);

  g_assert_cmpint (reading.times.longest_slice, >=, 80 * MS);
  g_assert_cmpint (reading.times.dispatch, >=, 80 * MS);
  g_assert_cmpint (reading.times.blocking, >=, 30 * MS);
}

static gboolean
start_and_sleep_cb (gpointer data)
{
  Reading *reading = data;

  freshet_loop_meter_start (reading->meter);
  return sleep_and_read_cb (data);
}

static gboolean
sleep_and_dup_cb (gpointer data)
{
  FreshetLoopMeter *meter = data;
  g_autoptr (FreshetSpans) slices = NULL;

  g_usleep (80 * MS);
  slices = freshet_loop_meter_dup_slices (meter);
  g_assert_cmpint (find_longest (slices).length, >=, 80 * MS);

  freshet_loop_meter_reset (meter);
  g_clear_pointer (&slices, freshet_spans_free);
  slices = freshet_loop_meter_dup_slices (meter);
  g_assert_cmpint (find_longest (slices).length, <, 80 * MS);
  return G_SOURCE_REMOVE;
}

static void
test_unfinished_slice_is_noted (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);

  freshet_loop_meter_start (meter);
  run_slice (context, sleep_and_dup_cb, meter);
}

static void
test_start_inside_slice (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  Reading reading = { .meter = meter };

  run_slice (context, start_and_sleep_cb, &reading);

  g_assert_cmpint (reading.times.longest_slice, >=, 80 * MS);
}

static gboolean
sleep_and_reset_cb (gpointer data)
{
  Reading *reading = data;
  gint64 now;

  g_usleep (80 * MS);
  now = g_get_monotonic_time ();
  freshet_loop_meter_reset (reading->meter);
  freshet_loop_meter_get_times (reading->meter, &reading->times);
  g_assert_cmpint (reading->times.dispatch, <=, g_get_monotonic_time () - now);
  g_assert_cmpint (reading->times.longest_slice, <=, g_get_monotonic_time () - now);
  return G_SOURCE_REMOVE;
}

static void
test_reset (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  Reading reading = { .meter = meter };

  freshet_loop_meter_start (meter);
  run_slice (context, sleep_cb, GINT_TO_POINTER (60));
  run_slice (context, sleep_and_reset_cb, &reading);
  g_assert_cmpint (reading.times.poll, ==, 0);
}

static gboolean
sleep_twice_cb (gpointer data)
{
  g_usleep (40 * MS);
  g_main_context_iteration (data, FALSE);
  g_usleep (40 * MS);
  return G_SOURCE_REMOVE;
}

static void
test_nested_iteration (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  FreshetLoopTimes times;

  freshet_loop_meter_start (meter);
  run_slice (context, sleep_twice_cb, context);
  freshet_loop_meter_get_times (meter, &times);

  g_assert_cmpint (times.dispatch, >=, 80 * MS);
  g_assert_cmpint (times.longest_slice, <=, times.dispatch - 40 * MS);
}

static gboolean
iterate_cb (gpointer data)
{
  g_main_context_iteration (data, FALSE);
  return G_SOURCE_REMOVE;
}

/* One context that is run inside a handler of another: to the outer one that is all dispatch. */
static void
test_context_inside_another (void)
{
  g_autoptr (GMainContext) outer_context = g_main_context_new ();
  g_autoptr (GMainContext) inner_context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) outer = freshet_loop_meter_new (outer_context);
  g_autoptr (FreshetLoopMeter) inner = freshet_loop_meter_new (inner_context);
  FreshetLoopTimes outer_times, inner_times;

  g_main_context_set_poll_func (inner_context, sleepy_poll);
  freshet_loop_meter_start (outer);
  freshet_loop_meter_start (inner);
  run_slice (outer_context, iterate_cb, inner_context);
  freshet_loop_meter_get_times (outer, &outer_times);
  freshet_loop_meter_get_times (inner, &inner_times);

  g_assert_cmpint (inner_times.poll, >=, 20 * MS);
  g_assert_cmpint (outer_times.longest_slice, >=, 20 * MS);
}

static void
test_stop_restores (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  FreshetLoopTimes before, after;

  g_main_context_set_poll_func (context, plain_poll);
  for (int i = 0; i < 10; i++)
    {
      freshet_loop_meter_start (meter);
      freshet_loop_meter_start (meter);
      g_assert_true (g_main_context_get_poll_func (context) != plain_poll);
      run_slice (context, sleep_cb, GINT_TO_POINTER (1));
      freshet_loop_meter_stop (meter);
      freshet_loop_meter_stop (meter);
      g_assert_true (g_main_context_get_poll_func (context) == plain_poll);
    }

  freshet_loop_meter_get_times (meter, &before);
  g_assert_cmpint (before.dispatch, >=, 10 * MS);
  run_slice (context, sleep_cb, GINT_TO_POINTER (10));
  freshet_loop_meter_get_times (meter, &after);
  g_assert_cmpint (after.dispatch, ==, before.dispatch);
  g_assert_cmpint (after.poll, ==, before.poll);
}

/* Two meters round one context, the first one taken away first, again and again. */
static void
test_two_on_one_context (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_set_poll_func (context, plain_poll);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (FreshetLoopMeter) first = freshet_loop_meter_new (context);
      g_autoptr (FreshetLoopMeter) second = freshet_loop_meter_new (context);
      FreshetLoopTimes times;

      freshet_loop_meter_start (first);
      freshet_loop_meter_start (second);
      run_slice (context, sleep_cb, GINT_TO_POINTER (1));
      freshet_loop_meter_get_times (first, &times);
      g_assert_cmpint (times.dispatch, >=, 1 * MS);
      freshet_loop_meter_stop (first);
      freshet_loop_meter_reset (second);
      run_slice (context, sleep_cb, GINT_TO_POINTER (1));
      freshet_loop_meter_get_times (second, &times);
      g_assert_cmpint (times.dispatch, >=, 1 * MS);
      freshet_loop_meter_stop (second);
      g_assert_true (g_main_context_get_poll_func (context) == plain_poll);
    }
}

/* A wrapper that somebody else put round ours goes on calling it after we left. */
static void
test_foreign_wrapper (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (FreshetLoopMeter) meter = freshet_loop_meter_new (context);
  FreshetLoopTimes before, after;

  freshet_loop_meter_start (meter);
  foreign_next = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, foreign_poll);
  freshet_loop_meter_stop (meter);

  g_assert_true (g_main_context_get_poll_func (context) == foreign_poll);
  freshet_loop_meter_get_times (meter, &before);
  run_slice (context, sleep_cb, GINT_TO_POINTER (1));
  freshet_loop_meter_get_times (meter, &after);
  g_assert_cmpint (after.dispatch, ==, before.dispatch);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/loop-meter/long-slice-blocks-beyond-50-ms", test_slice);
  g_test_add_func ("/loop-meter/long-slices-are-noted", test_slices_are_noted);
  g_test_add_func ("/loop-meter/unfinished-slice-is-noted-until-the-reset",
                   test_unfinished_slice_is_noted);
  g_test_add_func ("/loop-meter/short-slices-do-not-block", test_short_slices_do_not_block);
  g_test_add_func ("/loop-meter/poll-is-not-dispatch", test_poll);
  g_test_add_func ("/loop-meter/unfinished-slice-counts", test_unfinished_slice);
  g_test_add_func ("/loop-meter/start-inside-a-slice-counts-it", test_start_inside_slice);
  g_test_add_func ("/loop-meter/reset-cuts-the-slice", test_reset);
  g_test_add_func ("/loop-meter/nested-iteration-ends-the-slice", test_nested_iteration);
  g_test_add_func ("/loop-meter/context-inside-another", test_context_inside_another);
  g_test_add_func ("/loop-meter/stop-gives-the-poll-function-back", test_stop_restores);
  g_test_add_func ("/loop-meter/two-on-one-context-leave-in-any-order", test_two_on_one_context);
  g_test_add_func ("/loop-meter/wrapper-round-ours-stays-sound", test_foreign_wrapper);

  return g_test_run ();
}
