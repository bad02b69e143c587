/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gio.h>

#include "freshet-frame-meter.h"
#include "freshet-mode.h"
#include "freshet-pulse.h"
#include "freshet-timeline.h"

G_BEGIN_DECLS

/**
 * FreshetReportDownload:
 * @uri: the address that was asked for, without a password
 * @final_uri: (nullable): the address that answered, without a password
 * @file: (nullable): where it is, or would be
 * @state: the nick of its [enum@State] when the run ended
 * @error: (nullable): why it failed
 * @bytes: how much of the file is there, with what an earlier run had left
 * @total: the file's length, -1 when it is not known
 * @resumed_from: where this run went on, 0 when it began from the start
 * @attempts: requests that were made for it, the first one too
 * @segments: ranges that it was fetched in
 * @queued_s: when it was put into the run
 * @started_s: when its turn came
 * @connected_s: when the connection that served it was there
 * @first_byte_s: when the first byte of the body came
 * @finished_s: when it was in place, or was given up
 * @checksum: (nullable): the digest that was made of it, `ALGORITHM:HEX`
 *
 * One file of a run. Times are seconds from the start of the run, -1 for what did not happen.
 */
typedef struct
{
  char *uri;
  char *final_uri;
  char *file;
  char *state;
  GError *error;
  goffset bytes;
  goffset total;
  goffset resumed_from;
  guint attempts;
  guint segments;
  double queued_s;
  double started_s;
  double connected_s;
  double first_byte_s;
  double finished_s;
  char *checksum;
} FreshetReportDownload;

FreshetReportDownload *freshet_report_download_new (void);
void freshet_report_download_free (FreshetReportDownload *download);
char *freshet_report_download_dup_name (const FreshetReportDownload *download);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetReportDownload, freshet_report_download_free)

#define FRESHET_TYPE_REPORT (freshet_report_get_type ())
G_DECLARE_FINAL_TYPE (FreshetReport, freshet_report, FRESHET, REPORT, GObject)

FreshetReport *freshet_report_new (FreshetMode mode, GDateTime *started);

void freshet_report_set_elapsed (FreshetReport *self, double seconds);
void freshet_report_set_loop (FreshetReport *self, const FreshetLoopFigures *loop);
void freshet_report_set_frames (FreshetReport *self, const FreshetFrames *frames);
void freshet_report_set_resources (FreshetReport *self,
                                   double cpu_s,
                                   gint64 peak_rss_bytes,
                                   int peak_threads,
                                   guint peak_in_flight);
void freshet_report_set_timeline (FreshetReport *self, FreshetTimeline *timeline);
void freshet_report_add_download (FreshetReport *self, FreshetReportDownload *download);

FreshetMode freshet_report_get_mode (FreshetReport *self);
GDateTime *freshet_report_get_started (FreshetReport *self);
double freshet_report_get_elapsed (FreshetReport *self);
goffset freshet_report_get_bytes (FreshetReport *self);
double freshet_report_get_overlap_factor (FreshetReport *self);
guint freshet_report_get_peak_in_flight (FreshetReport *self);
double freshet_report_get_cpu (FreshetReport *self);
gint64 freshet_report_get_peak_rss (FreshetReport *self);
int freshet_report_get_peak_threads (FreshetReport *self);
const FreshetLoopFigures *freshet_report_get_loop (FreshetReport *self);
const FreshetFrames *freshet_report_get_frames (FreshetReport *self);
FreshetTimeline *freshet_report_get_timeline (FreshetReport *self);
GPtrArray *freshet_report_get_downloads (FreshetReport *self);
guint freshet_report_count_state (FreshetReport *self, const char *state);

GPtrArray *freshet_report_list_parse (const char *text, gssize length, GError **error);
char *freshet_report_list_to_string (GPtrArray *reports, gboolean many, gboolean csv);
gboolean
freshet_report_list_save (GPtrArray *reports, gboolean many, const char *path, GError **error);

G_END_DECLS
