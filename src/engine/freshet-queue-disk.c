/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-disk-room.h"
#include "freshet-disk.h"
#include "freshet-download-private.h"
#include "freshet-error.h"

/*
 * What finds its disk full, read-only or gone waits, and all that is under way on the same disk waits
 * with it. A worker looks from time to time what the disks have room for, and that much goes on.
 */

/* How often it looks; less and less often where what went on came to nothing. */
#define MAX_INTERVAL_MS (5 * 60 * 1000)

/* A download, and what a worker found out for it. */
typedef struct
{
  FreshetDownload *download;
  char *directory;
  char *part;
  goffset total;

  FreshetDiskRoom room;
  goffset need;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->download);
  g_free (place->directory);
  g_free (place->part);
  g_free (place);
}

static void
add_place (GPtrArray *places, FreshetDownload *download)
{
  const char *path = freshet_download_get_path (download);
  Place *place = g_new0 (Place, 1);

  place->download = g_object_ref (download);
  place->directory = g_strdup (freshet_download_get_directory (download));
  place->part = path != NULL ? g_strconcat (path, ".part", NULL) : NULL;
  place->total = freshet_download_get_total (download);
  g_ptr_array_add (places, place);
}

static gboolean
is_disk_error (const GError *error)
{
  return g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_NO_SPACE)
         || g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
}

static gboolean
waits_for_disk (FreshetQueue *self, FreshetDownload *download)
{
  return g_hash_table_contains (self->retrying, download)
         && freshet_download_get_retry_at (download) == 0
         && is_disk_error (freshet_download_get_error (download));
}

/* Each folder is looked at once, however many downloads go there. */
static void
look_thread (GTask *task)
{
  GPtrArray *places = g_task_get_task_data (task);
  g_autoptr (GHashTable) rooms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];
      FreshetDiskRoom *room = g_hash_table_lookup (rooms, place->directory);

      if (room == NULL)
        {
          room = g_new (FreshetDiskRoom, 1);
          freshet_disk_look (place->directory, room);
          g_hash_table_insert (rooms, place->directory, room);
        }
      place->room = *room;
      place->need = freshet_disk_get_need (place->part, place->total);
    }
  g_task_return_boolean (task, TRUE);
}

/* Takes @places; the first of them is the one that it is about, if it is about one. */
static void
look (FreshetQueue *self, GPtrArray *places, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, g_object_ref (self));

  g_task_set_source_tag (task, look);
  g_task_set_priority (task, FRESHET_PRIORITY_TRANSFER);
  g_task_set_task_data (task, places, NULL);
  freshet_disk_run (task, look_thread);
}

static gboolean look_again_cb (gpointer user_data);

static void
look_again_later (FreshetQueue *self)
{
  if (self->disk_source != NULL)
    return;
  self->disk_source = g_timeout_source_new (self->disk_interval);
  g_source_set_callback (self->disk_source, look_again_cb, self, NULL);
  g_source_attach (self->disk_source, self->context);
}

static void
go_on (FreshetQueue *self, FreshetDownload *download)
{
  self->disk_resumed_at = g_get_monotonic_time ();
  g_source_set_ready_time (g_hash_table_lookup (self->retrying, download), 0);
}

/* What of it fits goes on, in the order of the list. The rest waits for the next time. */
static void
looked_again_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetQueue) self = user_data;
  g_autoptr (GPtrArray) places = g_task_get_task_data (G_TASK (result));
  g_autoptr (GHashTable) lefts
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gboolean is_waiting = FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];
      gint64 device = (gint64) place->room.device;
      goffset *left = g_hash_table_lookup (lefts, &device);

      if (!waits_for_disk (self, place->download))
        continue;
      if (left == NULL)
        {
          left = g_memdup2 (&place->room.left, sizeof place->room.left);
          g_hash_table_insert (lefts, g_memdup2 (&device, sizeof device), left);
        }
      if (place->room.error == 0 && place->need <= *left)
        {
          *left -= place->need;
          go_on (self, place->download);
        }
      else
        is_waiting = TRUE;
    }
  if (is_waiting)
    look_again_later (self);
}

static gboolean
look_again_cb (gpointer user_data)
{
  FreshetQueue *self = user_data;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);

  g_clear_pointer (&self->disk_source, g_source_unref);
  for (guint i = 0; i < self->downloads->len; i++)
    if (waits_for_disk (self, self->downloads->pdata[i]))
      add_place (places, self->downloads->pdata[i]);
  if (places->len > 0)
    look (self, g_steal_pointer (&places), looked_again_cb);
  return G_SOURCE_REMOVE;
}

