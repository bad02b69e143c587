/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-pulse.h"

#define MS G_TIME_SPAN_MILLISECOND

/* No wait takes longer than this, however busy the machine is. */
#define BOUND (20 * G_TIME_SPAN_SECOND)

#define INTERVAL 10

typedef struct
{
  GMainContext *context;
  FreshetPulse *pulse;
  FreshetLoopFigures figures;
  int freeze_ms;
  gint64 frozen;
  gboolean reset;
  gboolean done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->context = g_main_context_new ();
  fixture->pulse = freshet_pulse_new (fixture->context);
  fixture->freeze_ms = 400;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->pulse);
  g_main_context_unref (fixture->context);
}

static void
add_source (GMainContext *context, int priority, GSourceFunc func, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
}

static gboolean
stop_cb (gpointer data)
{
  gboolean *stop = data;

  *stop = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (GMainContext *context, guint ms)
{
  g_autoptr (GSource) source = g_timeout_source_new (ms);
  gboolean stop = FALSE;

  g_source_set_callback (source, stop_cb, &stop, NULL);
  g_source_attach (source, context);
  while (!stop)
    g_main_context_iteration (context, TRUE);
}

/* Holds its thread until the heartbeat has seen it silent for MS, and a probe has waited for as long: that of a
 * heartbeat which came late has not. */
static void
freeze (FreshetPulse *pulse, int ms)
{
  gint64 deadline = g_get_monotonic_time () + BOUND;
  FreshetLoopFigures figures;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1 * MS);
      freshet_pulse_get_figures (pulse, &figures);
    }
  while (freshet_pulse_get_silence (pulse) < ms * MS || figures.input.max < ms);
}

static gboolean
freeze_cb (gpointer data)
{
  Fixture *fixture = data;
  gint64 begin = g_get_monotonic_time ();

  if (fixture->reset)
    freshet_pulse_reset (fixture->pulse);
  freeze (fixture->pulse, fixture->freeze_ms);
  freshet_pulse_get_figures (fixture->pulse, &fixture->figures);
  fixture->frozen = g_get_monotonic_time () - begin;
  fixture->done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_freeze (Fixture *fixture)
{
  fixture->done = FALSE;
  add_source (fixture->context, G_PRIORITY_DEFAULT, freeze_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (fixture->context, TRUE);
}

static void
test_freeze_seen_inside (Fixture *fixture, gconstpointer data)
{
  freshet_pulse_start (fixture->pulse, INTERVAL);
  run_for (fixture->context, 50);
  run_freeze (fixture);

  g_assert_cmpfloat (fixture->figures.longest_freeze_ms, >=, 290);
  g_assert_cmpfloat (fixture->figures.input.max, >=, 290);
  g_assert_cmpfloat (fixture->figures.paint.max, >=, 290);
  g_assert_cmpfloat (fixture->figures.longest_slice_ms, >=, 290);
  g_assert_cmpfloat (fixture->figures.blocking_ms, >=, 240);
  g_assert_cmpfloat (fixture->figures.frozen_fraction, >, 0);
  g_assert_cmpfloat (fixture->figures.busy, >, 0);
}

static void
test_freeze_seen_after (Fixture *fixture, gconstpointer data)
{
  FreshetLoopFigures after;

  freshet_pulse_start (fixture->pulse, INTERVAL);
  run_freeze (fixture);
  run_for (fixture->context, 100);
  freshet_pulse_get_figures (fixture->pulse, &after);

  g_assert_cmpint (freshet_pulse_get_silence (fixture->pulse), <, 290 * MS);
  g_assert_cmpfloat (after.input.max, >=, 290);
  g_assert_cmpfloat (after.paint.max, >=, 290);
  g_assert_cmpfloat (after.longest_freeze_ms, >=, fixture->figures.longest_freeze_ms);
  g_assert_cmpfloat (after.blocking_ms, >=, fixture->figures.blocking_ms);
}

static double
find_longest (GArray *spans)
{
  double longest = 0;

  for (guint i = 0; i < spans->len; i++)
    longest = MAX (longest, g_array_index (spans, FreshetTimelineSpan, i).length_s);
  return longest;
}

static void
test_timeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetTimeline) timeline = NULL;
  gint64 begin = g_get_monotonic_time ();

  freshet_pulse_start (fixture->pulse, INTERVAL);
  run_freeze (fixture);
  run_for (fixture->context, 50);
  timeline = freshet_pulse_dup_timeline (fixture->pulse, begin);

  g_assert_cmpfloat (find_longest (timeline->slices), >=, 0.29);
  g_assert_cmpfloat (find_longest (timeline->waits), >=, 0.29);
  for (guint i = 0; i < timeline->waits->len; i++)
    g_assert_cmpfloat (g_array_index (timeline->waits, FreshetTimelineSpan, i).start_s, >=, 0);
  g_assert_null (timeline->frames);
  g_assert_cmpuint (timeline->input->len, ==, 0);
}

