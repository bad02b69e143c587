/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"

static double
since (gint64 time, gint64 run_started)
{
  return time > 0 ? MAX (0, time - run_started) / (double) G_USEC_PER_SEC : -1;
}

void
freshet_download_set_final_uri (FreshetDownload *self, const char *final_uri)
{
  g_clear_pointer (&self->final_uri, g_ref_string_release);
  if (final_uri != NULL && g_str_equal (final_uri, self->address))
    self->final_uri = g_ref_string_acquire (self->address);
  else if (final_uri != NULL)
    self->final_uri = g_ref_string_new (final_uri);
}

/* Returns: (transfer full): its line in a report */
FreshetReportDownload *
freshet_download_report (FreshetDownload *self, gint64 run_started)
{
  FreshetReportDownload *report = freshet_report_download_new ();

  report->uri = g_strdup (self->address);
  report->final_uri = g_strdup (self->final_uri);
  report->file = g_strdup (self->path);
  report->state = g_strdup (freshet_state_to_string (self->state));
  report->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  report->bytes = self->received;
  report->total = self->total;
  report->resumed_from = self->resumed_from;
  report->attempts = self->attempts;
  report->segments = self->segments;
  report->queued_s = since (self->queued_at, run_started);
  report->started_s = since (self->started_at, run_started);
  report->connected_s = since (self->connected_at, run_started);
  report->first_byte_s = since (self->first_byte_at, run_started);
  report->finished_s
      = self->state == FRESHET_STATE_FINISHED ? since (self->finished_at, run_started) : -1;
  report->checksum = g_strdup (self->digest);
  return report;
}

/**
 * freshet_download_create_report:
 * @self: a download
 *
 * Returns: (transfer full) (nullable): the report of a run that is this download alone, from when it
 *   was put into the line until it was finished; %NULL if it was not finished since the program began
 */
FreshetReport *
freshet_download_create_report (FreshetDownload *self)
{
  g_autoptr (GDateTime) started = NULL;
  FreshetReport *report;

  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), NULL);

  if (self->state != FRESHET_STATE_FINISHED || self->queued_at == 0 || self->finished_at == 0)
    return NULL;
  started = g_date_time_new_from_unix_utc (self->added / G_USEC_PER_SEC);
  report = freshet_report_new (self->mode, started);
  freshet_report_set_elapsed (report, since (self->finished_at, self->queued_at));
  freshet_report_add_download (report, freshet_download_report (self, self->queued_at));
  return report;
}
