/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-late-cancellable.h"

/**
 * FreshetLateCancellable:
 *
 * Follows another #GCancellable, in a turn of the loop in which nothing of libsoup's is under way.
 *
 * When an answer has come, libsoup may leave its task to be finished by the loop. If that task is cancelled
 * before the loop gets there, libsoup 3.6 finishes its message twice, and frees what the caller's task is about
 * to use. So a request is cancelled by a source of the loop that gets its turn only when no such task
 * waits: at a lower priority than that of the request, and at one that nothing else has.
 */
struct _FreshetLateCancellable
{
  GCancellable parent_instance;

  GMainContext *context;  /* owned */
  int priority;           /* of the source that cancels */
  GCancellable *followed; /* owned, nullable */
  gulong handler;         /* of @followed, 0 for none */
};

G_DEFINE_FINAL_TYPE (FreshetLateCancellable, freshet_late_cancellable, G_TYPE_CANCELLABLE)

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* In whatever thread cancels what is followed, perhaps while the last reference to this one is dropped. */
static void
followed_cancelled_cb (GCancellable *followed, GWeakRef *ref)
{
  g_autoptr (FreshetLateCancellable) self = g_weak_ref_get (ref);
  g_autoptr (GSource) source = NULL;

  if (self == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, self->priority);
  g_source_set_callback (source, cancel_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
freshet_late_cancellable_dispose (GObject *object)
{
  FreshetLateCancellable *self = FRESHET_LATE_CANCELLABLE (object);

  /* Not g_cancellable_disconnect (), which waits for the handler to return: the last reference may be the
   * handler's own. What it is given lives as long as it runs. */
  g_clear_signal_handler (&self->handler, self->followed);
  g_clear_object (&self->followed);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (freshet_late_cancellable_parent_class)->dispose (object);
}

static void
freshet_late_cancellable_class_init (FreshetLateCancellableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_late_cancellable_dispose;
}

static void
freshet_late_cancellable_init (FreshetLateCancellable *self)
{
  self->context = g_main_context_ref_thread_default ();
}

/**
 * freshet_late_cancellable_new:
 * @followed: (nullable): what cancels it, from any thread
 * @priority: of the transfer whose request it is for, which is sent at FRESHET_ASK_PRIORITY()
 *
 * Returns: (transfer full): for `soup_session_send_async ()`, in the thread-default main context
 */
GCancellable *
freshet_late_cancellable_new (GCancellable *followed, int priority)
{
  FreshetLateCancellable *self;
  GWeakRef *ref;

  g_return_val_if_fail (followed == NULL || G_IS_CANCELLABLE (followed), NULL);

  self = g_object_new (FRESHET_TYPE_LATE_CANCELLABLE, NULL);
  self->priority = FRESHET_ASK_PRIORITY (priority) + 1;
  if (followed != NULL)
    {
      ref = g_new (GWeakRef, 1);
      g_weak_ref_init (ref, self);
      self->followed = g_object_ref (followed);
      self->handler = g_cancellable_connect (followed,
                                             G_CALLBACK (followed_cancelled_cb),
                                             ref,
                                             weak_ref_free);
    }
  return G_CANCELLABLE (self);
}