static gboolean
is_same_disk (const Place *a, const Place *b)
{
  if (a->room.device != 0 && b->room.device != 0)
    return a->room.device == b->room.device;
  return g_str_equal (a->directory, b->directory);
}

static GError *
explain (const GError *error)
{
  if (error->code == FRESHET_ERROR_NO_SPACE)
    return g_error_new_literal (
        FRESHET_ERROR,
        FRESHET_ERROR_NO_SPACE,
        _ ("There is no room on the disk. The download goes on when there is."));
  return g_error_new (FRESHET_ERROR,
                      error->code,
                      /* Translators: %s says what is wrong, and has no full stop. */
                      _ ("%s. The download goes on when it can be."),
                      error->message);
}

/* It waits for the same as @cause, with its part kept. */
static void
join_wait (FreshetQueue *self, FreshetDownload *download, const GError *cause)
{
  if (freshet_queue_is_active (self, download))
    {
      freshet_download_stop_for_disk (download, cause);
      return;
    }
  if (!freshet_queue_dequeue (self, download))
    return;
  freshet_download_wait_for_disk (download, g_error_copy (cause));
  freshet_queue_retry_later (self, download, FRESHET_UNTIL_DISK);
}

/* It is the file that cannot be written, not the disk. */
static void
fail (FreshetQueue *self, FreshetDownload *download)
{
  freshet_queue_dequeue (self, download);
  freshet_download_set_state (download, FRESHET_STATE_FAILED);
  freshet_queue_end_run_if_idle (self);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetQueue) self = user_data;
  g_autoptr (GPtrArray) places = g_task_get_task_data (G_TASK (result));
  const Place *first = places->pdata[0];
  g_autoptr (GError) cause = NULL;

  if (!waits_for_disk (self, first->download))
    return;
  cause = explain (freshet_download_get_error (first->download));
  if (cause->code != FRESHET_ERROR_NO_SPACE && !freshet_disk_is_passing (first->room.error))
    {
      fail (self, first->download);
      return;
    }
  freshet_download_set_error (first->download, g_error_copy (cause));
  for (guint i = 1; i < places->len; i++)
    {
      Place *place = places->pdata[i];

      if (is_same_disk (first, place) && freshet_queue_is_under_way (self, place->download)
          && !waits_for_disk (self, place->download))
        join_wait (self, place->download, cause);
    }
  look_again_later (self);
}

/* Whether an error is one that passes by itself, as far as its kind tells. */
gboolean
freshet_queue_is_disk_trouble (FreshetQueue *self, const GError *error)
{
  return self->waits_for_disk && self->mode != FRESHET_MODE_BLOCKING && error != NULL
         && is_disk_error (error);
}

/* Looks why a download could not be written, and what else is on the same disk. */
void
freshet_queue_look_at_disk (FreshetQueue *self, FreshetDownload *download)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);
  gint64 now = g_get_monotonic_time ();

  if (self->disk_resumed_at > 0
      && now - self->disk_resumed_at < 2 * (gint64) self->disk_interval * 1000)
    self->disk_interval = MIN (self->disk_interval * 2, MAX_INTERVAL_MS);
  else
    self->disk_interval = MAX (self->disk_least_interval, 1);
  add_place (places, download);
  for (guint i = 0; i < self->downloads->len; i++)
    if (self->downloads->pdata[i] != download
        && freshet_queue_is_under_way (self, self->downloads->pdata[i]))
      add_place (places, self->downloads->pdata[i]);
  look (self, g_steal_pointer (&places), looked_cb);
}

/* Looks no more, at the end of a run. */
void
freshet_queue_forget_disks (FreshetQueue *self)
{
  if (self->disk_source != NULL)
    g_source_destroy (self->disk_source);
  g_clear_pointer (&self->disk_source, g_source_unref);
}

/**
 * freshet_queue_set_waits_for_disk:
 * @self: a queue
 * @waits: whether a download that finds its disk full, read-only or gone waits for it, instead of failing
 *
 * Off unless this is called. What is under way on the same disk waits as well. The blocking mode does not
 * wait: nothing would tell it.
 */
void
freshet_queue_set_waits_for_disk (FreshetQueue *self, gboolean waits)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->waits_for_disk = waits;
}

/**
 * freshet_queue_set_disk_interval:
 * @self: a queue
 * @interval: milliseconds from one look at a disk that is waited for to the next; 5 s unless this is
 *   called
 */
void
freshet_queue_set_disk_interval (FreshetQueue *self, guint interval)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));

  self->disk_least_interval = interval;
}
