/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-tally.h"

struct _FreshetDemoTally
{
  GMutex mutex;
  guint64 n_requests;
  guint active;
  guint peak;
  GHashTable *clients; /* (owned) address → guint */
  GHashTable *urls;    /* (owned) address → (owned) guint64[FRESHET_DEMO_N_COUNTS] */
};

/**
 * freshet_demo_tally_new:
 *
 * Returns: (transfer full): a tally of nothing
 */
FreshetDemoTally *
freshet_demo_tally_new (void)
{
  FreshetDemoTally *tally = g_new0 (FreshetDemoTally, 1);

  g_mutex_init (&tally->mutex);
  tally->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tally->urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return tally;
}

/**
 * freshet_demo_tally_free:
 * @tally: (transfer full): a tally
 */
void
freshet_demo_tally_free (FreshetDemoTally *tally)
{
  g_hash_table_unref (tally->clients);
  g_hash_table_unref (tally->urls);
  g_mutex_clear (&tally->mutex);
  g_free (tally);
}

/**
 * freshet_demo_tally_reset:
 * @tally: a tally
 *
 * Forgets all but the requests that are under way.
 */
void
freshet_demo_tally_reset (FreshetDemoTally *tally)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);

  tally->n_requests = 0;
  tally->peak = tally->active;
  g_hash_table_remove_all (tally->urls);
}

/**
 * freshet_demo_tally_add_request:
 * @tally: a tally
 *
 * Counts a request, of whatever kind.
 */
void
freshet_demo_tally_add_request (FreshetDemoTally *tally)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);

  tally->n_requests++;
}

/**
 * freshet_demo_tally_get_n_requests:
 * @tally: a tally
 *
 * Returns: how many requests were counted
 */
guint64
freshet_demo_tally_get_n_requests (FreshetDemoTally *tally)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);

  return tally->n_requests;
}

/**
 * freshet_demo_tally_enter:
 * @tally: a tally
 * @client: the address of the client whose request for a file begins
 *
 * Returns: how many requests that client has under way now, with this one
 */
guint
freshet_demo_tally_enter (FreshetDemoTally *tally, const char *client)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);
  guint now = GPOINTER_TO_UINT (g_hash_table_lookup (tally->clients, client)) + 1;

  g_hash_table_insert (tally->clients, g_strdup (client), GUINT_TO_POINTER (now));
  tally->active++;
  tally->peak = MAX (tally->peak, tally->active);
  return now;
}

/**
 * freshet_demo_tally_leave:
 * @tally: a tally
 * @client: the address of the client whose request for a file ends
 */
void
freshet_demo_tally_leave (FreshetDemoTally *tally, const char *client)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (tally->clients, client));

  g_assert (before > 0 && tally->active > 0);

  g_hash_table_insert (tally->clients, g_strdup (client), GUINT_TO_POINTER (before - 1));
  tally->active--;
}

/**
 * freshet_demo_tally_get_peak:
 * @tally: a tally
 *
 * Returns: how many requests for files there were at once, at most
 */
guint
freshet_demo_tally_get_peak (FreshetDemoTally *tally)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);

  return tally->peak;
}

/**
 * freshet_demo_tally_count:
 * @tally: a tally
 * @url: a path with its query
 * @what: what happens to it
 *
 * Returns: how often that happened before
 */
guint64
freshet_demo_tally_count (FreshetDemoTally *tally, const char *url, FreshetDemoCount what)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tally->mutex);
  guint64 *counts = g_hash_table_lookup (tally->urls, url);

  if (counts == NULL)
    {
      counts = g_new0 (guint64, FRESHET_DEMO_N_COUNTS);
      g_hash_table_insert (tally->urls, g_strdup (url), counts);
    }
  return counts[what]++;
}
