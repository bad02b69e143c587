/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-beacon.h"

G_BEGIN_DECLS

/**
 * FreshetWatchCondition:
 * @FRESHET_WATCH_CONDITION_UNKNOWN: no beat has come yet
 * @FRESHET_WATCH_CONDITION_ANSWERING: the main thread answers
 * @FRESHET_WATCH_CONDITION_SILENT: it has not answered for 100 ms or more
 * @FRESHET_WATCH_CONDITION_NOT_RESPONDING: nor for 5 s, after which a desktop says so
 * @FRESHET_WATCH_CONDITION_STOPPED: not even the heartbeat comes: the whole process stands still
 * @FRESHET_WATCH_CONDITION_ENDED: the process is gone
 *
 * What can be said of a process from outside.
 */
typedef enum
{
  FRESHET_WATCH_CONDITION_UNKNOWN,
  FRESHET_WATCH_CONDITION_ANSWERING,
  FRESHET_WATCH_CONDITION_SILENT,
  FRESHET_WATCH_CONDITION_NOT_RESPONDING,
  FRESHET_WATCH_CONDITION_STOPPED,
  FRESHET_WATCH_CONDITION_ENDED,
} FreshetWatchCondition;

/**
 * FreshetWatchLine:
 * @FRESHET_WATCH_LINE_NONE: there was no process, or nothing was known of it
 * @FRESHET_WATCH_LINE_ALIVE: its main thread answered
 * @FRESHET_WATCH_LINE_FLAT: it did not
 *
 * What the line of life shows of one moment.
 */
typedef enum
{
  FRESHET_WATCH_LINE_NONE,
  FRESHET_WATCH_LINE_ALIVE,
  FRESHET_WATCH_LINE_FLAT,
} FreshetWatchLine;

/**
 * FreshetWatchLog:
 *
 * What the beats of another process say about it. Times are microseconds of the clock that all
 * processes share.
 */
typedef struct _FreshetWatchLog FreshetWatchLog;

FreshetWatchLog *freshet_watch_log_new (void);
void freshet_watch_log_free (FreshetWatchLog *log);
void freshet_watch_log_add (FreshetWatchLog *log, const FreshetBeat *beat);
void freshet_watch_log_end (FreshetWatchLog *log, gint64 now);

FreshetWatchCondition freshet_watch_log_get_condition (FreshetWatchLog *log, gint64 now);
gint64 freshet_watch_log_get_silence (FreshetWatchLog *log, gint64 now);
gint64 freshet_watch_log_get_last_silence (FreshetWatchLog *log);
FreshetWatchLine freshet_watch_log_get_line (FreshetWatchLog *log, gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetWatchLog, freshet_watch_log_free)

G_END_DECLS
