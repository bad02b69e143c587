/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-format.h"

#define MAX_PARTS 4

/* Nobody counts along with more seconds than these. */
#define MOST_SECONDS 90

/* The most important is first: what does not fit is cut at the end. */
static char *
join (const char *first, const char *second, const char *third, const char *fourth)
{
  const char *parts[MAX_PARTS] = { first, second, third, fourth };
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < MAX_PARTS; i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, " · ");
      g_string_append (joined, parts[i]);
    }
  return g_string_free (joined, FALSE);
}

/* A sentence ends with a full stop where nothing follows it on the line. */
static char *
join_reason (const char *reason, const char *kept, const char *host)
{
  g_autofree char *text = g_strdup (reason);
  gsize length = strlen (text);

  if ((kept != NULL || host != NULL) && length > 0 && text[length - 1] == '.')
    text[length - 1] = '\0';
  return join (text, kept, host, NULL);
}

static char *
format_match (const char *digest)
{
  g_autofree char *kind = freshet_row_text_kind (digest);

  /* Translators: %s is a kind of checksum, such as “SHA-256”; the file has the one that was wanted */
  return g_strdup_printf (_ ("%s matches"), kind);
}

/**
 * freshet_row_text_kind:
 * @digest: a checksum as `sha256:…`
 *
 * Returns: (transfer full): the kind that it is of, as people write it: “SHA-256”
 */
char *
freshet_row_text_kind (const char *digest)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (digest != NULL, NULL);

  name = g_ascii_strup (digest, (gssize) strcspn (digest, ":"));
  if (g_str_has_prefix (name, "SHA"))
    return g_strconcat ("SHA-", name + strlen ("SHA"), NULL);
  return g_steal_pointer (&name);
}

/**
 * freshet_row_text_status:
 * @state: the state of a download
 * @received: bytes that are there
 * @total: bytes in all, or -1 if that is not known
 * @speed: bytes a second
 * @time_left: seconds until it is done, or -1 if that is not known
 * @digest: (nullable): the digest that the file was wanted to have and has, as `sha256:…`
 * @host: (nullable): where it comes from
 * @error: (nullable): why it failed, or what it waits for
 *
 * The line under the name of a download.
 *
 * Returns: (transfer full): one line, such as
 *   “612.4 MB of 1.1 GB · 48.2 MB/s · 11 seconds left · mirror.example.org”
 */