/* The probes that could not be posted would have waited too: half of a measurement that is all
 * freeze is half the freeze. */
static void
test_omitted_probes_count (Fixture *fixture, gconstpointer data)
{
  FreshetLoopFigures after;

  fixture->reset = TRUE;
  freshet_pulse_start (fixture->pulse, INTERVAL);
  run_freeze (fixture);
  run_for (fixture->context, 50);
  freshet_pulse_get_figures (fixture->pulse, &after);

  g_assert_cmpfloat (fixture->figures.input.p50, >=, 100);
  g_assert_cmpfloat (fixture->figures.paint.p50, >=, 100);
  g_assert_cmpfloat (fixture->figures.input.p50, <=, 0.6 * fixture->figures.input.max);
  g_assert_cmpfloat (after.input.p50, >=, 50);
  g_assert_cmpfloat (after.paint.p50, >=, 50);
}

static gboolean
busy_cb (gpointer data)
{
  Fixture *fixture = data;
  gint64 now = g_get_monotonic_time ();

  while (g_get_monotonic_time () < now + 5 * MS)
    ;
  freshet_pulse_get_figures (fixture->pulse, &fixture->figures);
  return fixture->figures.paint.max < fixture->freeze_ms ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* What long slices do not show: the loop never stops, and painting never gets its turn. */
static void
test_starvation (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BOUND;

  fixture->freeze_ms = 500;
  freshet_pulse_start (fixture->pulse, INTERVAL);
  add_source (fixture->context, G_PRIORITY_DEFAULT, busy_cb, fixture);
  while (fixture->figures.paint.max < fixture->freeze_ms)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (fixture->context, TRUE);
    }

  g_assert_cmpfloat (fixture->figures.longest_freeze_ms, >=, 500);
  g_assert_cmpfloat (fixture->figures.input.max, <, 250);
  g_assert_cmpfloat (fixture->figures.blocking_ms, <, 250);
  g_assert_cmpfloat (fixture->figures.frozen_fraction, >, 0.5);
  g_assert_cmpfloat (fixture->figures.busy, >, 0.5);
}

static void
test_fraction (Fixture *fixture, gconstpointer data)
{
  gboolean inside = GPOINTER_TO_INT (data);
  gint64 begin, elapsed;

  freshet_pulse_start (fixture->pulse, INTERVAL);
  begin = g_get_monotonic_time ();
  freshet_pulse_reset (fixture->pulse);
  if (inside)
    run_for (fixture->context, 600);
  run_freeze (fixture);
  if (!inside)
    {
      run_for (fixture->context, 600);
      freshet_pulse_get_figures (fixture->pulse, &fixture->figures);
    }
  elapsed = g_get_monotonic_time () - begin;

  /*
   * One long freeze weighs what it lasted, and the two lanes are not two freezes. A busy machine may
   * add freezes of its own.
   */
  g_assert_cmpfloat (fixture->figures.frozen_fraction, >=, 390.0 * MS / (double) elapsed);
  g_assert_cmpfloat (fixture->figures.frozen_fraction,
                     <,
                     1.8 * (double) fixture->frozen / (double) elapsed);
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  FreshetLoopFigures figures;

  freshet_pulse_start (fixture->pulse, INTERVAL);
  run_for (fixture->context, 500);
  freshet_pulse_get_figures (fixture->pulse, &figures);

  g_assert_cmpfloat (figures.busy, >, 0);
  g_assert_cmpfloat (figures.busy, <, 0.5);
  g_assert_cmpfloat (figures.frozen_fraction, <, 0.5);
  g_assert_cmpfloat (figures.input.p50, >, 0);
  g_assert_cmpfloat (figures.paint.p50, >, 0);
}

