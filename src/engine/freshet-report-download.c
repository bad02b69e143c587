/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"
#include "freshet-format.h"
#include "freshet-name.h"
#include "freshet-report.h"

/**
 * freshet_report_download_new:
 *
 * Returns: (transfer full): a download of which nothing is known: its length and its times are -1
 */
FreshetReportDownload *
freshet_report_download_new (void)
{
  FreshetReportDownload *download = g_new0 (FreshetReportDownload, 1);

  download->total = -1;
  download->segments = 1;
  download->queued_s = -1;
  download->started_s = -1;
  download->connected_s = -1;
  download->first_byte_s = -1;
  download->finished_s = -1;
  return download;
}

/**
 * freshet_report_download_free:
 * @download: (nullable) (transfer full): what is no longer needed
 */
void
freshet_report_download_free (FreshetReportDownload *download)
{
  if (download == NULL)
    return;
  g_free (download->uri);
  g_free (download->final_uri);
  g_free (download->file);
  g_free (download->state);
  g_clear_error (&download->error);
  g_free (download->checksum);
  g_free (download);
}

/**
 * freshet_report_download_dup_name:
 * @download: a download
 *
 * Returns: (transfer full): the name of its file, or the one that its address gives where it came to none;
 *   on one line
 */
char *
freshet_report_download_dup_name (const FreshetReportDownload *download)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (download != NULL, NULL);

  if (download->file == NULL)
    uri = freshet_address_parse (download->uri, NULL);
  if (uri != NULL)
    name = freshet_name_choose (NULL, uri, NULL);
  else if (download->file != NULL)
    name = g_path_get_basename (download->file);
  return freshet_format_escape (name != NULL ? name : download->uri);
}