char *
freshet_row_text_status (FreshetState state,
                         goffset received,
                         goffset total,
                         double speed,
                         gint64 time_left,
                         const char *digest,
                         const char *host,
                         const GError *error)
{
  g_autofree char *progress = freshet_format_progress (received, total);
  const char *kept = received > 0 ? progress : NULL;
  g_autofree char *size = freshet_format_size (received);
  g_autofree char *pace = speed > 0 ? freshet_format_speed (speed) : NULL;
  g_autofree char *left = freshet_format_time_left (time_left);
  g_autofree char *matches = digest != NULL ? format_match (digest) : NULL;

  switch (state)
    {
    case FRESHET_STATE_WAITING:
      return join_reason (error != NULL ? error->message : _ ("Waiting"), kept, host);
    case FRESHET_STATE_CONNECTING:
      return join (_ ("Connecting…"), kept, host, NULL);
    case FRESHET_STATE_DOWNLOADING:
      return join (progress, pace, left, host);
    case FRESHET_STATE_PAUSED:
      return join (_ ("Paused"), kept, host, NULL);
    case FRESHET_STATE_VERIFYING:
      return join (_ ("Checking…"), size, host, NULL);
    case FRESHET_STATE_FINISHED:
      if (matches == NULL && total < 0)
        /* Translators: of a finished file, of which nobody can tell whether it is all there */
        return join (_ ("Finished"), size, _ ("length not told"), host);
      return join (_ ("Finished"), size, matches, host);
    case FRESHET_STATE_FAILED:
      return g_strdup (error != NULL ? error->message : _ ("The download failed."));
    case FRESHET_STATE_CANCELLED:
      return join (_ ("Cancelled"), kept, host, NULL);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * freshet_row_text_origin:
 * @restart: why it began anew
 * @host: (nullable): where it comes from
 *
 * Returns: (transfer none) (nullable): the end of a row's line: @host or, since that is the more
 *   important, why what was there before is fetched again
 */
const char *
freshet_row_text_origin (FreshetRestart restart, const char *host)
{
  switch (restart)
    {
    case FRESHET_RESTART_CHANGED:
      return _ ("from its beginning, for it has changed");
    case FRESHET_RESTART_NO_RANGES:
      return _ ("from its beginning, for the server cannot go on with it");
    case FRESHET_RESTART_NONE:
    default:
      return host;
    }
}

static char *
format_retry (int seconds, guint retry, guint retries)
{
  int minutes = (seconds + 30) / 60;

  if (seconds < MOST_SECONDS)
    /* Translators: a download is tried again in %d seconds: the %u-th retry of %u */
    return g_strdup_printf (_ ("Retrying in %d s (%u of %u)"), seconds, retry, retries);
  /* Translators: a download is tried again in %d minutes: the %u-th retry of %u */
  return g_strdup_printf (ngettext ("Retrying in %d minute (%u of %u)",
                                    "Retrying in %d minutes (%u of %u)",
                                    (gulong) minutes),
                          minutes,
                          retry,
                          retries);
}

/**
 * freshet_row_text_retry:
 * @retry_at: when it is tried again, microseconds of the monotonic clock
 * @now: what the same clock says now
 * @retry: which retry that is, from 1
 * @retries: how many there are
 * @error: (nullable): why it did not work the last time
 *
 * The time is told in seconds, and in minutes where it is longer than a minute and a half.
 *
 * Returns: (transfer full): “Retrying in 4 s (2 of 5) · The connection was lost”
 */
char *
freshet_row_text_retry (
    gint64 retry_at, gint64 now, guint retry, guint retries, const GError *error)
{
  gint64 left = MAX (0, retry_at - now);
  int seconds = (int) CLAMP ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, 0, G_MAXINT - 60);
  g_autofree char *text = format_retry (seconds, retry, retries);

  return join (text, error != NULL ? error->message : NULL, NULL, NULL);
}

/**
 * freshet_row_text_button:
 * @label: what a button does
 * @name: the file that it does it to
 *
 * Returns: (transfer full): the name of a row's button for a screen reader, “Pause archive.zip”
 */
char *
freshet_row_text_button (const char *label, const char *name)
{
  /* Translators: what a button does, and the file that it does it to: “Pause archive.zip” */
  return g_strdup_printf (C_ ("button", "%s %s"), label, name);
}

/**
 * freshet_row_text_has_progress:
 * @state: the state of a download
 *
 * Returns: whether its row shows a progress bar
 */
gboolean
freshet_row_text_has_progress (FreshetState state)
{
  return freshet_state_is_active (state) || state == FRESHET_STATE_PAUSED;
}

/**
 * freshet_row_text_fraction:
 * @state: the state of a download
 * @received: bytes that are there
 * @total: bytes in all, or -1 if that is not known
 *
 * Returns: how full its progress bar is, 0 to 1, or -1 where that is not known and the bar pulses
 */
double
freshet_row_text_fraction (FreshetState state, goffset received, goffset total)
{
  if (state == FRESHET_STATE_VERIFYING || state == FRESHET_STATE_FINISHED)
    return 1;
  if (total > 0)
    return CLAMP ((double) received / (double) total, 0, 1);
  return freshet_state_is_active (state) && total < 0 ? -1 : 0;
}

/* What a server has sent may have been checked too; that is not what the person wanted. */
static const char *
get_matching_digest (FreshetDownload *download)
{
  const char *digest = freshet_download_get_digest (download);
  g_autofree char *wanted = NULL;

  if (digest == NULL)
    return NULL;
  g_object_get (download, "checksum", &wanted, NULL);
  return g_strcmp0 (digest, wanted) == 0 ? digest : NULL;
}

/**
 * freshet_row_text_of:
 * @download: a download
 * @now: what the monotonic clock says
 *
 * Returns: (transfer full): the line under its name
 */
char *
freshet_row_text_of (FreshetDownload *download, gint64 now)
{
  const GError *error = freshet_download_get_error (download);
  guint retries;
  guint retry = freshet_download_get_retry (download, &retries);

  if (freshet_download_get_retry_at (download) > 0)
    return freshet_row_text_retry (
        freshet_download_get_retry_at (download), now, retry, retries, error);
  return freshet_row_text_status (freshet_download_get_state (download),
                                  freshet_download_get_received (download),
                                  freshet_download_get_total (download),
                                  freshet_download_get_speed (download),
                                  freshet_download_get_time_left (download),
                                  get_matching_digest (download),
                                  freshet_row_text_origin (freshet_download_get_restart (download),
                                                           freshet_download_get_host (download)),
                                  error);
}