static gboolean
freeze_and_reset_cb (gpointer data)
{
  Fixture *fixture = data;
  gint64 now;

  freeze (fixture->pulse, fixture->freeze_ms);
  now = g_get_monotonic_time ();
  freshet_pulse_reset (fixture->pulse);
  freshet_pulse_get_figures (fixture->pulse, &fixture->figures);
  fixture->frozen = g_get_monotonic_time () - now;
  g_assert_cmpint (freshet_pulse_get_silence (fixture->pulse), >=, fixture->freeze_ms * MS);
  fixture->done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  freshet_pulse_start (fixture->pulse, INTERVAL);
  run_freeze (fixture);
  run_for (fixture->context, 50);
  fixture->done = FALSE;
  add_source (fixture->context, G_PRIORITY_DEFAULT, freeze_and_reset_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (fixture->context, TRUE);

  g_assert_cmpfloat (fixture->figures.longest_freeze_ms * 1000, <=, (double) fixture->frozen);
  g_assert_cmpfloat (fixture->figures.longest_slice_ms * 1000, <=, (double) fixture->frozen);
  g_assert_cmpfloat (fixture->figures.blocking_ms * 1000, <=, (double) fixture->frozen);
  g_assert_cmpfloat (fixture->figures.frozen_fraction, ==, 0);
}

static void
test_start_stop (Fixture *fixture, gconstpointer data)
{
  GPollFunc poll_func = g_main_context_get_poll_func (fixture->context);
  FreshetLoopFigures stopped, later;

  for (int i = 0; i < 20; i++)
    {
      freshet_pulse_start (fixture->pulse, INTERVAL);
      g_assert_true (freshet_pulse_is_running (fixture->pulse));
      run_for (fixture->context, 1);
      freshet_pulse_stop (fixture->pulse);
      freshet_pulse_stop (fixture->pulse);
      g_assert_false (freshet_pulse_is_running (fixture->pulse));
      g_assert_true (g_main_context_get_poll_func (fixture->context) == poll_func);
      g_assert_false (g_main_context_pending (fixture->context));
    }

  freshet_pulse_start (fixture->pulse, INTERVAL);
  freeze (fixture->pulse, 200);
  freshet_pulse_stop (fixture->pulse);
  freshet_pulse_get_figures (fixture->pulse, &stopped);
  g_usleep (50 * MS);
  freshet_pulse_get_figures (fixture->pulse, &later);

  g_assert_cmpint (freshet_pulse_get_silence (fixture->pulse), ==, 0);
  g_assert_cmpfloat (stopped.longest_freeze_ms, >=, 200);
  g_assert_cmpmem (&stopped, sizeof stopped, &later, sizeof later);
}

typedef struct
{
  int beats;
  int longest_silence_ms;
  int destroyed;
} Beats;

static void
count_beat (gint64 now, gint64 silence, gpointer data)
{
  Beats *beats = data;
  int silence_ms = (int) (silence / MS);

  g_atomic_int_inc (&beats->beats);
  if (silence_ms > g_atomic_int_get (&beats->longest_silence_ms))
    g_atomic_int_set (&beats->longest_silence_ms, silence_ms);
}

static void
count_destroy (gpointer data)
{
  Beats *beats = data;

  beats->destroyed++;
}

static void
wait_for (int *counter, int value)
{
  gint64 deadline = g_get_monotonic_time () + BOUND;

  while (g_atomic_int_get (counter) < value)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1 * MS);
    }
}

