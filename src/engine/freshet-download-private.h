/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"
#include "freshet-rate-meter.h"
#include "freshet-report.h"
#include "freshet-session.h"
#include "freshet-transfer.h"

G_BEGIN_DECLS

/**
 * FreshetStop:
 * @FRESHET_STOP_NONE: it is not being stopped
 * @FRESHET_STOP_WAIT: it goes back to waiting: the program ends, or the freeze guard struck
 * @FRESHET_STOP_PAUSE: the user paused it
 * @FRESHET_STOP_CANCEL: the user gave it up
 */
typedef enum
{
  FRESHET_STOP_NONE,
  FRESHET_STOP_WAIT,
  FRESHET_STOP_PAUSE,
  FRESHET_STOP_CANCEL,
} FreshetStop;

/**
 * FreshetStateFunc:
 * @download: a download
 * @before: the state that it had when this was called the last time
 * @user_data: what was given with the function
 */
typedef void (*FreshetStateFunc) (FreshetDownload *download,
                                  FreshetState before,
                                  gpointer user_data);

struct _FreshetDownload
{
  GObject parent_instance;

  /* What is wanted. */
  GUri *uri; /* %NULL where it was not needed any more: freshet_download_get_uri() */
  GRefString *address;
  GRefString *host;      /* shared with all others of the same host */
  GRefString *directory; /* shared with all others that go there */
  char *wanted_name;
  char **headers;
  FreshetChecksum *checksum;
  gboolean overwrite;
  gboolean resume;
  gboolean temporary;
  goffset rate_limit;

  /* What it is at. */
  FreshetState state;
  char *name;
  char *path;
  goffset received;
  goffset total;
  double speed;
  gint64 time_left;
  GError *error;
  guint attempts;
  gint64 retry_at;
  FreshetRestart restart;
  gint64 added;
  gint64 ended;

  /* Who is told of its state: its queue. */
  FreshetStateFunc state_func;
  gpointer state_data;
  FreshetState told_state;

  /* Who carries it out. */
  GMainContext *context;
  GThread *home; /* compared only: the one that iterates the context, or blocks it */
  FreshetTransfer *transfer;
  GCancellable *cancellable;
  gpointer thread; /* of the last attempt; atomic, %NULL before the first */
  FreshetStop stop;
  GError *stopped_by;      /* what it waits for then, %NULL for nothing */
  FreshetRateMeter *meter; /* %NULL while no transfer is under way */
  guint failures;          /* one after another, without a byte more */
  guint retries;           /* how many of them are forgiven */
  goffset received_at_failure;

  /* For the report: when what happened, of g_get_monotonic_time (), 0 for not yet. */
  GRefString *final_uri;         /* most often @address itself */
  FreshetProvenance *provenance; /* %NULL before there was an answer */
  FreshetMode mode;
  char *digest;
  goffset resumed_from;
  guint segments;
  gint64 queued_at;
  gint64 started_at;
  gint64 connected_at;
  gint64 first_byte_at;
  gint64 finished_at;
};

/* For the other files of the class: each tells those who watch, if it changes something. */
void freshet_download_set_shown_name (FreshetDownload *self, const char *name);
void freshet_download_set_state (FreshetDownload *self, FreshetState state);
void freshet_download_set_received (FreshetDownload *self, goffset received, goffset total);
void freshet_download_set_speed (FreshetDownload *self, double speed, gint64 time_left);
void freshet_download_set_error (FreshetDownload *self, GError *error);
void freshet_download_set_retry_at (FreshetDownload *self, gint64 retry_at);
void freshet_download_set_restart (FreshetDownload *self, FreshetRestart restart);
void freshet_download_set_path (FreshetDownload *self, const char *path);
void freshet_download_count_attempt (FreshetDownload *self);

void freshet_download_set_final_uri (FreshetDownload *self, const char *final_uri);

/*
 * @func is called when the state has changed, before those who watch the property are told. A handler of
 * theirs would take ten times the memory, and there is one of these for each of ten thousand.
 */
void
freshet_download_set_state_func (FreshetDownload *self, FreshetStateFunc func, gpointer user_data);

/* Instead of a time to wait for: a network, or room on the disk. */
#define FRESHET_UNTIL_NETWORK G_MAXINT64
#define FRESHET_UNTIL_DISK (G_MAXINT64 - 1)

/* For who carries a download out. All in the main context's thread. */
void freshet_download_enqueue (FreshetDownload *self, gint64 now);
FreshetTransfer *freshet_download_begin (FreshetDownload *self, FreshetSession *session);
gboolean
freshet_download_get_pace (FreshetDownload *self, gint64 *latency, gint64 *duration, goffset *size);
GCancellable *freshet_download_get_cancellable (FreshetDownload *self);
void freshet_download_update (FreshetDownload *self, gint64 now);
void freshet_download_tune (FreshetDownload *self, gint64 now);
void freshet_download_stop (FreshetDownload *self, FreshetStop stop);
void freshet_download_stop_for_disk (FreshetDownload *self, const GError *cause);
void freshet_download_wait_for_disk (FreshetDownload *self, GError *error);
void freshet_download_rest (FreshetDownload *self, FreshetStop stop);
gint64 freshet_download_end_offline (FreshetDownload *self, GError *error);
gint64 freshet_download_end_without_disk (FreshetDownload *self, GError *error);
gint64 freshet_download_end (FreshetDownload *self, GError *error, guint retries);
FreshetReportDownload *freshet_download_report (FreshetDownload *self, gint64 run_started);

G_END_DECLS
