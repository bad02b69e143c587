/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-list-keeper.h"

#include "freshet-store.h"

/**
 * FreshetListKeeper:
 *
 * Brings the list of the last time into the queue, and keeps it on the disk from then on.
 */
struct _FreshetListKeeper
{
  GObject parent_instance;

  FreshetQueue *queue; /* owned */
  FreshetStore *store; /* owned, nullable */
  gboolean is_ready;
};

G_DEFINE_FINAL_TYPE (FreshetListKeeper, freshet_list_keeper, G_TYPE_OBJECT)

enum
{
  READY,
  SET_ASIDE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
store_error_cb (FreshetListKeeper *self)
{
  const GError *error = freshet_store_get_error (self->store);

  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetListKeeper) self = user_data;
  g_autoptr (GPtrArray) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *set_aside = NULL;

  restored = freshet_store_open_finish (FRESHET_STORE (source), result, &set_aside, &error);
  if (self->store == NULL)
    return;

  if (restored != NULL)
    {
      freshet_queue_add_many (self->queue, restored);
      freshet_store_watch (self->store, self->queue);
      g_signal_connect_object (
          self->store, "notify::error", G_CALLBACK (store_error_cb), self, G_CONNECT_SWAPPED);
    }
  self->is_ready = TRUE;
  g_signal_emit (self, signals[READY], 0);

  if (set_aside != NULL)
    g_signal_emit (self, signals[SET_ASIDE], 0, set_aside);
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
freshet_list_keeper_dispose (GObject *object)
{
  FreshetListKeeper *self = FRESHET_LIST_KEEPER (object);

  freshet_list_keeper_close (self);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (freshet_list_keeper_parent_class)->dispose (object);
}

static void
freshet_list_keeper_class_init (FreshetListKeeperClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_list_keeper_dispose;

  /**
   * FreshetListKeeper::ready:
   * @self: a keeper
   *
   * The list of the last time is in the queue, or cannot be had.
   */
  signals[READY]
      = g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * FreshetListKeeper::set-aside:
   * @self: a keeper
   * @path: (type filename): where it is now
   *
   * The list of the last time was damaged. What could be found of it is in the queue.
   */
  signals[SET_ASIDE] = g_signal_new (
      "set-aside", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * FreshetListKeeper::failed:
   * @self: a keeper
   * @message: why, in the user's language
   *
   * The list cannot be read, or not be written.
   */
  signals[FAILED] = g_signal_new (
      "failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
freshet_list_keeper_init (FreshetListKeeper *self)
{
}

/**
 * freshet_list_keeper_new:
 * @queue: what is to be kept
 *
 * Returns: (transfer full): a keeper that does nothing yet
 */
FreshetListKeeper *
freshet_list_keeper_new (FreshetQueue *queue)
{
  FreshetListKeeper *self;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);

  self = g_object_new (FRESHET_TYPE_LIST_KEEPER, NULL);
  self->queue = g_object_ref (queue);
  return self;
}

/**
 * freshet_list_keeper_open:
 * @self: a keeper that was not opened yet
 * @folder: (type filename): where to look for unfinished downloads if the list is lost
 *
 * Reads the list in a thread; #FreshetListKeeper::ready tells when it is there.
 */
void
freshet_list_keeper_open (FreshetListKeeper *self, const char *folder)
{
  const char *folders[] = { folder, NULL };
  g_autofree char *path = freshet_store_get_default_path ();

  g_return_if_fail (FRESHET_IS_LIST_KEEPER (self));
  g_return_if_fail (self->store == NULL);

  self->store = freshet_store_new (path);
  freshet_store_open_async (self->store, folders, opened_cb, g_object_ref (self));
}

/**
 * freshet_list_keeper_is_ready:
 * @self: a keeper
 *
 * Returns: whether the list of the last time is in the queue, or cannot be had
 */
gboolean
freshet_list_keeper_is_ready (FreshetListKeeper *self)
{
  g_return_val_if_fail (FRESHET_IS_LIST_KEEPER (self), FALSE);

  return self->is_ready;
}

/**
 * freshet_list_keeper_close:
 * @self: a keeper
 *
 * Writes what has changed, at the end of the program. Waits for the disk, but for no more than five
 * seconds.
 */
void
freshet_list_keeper_close (FreshetListKeeper *self)
{
  g_autoptr (FreshetStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FRESHET_IS_LIST_KEEPER (self));

  store = g_steal_pointer (&self->store);
  if (store != NULL && !freshet_store_close (store, &error))
    g_printerr ("%s\n", error->message);
}
