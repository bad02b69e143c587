/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-scheduler.h"

typedef struct
{
  char *name;
  GQueue waiting;
  guint n_taken;
  /* In the scheduler's queue of hosts that have a turn to come. */
  GList link;
  gboolean has_turn;
} Host;

typedef struct
{
  Host *host;
  GList link;
} Entry;

struct _FreshetScheduler
{
  GHashTable *hosts;
  GHashTable *entries;
  GQueue turns;
  guint limit;
  guint limit_per_host;
  guint n_taken;
};

static void
host_free (gpointer data)
{
  Host *host = data;

  g_free (host->name);
  g_free (host);
}

static Host *
get_host (FreshetScheduler *scheduler, const char *name)
{
  Host *host = g_hash_table_lookup (scheduler->hosts, name);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      host->name = g_strdup (name);
      host->link.data = host;
      g_queue_init (&host->waiting);
      g_hash_table_insert (scheduler->hosts, host->name, host);
    }
  return host;
}

static gboolean
may_take (FreshetScheduler *scheduler, Host *host)
{
  return host->waiting.length > 0
         && (scheduler->limit_per_host == 0 || host->n_taken < scheduler->limit_per_host);
}

/* Keeps a host among those that have a turn exactly as long as something of it may be taken. */
static void
update_turn (FreshetScheduler *scheduler, Host *host)
{
  gboolean may = may_take (scheduler, host);

  if (may && !host->has_turn)
    g_queue_push_tail_link (&scheduler->turns, &host->link);
  else if (!may && host->has_turn)
    g_queue_unlink (&scheduler->turns, &host->link);
  host->has_turn = may;

  if (host->waiting.length == 0 && host->n_taken == 0)
    g_hash_table_remove (scheduler->hosts, host->name);
}

/**
 * freshet_scheduler_new:
 *
 * Returns: (transfer full): a scheduler without limits
 */
FreshetScheduler *
freshet_scheduler_new (void)
{
  FreshetScheduler *scheduler = g_new0 (FreshetScheduler, 1);

  scheduler->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, host_free);
  scheduler->entries = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_queue_init (&scheduler->turns);
  return scheduler;
}

/**
 * freshet_scheduler_free:
 * @scheduler: (transfer full): a scheduler
 */
void
freshet_scheduler_free (FreshetScheduler *scheduler)
{
  g_hash_table_unref (scheduler->entries);
  g_hash_table_unref (scheduler->hosts);
  g_free (scheduler);
}

/**
 * freshet_scheduler_set_limits:
 * @scheduler: a scheduler
 * @in_all: how many may be taken at once, 0 for any number
 * @per_host: how many of one host, 0 for any number
 */
void
freshet_scheduler_set_limits (FreshetScheduler *scheduler, guint in_all, guint per_host)
{
  GHashTableIter iter;
  gpointer host;

  scheduler->limit = in_all;
  scheduler->limit_per_host = per_host;
  g_hash_table_iter_init (&iter, scheduler->hosts);
  while (g_hash_table_iter_next (&iter, NULL, &host))
    update_turn (scheduler, host);
}

/**
 * freshet_scheduler_add:
 * @scheduler: a scheduler
 * @host: whose item it is
 * @item: what waits; not yet in it
 */
void
freshet_scheduler_add (FreshetScheduler *scheduler, const char *host, gpointer item)
{
  Entry *entry = g_new0 (Entry, 1);

  g_return_if_fail (!freshet_scheduler_contains (scheduler, item));

  entry->host = get_host (scheduler, host);
  entry->link.data = item;
  g_queue_push_tail_link (&entry->host->waiting, &entry->link);
  g_hash_table_insert (scheduler->entries, item, entry);
  update_turn (scheduler, entry->host);
}

/**
 * freshet_scheduler_remove:
 * @scheduler: a scheduler
 * @item: something that may be waiting in it
 *
 * Returns: whether it was
 */
gboolean
freshet_scheduler_remove (FreshetScheduler *scheduler, gpointer item)
{
  Entry *entry = g_hash_table_lookup (scheduler->entries, item);
  Host *host;

  if (entry == NULL)
    return FALSE;
  host = entry->host;
  g_queue_unlink (&host->waiting, &entry->link);
  g_hash_table_remove (scheduler->entries, item);
  update_turn (scheduler, host);
  return TRUE;
}

/**
 * freshet_scheduler_take:
 * @scheduler: a scheduler
 *
 * Takes the next item, if the limits allow one. It counts until freshet_scheduler_release().
 *
 * Returns: (transfer none) (nullable): the item
 */
gpointer
freshet_scheduler_take (FreshetScheduler *scheduler)
{
  Host *host;
  gpointer item;

  if (scheduler->turns.length == 0
      || (scheduler->limit > 0 && scheduler->n_taken >= scheduler->limit))
    return NULL;

  host = g_queue_peek_head (&scheduler->turns);
  g_queue_unlink (&scheduler->turns, &host->link);
  host->has_turn = FALSE;
  item = g_queue_peek_head (&host->waiting);
  g_queue_pop_head_link (&host->waiting);
  g_hash_table_remove (scheduler->entries, item);
  host->n_taken++;
  scheduler->n_taken++;
  update_turn (scheduler, host);
  return item;
}

/**
 * freshet_scheduler_release:
 * @scheduler: a scheduler
 * @host: whose item it was that was taken
 *
 * Ends what freshet_scheduler_take() began.
 */
void
freshet_scheduler_release (FreshetScheduler *scheduler, const char *host)
{
  Host *found = g_hash_table_lookup (scheduler->hosts, host);

  g_return_if_fail (found != NULL && found->n_taken > 0);

  found->n_taken--;
  scheduler->n_taken--;
  update_turn (scheduler, found);
}

/**
 * freshet_scheduler_contains:
 * @scheduler: a scheduler
 * @item: something
 *
 * Returns: whether it waits
 */
gboolean
freshet_scheduler_contains (FreshetScheduler *scheduler, gpointer item)
{
  return g_hash_table_contains (scheduler->entries, item);
}

/**
 * freshet_scheduler_get_n_waiting:
 * @scheduler: a scheduler
 *
 * Returns: how many wait
 */
guint
freshet_scheduler_get_n_waiting (FreshetScheduler *scheduler)
{
  return g_hash_table_size (scheduler->entries);
}

/**
 * freshet_scheduler_get_n_taken:
 * @scheduler: a scheduler
 *
 * Returns: how many were taken and not released
 */
guint
freshet_scheduler_get_n_taken (FreshetScheduler *scheduler)
{
  return scheduler->n_taken;
}
