/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-report.h"

FreshetReportDownload *
freshet_test_report_download (double started_s, double finished_s)
{
  FreshetReportDownload *download = freshet_report_download_new ();

  download->uri = g_strdup ("http://example.org/a.iso");
  download->final_uri = g_strdup ("http://mirror.example.org/a.iso");
  download->file = g_strdup ("/tmp/a.iso");
  download->state = g_strdup ("finished");
  download->bytes = 8 * 1024 * 1024;
  download->total = 8 * 1024 * 1024;
  download->attempts = 1;
  download->queued_s = 0;
  download->started_s = started_s;
  download->connected_s = started_s + 0.001;
  download->first_byte_s = started_s + 0.1;
  download->finished_s = finished_s;
  download->checksum = g_strdup ("sha256:00ff");
  return download;
}

FreshetReport *
freshet_test_report_new (FreshetMode mode)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) started = g_date_time_new (zone, 2026, 1, 31, 13, 0, 0.5);

  return freshet_report_new (mode, started);
}

static FreshetTimeline *
create_timeline (void)
{
  static const gint64 frames[] = { 1016700, 1033300 };
  g_autoptr (FreshetSpans) slices = freshet_spans_new (4000, 10);
  g_autoptr (FreshetSpans) waits = freshet_spans_new (4000, 10);
  FreshetTimeline *timeline = freshet_timeline_new (1000000);

  freshet_spans_add (slices, 1500000, 5000);
  freshet_spans_add (slices, 2000000, 75000);
  freshet_spans_add (waits, 1490000, 15000);
  freshet_timeline_set_slices (timeline, slices);
  freshet_timeline_set_waits (timeline, waits);
  freshet_timeline_set_frames (timeline, frames, G_N_ELEMENTS (frames));
  freshet_timeline_add_input (timeline, 1300000, 1310000, 1313500);
  freshet_timeline_add_input (timeline, 2100000, 2350000, -1);
  return timeline;
}

FreshetReport *
freshet_test_report_new_full (void)
{
  const FreshetLoopFigures loop = {
    .longest_freeze_ms = 8.1,
    .blocking_ms = 0,
    .frozen_fraction = 0.25,
    .busy = 0.09,
    .longest_slice_ms = 5,
    .input = { .p50 = 0.1, .p95 = 0.2, .p99 = 0.3, .max = 0.4 },
    .paint = { .p50 = 1.1, .p95 = 1.2, .p99 = 1.3, .max = 8.1 },
  };
  const FreshetFrames frames = { .shown = 75, .missed = 25, .longest_gap = 33500 };
  FreshetReport *report = freshet_test_report_new (FRESHET_MODE_ASYNC);

  freshet_report_set_elapsed (report, 2.04);
  freshet_report_set_loop (report, &loop);
  freshet_report_set_frames (report, &frames);
  freshet_report_set_timeline (report, create_timeline ());
  freshet_report_set_resources (report, 0.31, 31457280, 7, 6);
  freshet_report_add_download (report, freshet_test_report_download (0.02, 2.04));
  return report;
}
