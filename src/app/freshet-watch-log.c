/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch-log.h"

/* Shorter than this is no freeze: a person takes the answer for immediate. */
#define SILENT (G_USEC_PER_SEC / 10)

/* What the GNOME desktop waits before it offers to force a program to quit. */
#define NOT_RESPONDING (5 * G_USEC_PER_SEC)

/* The heartbeat has a thread of its own: that it does not come for so long is not a busy program. */
#define STOPPED (2 * G_USEC_PER_SEC)

#define N_SILENCES 64

typedef struct
{
  gint64 start;
  gint64 end;
} Silence;

struct _FreshetWatchLog
{
  gint64 first; /* beat, 0 for none yet */
  FreshetBeat last;
  gint64 ended; /* 0 for not yet */
  Silence silences[N_SILENCES];
  guint n_silences; /* in all; the last N_SILENCES of them are kept */
};

static Silence *
get_newest (FreshetWatchLog *log)
{
  return log->n_silences > 0 ? &log->silences[(log->n_silences - 1) % N_SILENCES] : NULL;
}

static void
note_silence (FreshetWatchLog *log, gint64 start, gint64 end)
{
  Silence *newest = get_newest (log);

  /* What overlaps is one silence that is told of again. */
  if (newest != NULL && start <= newest->end)
    newest->end = MAX (newest->end, end);
  else
    log->silences[log->n_silences++ % N_SILENCES] = (Silence){ start, end };
}

/**
 * freshet_watch_log_new:
 *
 * Returns: (transfer full): a log in which nothing has come yet
 */
FreshetWatchLog *
freshet_watch_log_new (void)
{
  return g_new0 (FreshetWatchLog, 1);
}

/**
 * freshet_watch_log_free:
 * @log: (transfer full): a log
 */
void
freshet_watch_log_free (FreshetWatchLog *log)
{
  g_free (log);
}

/**
 * freshet_watch_log_add:
 * @log: a log
 * @beat: a beat that has come
 */
void
freshet_watch_log_add (FreshetWatchLog *log, const FreshetBeat *beat)
{
  g_return_if_fail (log != NULL);
  g_return_if_fail (beat != NULL);

  if (log->first == 0)
    log->first = beat->now;
  else if (beat->now - log->last.now >= STOPPED)
    note_silence (log, log->last.now, beat->now);
  if (beat->silence >= SILENT)
    note_silence (log, beat->now - beat->silence, beat->now);
  log->last = *beat;
}

/**
 * freshet_watch_log_end:
 * @log: a log
 * @now: the time
 *
 * Notes that the other process is gone.
 */
void
freshet_watch_log_end (FreshetWatchLog *log, gint64 now)
{
  g_return_if_fail (log != NULL);

  log->ended = now;
}

/**
 * freshet_watch_log_get_condition:
 * @log: a log
 * @now: the time
 *
 * Returns: what can be said of the other process
 */
FreshetWatchCondition
freshet_watch_log_get_condition (FreshetWatchLog *log, gint64 now)
{
  gint64 silence;

  g_return_val_if_fail (log != NULL, FRESHET_WATCH_CONDITION_UNKNOWN);

  if (log->ended != 0)
    return FRESHET_WATCH_CONDITION_ENDED;
  if (log->first == 0)
    return FRESHET_WATCH_CONDITION_UNKNOWN;
  if (now - log->last.now >= STOPPED)
    return FRESHET_WATCH_CONDITION_STOPPED;

  silence = freshet_watch_log_get_silence (log, now);
  if (silence >= NOT_RESPONDING)
    return FRESHET_WATCH_CONDITION_NOT_RESPONDING;
  return silence > 0 ? FRESHET_WATCH_CONDITION_SILENT : FRESHET_WATCH_CONDITION_ANSWERING;
}

/**
 * freshet_watch_log_get_silence:
 * @log: a log
 * @now: the time
 *
 * Returns: for how long the other process has not answered, microseconds; 0 while it does, and once
 *   it is gone
 */
gint64
freshet_watch_log_get_silence (FreshetWatchLog *log, gint64 now)
{
  g_return_val_if_fail (log != NULL, 0);

  if (log->ended != 0 || log->first == 0)
    return 0;
  if (log->last.silence >= SILENT)
    return log->last.silence + MAX (0, now - log->last.now);
  return now - log->last.now >= STOPPED ? now - log->last.now : 0;
}

/**
 * freshet_watch_log_get_last_silence:
 * @log: a log
 *
 * Returns: how long the last silence was, or is so far, microseconds; 0 if there was none
 */
gint64
freshet_watch_log_get_last_silence (FreshetWatchLog *log)
{
  const Silence *newest;

  g_return_val_if_fail (log != NULL, 0);

  newest = get_newest (log);
  return newest != NULL ? newest->end - newest->start : 0;
}

/**
 * freshet_watch_log_get_line:
 * @log: a log
 * @time: a time that has passed
 *
 * Returns: what the other process did at @time
 */
FreshetWatchLine
freshet_watch_log_get_line (FreshetWatchLog *log, gint64 time)
{
  guint n_kept;

  g_return_val_if_fail (log != NULL, FRESHET_WATCH_LINE_NONE);

  if (log->first == 0 || time < log->first || (log->ended != 0 && time >= log->ended))
    return FRESHET_WATCH_LINE_NONE;
  /* Between two beats it is taken to go on as it was. */
  if (time > log->last.now)
    return log->last.silence < SILENT && time - log->last.now < STOPPED ? FRESHET_WATCH_LINE_ALIVE
                                                                        : FRESHET_WATCH_LINE_FLAT;

  n_kept = MIN (log->n_silences, N_SILENCES);
  for (guint i = 1; i <= n_kept; i++)
    {
      const Silence *silence = &log->silences[(log->n_silences - i) % N_SILENCES];

      if (time > silence->end)
        return FRESHET_WATCH_LINE_ALIVE;
      if (time >= silence->start)
        return FRESHET_WATCH_LINE_FLAT;
    }
  return FRESHET_WATCH_LINE_ALIVE;
}
