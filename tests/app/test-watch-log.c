/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch-log.h"

#define MS G_TIME_SPAN_MILLISECOND
#define START (1000 * G_USEC_PER_SEC)

/* Adds a beat each 20 ms, up to and with END, of a process that has been silent since SILENT_SINCE. */
static void
beat_until (FreshetWatchLog *log, gint64 *now, gint64 end, gint64 silent_since)
{
  for (; *now <= end; *now += 20 * MS)
    {
      FreshetBeat beat = { *now, silent_since > 0 ? *now - silent_since : 0 };

      freshet_watch_log_add (log, &beat);
    }
  *now -= 20 * MS;
}

static void
assert_line (FreshetWatchLog *log, gint64 time, FreshetWatchLine expected)
{
  g_assert_cmpint (freshet_watch_log_get_line (log, time), ==, expected);
}

static void
test_unknown_before_the_first_beat (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();

  g_assert_cmpint (freshet_watch_log_get_condition (log, START),
                   ==,
                   FRESHET_WATCH_CONDITION_UNKNOWN);
  g_assert_cmpint (freshet_watch_log_get_silence (log, START), ==, 0);
  assert_line (log, START, FRESHET_WATCH_LINE_NONE);
}

static void
test_short_delays_are_answers (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  FreshetBeat beat = { START, 99 * MS };

  freshet_watch_log_add (log, &beat);

  g_assert_cmpint (freshet_watch_log_get_condition (log, START + 1),
                   ==,
                   FRESHET_WATCH_CONDITION_ANSWERING);
  g_assert_cmpint (freshet_watch_log_get_last_silence (log), ==, 0);
}

static void
test_silence_grows_between_beats (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  FreshetBeat beat = { START, 300 * MS };

  freshet_watch_log_add (log, &beat);

  g_assert_cmpint (freshet_watch_log_get_condition (log, START),
                   ==,
                   FRESHET_WATCH_CONDITION_SILENT);
  g_assert_cmpint (freshet_watch_log_get_silence (log, START + 15 * MS), ==, 315 * MS);
}

static void
test_not_responding_after_five_seconds (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  gint64 now = START;

  beat_until (log, &now, START + 4980 * MS, START);
  g_assert_cmpint (freshet_watch_log_get_condition (log, now), ==, FRESHET_WATCH_CONDITION_SILENT);

  beat_until (log, &now, START + 5000 * MS, START);
  g_assert_cmpint (freshet_watch_log_get_condition (log, now),
                   ==,
                   FRESHET_WATCH_CONDITION_NOT_RESPONDING);
}

static void
test_beats_that_come_back_end_it (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  gint64 now = START;

  beat_until (log, &now, START + 6000 * MS, START);
  beat_until (log, &now, START + 7000 * MS, 0);

  g_assert_cmpint (freshet_watch_log_get_condition (log, now),
                   ==,
                   FRESHET_WATCH_CONDITION_ANSWERING);
  g_assert_cmpint (freshet_watch_log_get_silence (log, now), ==, 0);
  g_assert_cmpint (freshet_watch_log_get_last_silence (log), ==, 6000 * MS);
}

static void
test_line_is_flat_from_the_very_start (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  gint64 now = START;

  beat_until (log, &now, START + 1000 * MS, 0);
  beat_until (log, &now, START + 3000 * MS, START + 1000 * MS);
  beat_until (log, &now, START + 4000 * MS, 0);

  assert_line (log, START - 1, FRESHET_WATCH_LINE_NONE);
  assert_line (log, START + 999 * MS, FRESHET_WATCH_LINE_ALIVE);
  assert_line (log, START + 1010 * MS, FRESHET_WATCH_LINE_FLAT);
  assert_line (log, START + 2999 * MS, FRESHET_WATCH_LINE_FLAT);
  assert_line (log, START + 3021 * MS, FRESHET_WATCH_LINE_ALIVE);
  assert_line (log, START + 4001 * MS, FRESHET_WATCH_LINE_ALIVE);
}

