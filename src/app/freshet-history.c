/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-history.h"

/* In a window that is open for weeks too, what is too old goes. */
#define TIDY_INTERVAL_S 3600

#define DAY ((gint64) G_USEC_PER_SEC * 60 * 60 * 24)

/**
 * FreshetHistory:
 *
 * Takes finished downloads off the list when they have been there for as long as is wanted. The files
 * stay where they are.
 */
struct _FreshetHistory
{
  GObject parent_instance;

  FreshetQueue *queue; /* owned */
  GSettings *settings; /* owned */
  gint64 begun_at;     /* unix time, microseconds; 0 until the list is there */
  guint timer;
};

G_DEFINE_FINAL_TYPE (FreshetHistory, freshet_history, G_TYPE_OBJECT)

/* Returns: what ended before that is too old; microseconds of unix time */
static gint64
get_oldest (FreshetHistory *self)
{
  gint64 now = g_get_real_time ();

  switch (g_settings_get_enum (self->settings, "history"))
    {
    case FRESHET_HISTORY_YEAR:
      return now - 365 * DAY;
    case FRESHET_HISTORY_MONTH:
      return now - 30 * DAY;
    case FRESHET_HISTORY_WEEK:
      return now - 7 * DAY;
    case FRESHET_HISTORY_SESSION:
      return self->begun_at;
    case FRESHET_HISTORY_FOREVER:
    default:
      return G_MININT64;
    }
}

static void
tidy (FreshetHistory *self)
{
  gint64 oldest = get_oldest (self);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GArray) positions = NULL;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->queue));

  if (self->begun_at == 0)
    return;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED
          && freshet_download_get_ended (download) < oldest)
        g_ptr_array_add (old, g_steal_pointer (&download));
    }
  if (old->len > 0)
    removed = freshet_queue_remove_many (self->queue, old, &positions);
}

static gboolean
tidy_cb (gpointer user_data)
{
  tidy (user_data);
  return G_SOURCE_CONTINUE;
}

static void
freshet_history_dispose (GObject *object)
{
  FreshetHistory *self = FRESHET_HISTORY (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (freshet_history_parent_class)->dispose (object);
}

static void
freshet_history_class_init (FreshetHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_history_dispose;
}

static void
freshet_history_init (FreshetHistory *self)
{
}

/**
 * freshet_history_new:
 * @queue: the list
 * @settings: the settings of the program
 *
 * Returns: (transfer full): a history that takes nothing off the list yet
 */
FreshetHistory *
freshet_history_new (FreshetQueue *queue, GSettings *settings)
{
  FreshetHistory *self;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_HISTORY, NULL);
  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (
      settings, "changed::history", G_CALLBACK (tidy), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * freshet_history_begin:
 * @self: a history
 *
 * To be called when the list of the last time is in the queue: what is too old goes now, and from now
 * on.
 */
void
freshet_history_begin (FreshetHistory *self)
{
  g_return_if_fail (FRESHET_IS_HISTORY (self));

  self->begun_at = g_get_real_time ();
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (TIDY_INTERVAL_S, tidy_cb, self);
  tidy (self);
}
