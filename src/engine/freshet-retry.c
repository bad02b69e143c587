/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-retry.h"

#include "freshet-error.h"

#define FIRST_DELAY_US G_USEC_PER_SEC
#define MAX_DELAY_US (5 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
is_passing_status (guint status)
{
  return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501);
}

/**
 * freshet_retry_is_worth_it:
 * @error: why an attempt failed
 * @http_status: what the server answered, 0 if it did not
 *
 * Returns: whether another attempt may end otherwise
 */
gboolean
freshet_retry_is_worth_it (const GError *error, guint http_status)
{
  if (error->domain != FRESHET_ERROR)
    return FALSE;
  switch (error->code)
    {
    case FRESHET_ERROR_HTTP_STATUS:
      return is_passing_status (http_status);
    case FRESHET_ERROR_TIMED_OUT:
    case FRESHET_ERROR_CONNECTION_LOST:
    case FRESHET_ERROR_TRUNCATED:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * freshet_retry_may_be_offline:
 * @error: why an attempt failed
 *
 * Returns: whether it would fail like this on a computer without a network
 */
gboolean
freshet_retry_may_be_offline (const GError *error)
{
  return g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_HOST_NOT_FOUND)
         || g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_UNREACHABLE)
         || g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_TIMED_OUT)
         || g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_CONNECTION_LOST)
         || g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_TRUNCATED);
}

/**
 * freshet_retry_delay:
 * @attempt: how many attempts have failed in a row, from 1
 * @retry_after: how many seconds the server asked for, -1 if it did not
 * @random: from 0 to 1, different each time
 *
 * Twice as long each time, and never the same for all clients of a server that comes back. What the
 * server asks for is held, to a cap of five minutes.
 *
 * Returns: how long to wait before the next one, microseconds
 */
gint64
freshet_retry_delay (guint attempt, gint64 retry_after, double random)
{
  gint64 delay = FIRST_DELAY_US << MIN (MAX (attempt, 1) - 1, 10);

  delay = MIN (delay, MAX_DELAY_US);
  delay = delay / 2 + (gint64) (random * delay / 2);
  if (retry_after >= 0)
    delay = MAX (delay, MIN (retry_after * G_USEC_PER_SEC, MAX_DELAY_US));
  return delay;
}
