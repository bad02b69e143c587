/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

/**
 * FreshetReport:
 *
 * What one run of the queue did: its downloads, its times and what it took. It is filled in once,
 * when the run ends, and only read after that; a report that is filled in may be read in any thread.
 */
struct _FreshetReport
{
  GObject parent_instance;

  FreshetMode mode;
  GDateTime *started;
  double elapsed_s;

  double cpu_s;
  gint64 peak_rss_bytes;
  int peak_threads;
  guint peak_in_flight;

  gboolean has_loop;
  FreshetLoopFigures loop;
  gboolean has_frames;
  FreshetFrames frames;
  FreshetTimeline *timeline;

  GPtrArray *downloads;
};

G_DEFINE_FINAL_TYPE (FreshetReport, freshet_report, G_TYPE_OBJECT)

static void
freshet_report_finalize (GObject *object)
{
  FreshetReport *self = FRESHET_REPORT (object);

  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->timeline, freshet_timeline_free);
  g_clear_pointer (&self->downloads, g_ptr_array_unref);

  G_OBJECT_CLASS (freshet_report_parent_class)->finalize (object);
}

static void
freshet_report_class_init (FreshetReportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = freshet_report_finalize;
}

static void
freshet_report_init (FreshetReport *self)
{
  self->peak_rss_bytes = -1;
  self->peak_threads = -1;
  self->downloads = g_ptr_array_new_with_free_func ((GDestroyNotify) freshet_report_download_free);
}

/**
 * freshet_report_new:
 * @mode: how the run was carried out
 * @started: when it began, in any time zone
 *
 * Returns: (transfer full): a report without downloads
 */
FreshetReport *
freshet_report_new (FreshetMode mode, GDateTime *started)
{
  FreshetReport *self;

  g_return_val_if_fail (started != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_REPORT, NULL);
  self->mode = mode;
  self->started = g_date_time_to_utc (started);
  return self;
}

/**
 * freshet_report_set_elapsed:
 * @self: a report
 * @seconds: from Download pressed to the last file in place
 */
void
freshet_report_set_elapsed (FreshetReport *self, double seconds)
{
  g_return_if_fail (FRESHET_IS_REPORT (self));
  g_return_if_fail (seconds >= 0);

  self->elapsed_s = seconds;
}

/**
 * freshet_report_set_loop:
 * @self: a report
 * @loop: (nullable): how the main loop fared, %NULL when it was not measured
 */
void
freshet_report_set_loop (FreshetReport *self, const FreshetLoopFigures *loop)
{
  g_return_if_fail (FRESHET_IS_REPORT (self));

  self->has_loop = loop != NULL;
  if (loop != NULL)
    self->loop = *loop;
}

/**
 * freshet_report_set_frames:
 * @self: a report
 * @frames: (nullable): what was painted, %NULL when no window was painting
 */
void
freshet_report_set_frames (FreshetReport *self, const FreshetFrames *frames)
{
  g_return_if_fail (FRESHET_IS_REPORT (self));

  self->has_frames = frames != NULL;
  if (frames != NULL)
    self->frames = *frames;
}

/**
 * freshet_report_set_timeline:
 * @self: a report
 * @timeline: (transfer full) (nullable): what the main loop did, %NULL when it was not measured
 */
void
freshet_report_set_timeline (FreshetReport *self, FreshetTimeline *timeline)
{
  g_return_if_fail (FRESHET_IS_REPORT (self));

  g_clear_pointer (&self->timeline, freshet_timeline_free);
  self->timeline = timeline;
}

/**
 * freshet_report_set_resources:
 * @self: a report
 * @cpu_s: user and system time that the run took, seconds
 * @peak_rss_bytes: the most memory that was resident, -1 when it is not known
 * @peak_threads: the most threads that there were, -1 when it is not known
 * @peak_in_flight: the most requests that waited for an answer or received one at the same time
 */
void
freshet_report_set_resources (FreshetReport *self,
                              double cpu_s,
                              gint64 peak_rss_bytes,
                              int peak_threads,
                              guint peak_in_flight)
{
  g_return_if_fail (FRESHET_IS_REPORT (self));

  self->cpu_s = cpu_s;
  self->peak_rss_bytes = peak_rss_bytes;
  self->peak_threads = peak_threads;
  self->peak_in_flight = peak_in_flight;
}

/**
 * freshet_report_add_download:
 * @self: a report
 * @download: (transfer full): one of its files
 */
void
freshet_report_add_download (FreshetReport *self, FreshetReportDownload *download)
{
  g_return_if_fail (FRESHET_IS_REPORT (self));
  g_return_if_fail (download != NULL);

  g_ptr_array_add (self->downloads, download);
}

/**
 * freshet_report_get_mode:
 * @self: a report
 *
 * Returns: how the run was carried out
 */
FreshetMode
freshet_report_get_mode (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), FRESHET_MODE_ASYNC);

  return self->mode;
}

/**
 * freshet_report_get_started:
 * @self: a report
 *
 * Returns: (transfer none): when the run began, UTC
 */
GDateTime *
freshet_report_get_started (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), NULL);

  return self->started;
}

/**
 * freshet_report_get_elapsed:
 * @self: a report
 *
 * Returns: the run's total time, seconds
 */
double
freshet_report_get_elapsed (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), 0);

  return self->elapsed_s;
}

/**
 * freshet_report_get_peak_in_flight:
 * @self: a report
 *
 * Returns: the most requests at the same time
 */
guint
freshet_report_get_peak_in_flight (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), 0);

  return self->peak_in_flight;
}

/**
 * freshet_report_get_cpu:
 * @self: a report
 *
 * Returns: user and system time that the run took, seconds
 */
double
freshet_report_get_cpu (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), 0);

  return self->cpu_s;
}

/**
 * freshet_report_get_peak_rss:
 * @self: a report
 *
 * Returns: the most memory that was resident, bytes, or -1 when it is not known
 */
gint64
freshet_report_get_peak_rss (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), -1);

  return self->peak_rss_bytes;
}

/**
 * freshet_report_get_peak_threads:
 * @self: a report
 *
 * Returns: the most threads that there were, or -1 when it is not known
 */
int
freshet_report_get_peak_threads (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), -1);

  return self->peak_threads;
}

/**
 * freshet_report_get_loop:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): how the main loop fared
 */
const FreshetLoopFigures *
freshet_report_get_loop (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), NULL);

  return self->has_loop ? &self->loop : NULL;
}

/**
 * freshet_report_get_frames:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): what was painted
 */
const FreshetFrames *
freshet_report_get_frames (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), NULL);

  return self->has_frames ? &self->frames : NULL;
}

/**
 * freshet_report_get_timeline:
 * @self: a report
 *
 * Whoever looks at the frames and the input adds them to it when the run has ended.
 *
 * Returns: (transfer none) (nullable): what the main loop did
 */
FreshetTimeline *
freshet_report_get_timeline (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), NULL);

  return self->timeline;
}

/**
 * freshet_report_get_downloads:
 * @self: a report
 *
 * Returns: (transfer none) (element-type FreshetReportDownload): its files
 */
GPtrArray *
freshet_report_get_downloads (FreshetReport *self)
{
  g_return_val_if_fail (FRESHET_IS_REPORT (self), NULL);

  return self->downloads;
}