static void
test_beats (Fixture *fixture, gconstpointer data)
{
  Beats first = { 0 };
  Beats second = { 0 };
  int n_beats;

  freshet_pulse_set_beat_func (fixture->pulse, count_beat, &first, count_destroy);
  freshet_pulse_start (fixture->pulse, INTERVAL);
  /* Nobody runs the context: the heartbeat says so while it lasts. */
  wait_for (&first.longest_silence_ms, 100);
  g_assert_cmpint (g_atomic_int_get (&first.beats), >, 1);

  freshet_pulse_set_beat_func (fixture->pulse, count_beat, &second, count_destroy);
  g_assert_cmpint (first.destroyed, ==, 1);
  n_beats = first.beats;
  wait_for (&second.beats, 2);
  g_assert_cmpint (first.beats, ==, n_beats);

  freshet_pulse_set_beat_func (fixture->pulse, NULL, NULL, NULL);
  g_assert_cmpint (second.destroyed, ==, 1);
}

static void
test_interval (Fixture *fixture, gconstpointer data)
{
  Beats beats = { 0 };

  freshet_pulse_set_beat_func (fixture->pulse, count_beat, &beats, NULL);
  freshet_pulse_start (fixture->pulse, 3600 * 1000);
  wait_for (&beats.beats, 1);
  freshet_pulse_start (fixture->pulse, INTERVAL);
  wait_for (&beats.beats, 5);
  freshet_pulse_stop (fixture->pulse);
}

static gpointer
run_loop (gpointer data)
{
  Fixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  run_for (fixture->context, 50);
  run_freeze (fixture);
  run_for (fixture->context, 50);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
test_other_thread (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BOUND;
  g_autoptr (GThread) thread = NULL;
  FreshetLoopFigures figures;

  freshet_pulse_start (fixture->pulse, INTERVAL);
  thread = g_thread_new ("loop", run_loop, fixture);
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      freshet_pulse_get_figures (fixture->pulse, &figures);
    }
  while (figures.longest_freeze_ms < 290);
  freshet_pulse_stop (fixture->pulse);
  freshet_pulse_start (fixture->pulse, INTERVAL);
  g_thread_join (g_steal_pointer (&thread));
}

static gpointer
run_main_loop (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* The context goes on in its thread while the pulse goes away. */
static void
test_finalize_while_running (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GThread) thread = g_thread_new ("loop", run_main_loop, loop);

  for (int i = 0; i < 50; i++)
    {
      FreshetPulse *pulse = freshet_pulse_new (context);

      freshet_pulse_start (pulse, 1);
      g_usleep (2 * MS);
      g_assert_finalize_object (pulse);
    }
  add_source (context, G_PRIORITY_DEFAULT, quit_cb, loop);
  g_thread_join (g_steal_pointer (&thread));
}

static void
test_default_context (void)
{
  FreshetPulse *pulse = freshet_pulse_new (NULL);
  FreshetLoopFigures figures;

  freshet_pulse_start (pulse, INTERVAL);
  run_for (NULL, 50);
  freshet_pulse_get_figures (pulse, &figures);
  g_assert_cmpfloat (figures.input.max, >, 0);
  g_assert_finalize_object (pulse);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/pulse/freeze-is-seen-inside-itself", test_freeze_seen_inside);
  ADD ("/pulse/freeze-is-seen-after-it", test_freeze_seen_after);
  ADD ("/pulse/omitted-probes-count", test_omitted_probes_count);
  ADD ("/pulse/starvation-is-a-freeze-of-painting-only", test_starvation);
  ADD ("/pulse/fraction-is-weighted-by-time", test_fraction);
  ADD ("/pulse/timeline-has-the-freeze", test_timeline);
  g_test_add ("/pulse/fraction-counts-a-freeze-inside-itself",
              Fixture,
              GINT_TO_POINTER (TRUE),
              set_up,
              test_fraction,
              tear_down);
  ADD ("/pulse/idle-loop-is-not-busy", test_idle);
  ADD ("/pulse/reset-forgets-a-freeze-so-far", test_reset);
  ADD ("/pulse/start-and-stop-any-number-of-times", test_start_stop);
  ADD ("/pulse/beats-tell-of-silence", test_beats);
  ADD ("/pulse/interval-changes-while-running", test_interval);
  ADD ("/pulse/context-of-another-thread", test_other_thread);
#undef ADD
  g_test_add_func ("/pulse/may-go-while-its-context-runs", test_finalize_while_running);
  g_test_add_func ("/pulse/default-context", test_default_context);

  return g_test_run ();
}
