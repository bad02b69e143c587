/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report.h"

/**
 * freshet_report_get_bytes:
 * @self: a report
 *
 * What an earlier run had left on the disk does not count: ÷ the total time, this is the speed.
 *
 * Returns: the bytes of all files together that came in this run
 */
goffset
freshet_report_get_bytes (FreshetReport *self)
{
  GPtrArray *downloads = freshet_report_get_downloads (self);
  goffset bytes = 0;

  g_return_val_if_fail (downloads != NULL, 0);

  for (guint i = 0; i < downloads->len; i++)
    {
      const FreshetReportDownload *download = g_ptr_array_index (downloads, i);

      bytes += MAX (0, download->bytes - download->resumed_from);
    }
  return bytes;
}

/**
 * freshet_report_get_overlap_factor:
 * @self: a report
 *
 * Returns: Σ of the files' own times ÷ the total time: 1 is one after another, N is N at once; 0
 *   when nothing was started
 */
double
freshet_report_get_overlap_factor (FreshetReport *self)
{
  GPtrArray *downloads = freshet_report_get_downloads (self);
  double elapsed_s = freshet_report_get_elapsed (self);
  double sum = 0;

  g_return_val_if_fail (downloads != NULL, 0);

  for (guint i = 0; i < downloads->len; i++)
    {
      const FreshetReportDownload *download = g_ptr_array_index (downloads, i);

      if (download->started_s >= 0 && download->finished_s >= download->started_s)
        sum += download->finished_s - download->started_s;
    }
  return elapsed_s > 0 ? sum / elapsed_s : 0;
}

/**
 * freshet_report_count_state:
 * @self: a report
 * @state: the nick of a [enum@State]
 *
 * Returns: how many of its files ended in that state
 */
guint
freshet_report_count_state (FreshetReport *self, const char *state)
{
  GPtrArray *downloads = freshet_report_get_downloads (self);
  guint count = 0;

  g_return_val_if_fail (downloads != NULL, 0);
  g_return_val_if_fail (state != NULL, 0);

  for (guint i = 0; i < downloads->len; i++)
    {
      const FreshetReportDownload *download = g_ptr_array_index (downloads, i);

      if (g_strcmp0 (download->state, state) == 0)
        count++;
    }
  return count;
}