static void
test_line_is_flat_while_the_silence_lasts (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  FreshetBeat beat = { START, 0 };

  freshet_watch_log_add (log, &beat);
  beat = (FreshetBeat){ START + 500 * MS, 400 * MS };
  freshet_watch_log_add (log, &beat);

  assert_line (log, START + 99 * MS, FRESHET_WATCH_LINE_ALIVE);
  assert_line (log, START + 101 * MS, FRESHET_WATCH_LINE_FLAT);
  assert_line (log, START + 510 * MS, FRESHET_WATCH_LINE_FLAT);
}

static void
test_many_silences_are_told_apart (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  gint64 now = START;

  for (int i = 0; i < 200; i++)
    {
      beat_until (log, &now, START + (2 * i + 1) * 1000 * MS, 0);
      beat_until (log, &now, START + (2 * i + 2) * 1000 * MS, START + (2 * i + 1) * 1000 * MS);
    }

  for (int i = 190; i < 200; i++)
    {
      assert_line (log, START + (2 * i * 1000 + 500) * MS, FRESHET_WATCH_LINE_ALIVE);
      assert_line (log, START + (2 * i * 1000 + 1500) * MS, FRESHET_WATCH_LINE_FLAT);
    }
}

static void
test_stopped_when_not_even_beats_come (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  FreshetBeat beat = { START, 0 };

  freshet_watch_log_add (log, &beat);
  g_assert_cmpint (freshet_watch_log_get_condition (log, START + 1999 * MS),
                   ==,
                   FRESHET_WATCH_CONDITION_ANSWERING);
  g_assert_cmpint (freshet_watch_log_get_condition (log, START + 2000 * MS),
                   ==,
                   FRESHET_WATCH_CONDITION_STOPPED);
  g_assert_cmpint (freshet_watch_log_get_silence (log, START + 2500 * MS), ==, 2500 * MS);

  beat.now = START + 3000 * MS;
  freshet_watch_log_add (log, &beat);
  g_assert_cmpint (freshet_watch_log_get_condition (log, START + 3001 * MS),
                   ==,
                   FRESHET_WATCH_CONDITION_ANSWERING);
  g_assert_cmpint (freshet_watch_log_get_last_silence (log), ==, 3000 * MS);
  assert_line (log, START + 1500 * MS, FRESHET_WATCH_LINE_FLAT);
}

static void
test_end_is_final (void)
{
  g_autoptr (FreshetWatchLog) log = freshet_watch_log_new ();
  FreshetBeat beat = { START, 6000 * MS };

  freshet_watch_log_add (log, &beat);
  freshet_watch_log_end (log, START + 10 * MS);

  g_assert_cmpint (freshet_watch_log_get_condition (log, START + 20 * MS),
                   ==,
                   FRESHET_WATCH_CONDITION_ENDED);
  g_assert_cmpint (freshet_watch_log_get_silence (log, START + 20 * MS), ==, 0);
  assert_line (log, START + 15 * MS, FRESHET_WATCH_LINE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/watch-log/unknown-before-the-first-beat", test_unknown_before_the_first_beat);
  g_test_add_func ("/watch-log/short-delays-are-answers", test_short_delays_are_answers);
  g_test_add_func ("/watch-log/silence-grows-between-beats", test_silence_grows_between_beats);
  g_test_add_func ("/watch-log/not-responding-after-five-seconds",
                   test_not_responding_after_five_seconds);
  g_test_add_func ("/watch-log/beats-that-come-back-end-it", test_beats_that_come_back_end_it);
  g_test_add_func ("/watch-log/line-is-flat-from-the-very-start",
                   test_line_is_flat_from_the_very_start);
  g_test_add_func ("/watch-log/line-is-flat-while-the-silence-lasts",
                   test_line_is_flat_while_the_silence_lasts);
  g_test_add_func ("/watch-log/many-silences-are-told-apart", test_many_silences_are_told_apart);
  g_test_add_func ("/watch-log/stopped-when-not-even-beats-come",
                   test_stopped_when_not_even_beats_come);
  g_test_add_func ("/watch-log/end-is-final", test_end_is_final);

  return g_test_run ();
}
