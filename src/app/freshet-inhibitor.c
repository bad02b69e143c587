/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-inhibitor.h"

#include <glib/gi18n-lib.h>

/**
 * FreshetInhibitor:
 *
 * Keeps the program, and the computer awake, for as long as something is being downloaded.
 */
struct _FreshetInhibitor
{
  GObject parent_instance;

  GtkApplication *application; /* unowned: it owns this */
  FreshetQueue *queue;         /* owned */
  gboolean is_held;
  guint cookie;
};

G_DEFINE_FINAL_TYPE (FreshetInhibitor, freshet_inhibitor, G_TYPE_OBJECT)

static void
release (FreshetInhibitor *self)
{
  if (!self->is_held)
    return;
  self->is_held = FALSE;
  /* There is no cookie where no desktop could be asked. */
  if (self->cookie > 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  g_application_release (G_APPLICATION (self->application));
}

static void
hold (FreshetInhibitor *self)
{
  if (self->is_held)
    return;
  self->is_held = TRUE;
  g_application_hold (G_APPLICATION (self->application));
  self->cookie = gtk_application_inhibit (self->application,
                                          NULL,
                                          GTK_APPLICATION_INHIBIT_SUSPEND,
                                          /* Translators: why the computer is kept awake */
                                          _ ("Downloads are under way"));
}

static void
running_cb (FreshetInhibitor *self)
{
  if (freshet_queue_is_running (self->queue))
    hold (self);
  else
    release (self);
}

static void
freshet_inhibitor_dispose (GObject *object)
{
  FreshetInhibitor *self = FRESHET_INHIBITOR (object);

  release (self);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (freshet_inhibitor_parent_class)->dispose (object);
}

static void
freshet_inhibitor_class_init (FreshetInhibitorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_inhibitor_dispose;
}

static void
freshet_inhibitor_init (FreshetInhibitor *self)
{
}

/**
 * freshet_inhibitor_new:
 * @application: the program, which lives longer than this
 * @queue: what is being downloaded
 *
 * Returns: (transfer full): an inhibitor, which does its work until it is freed
 */
FreshetInhibitor *
freshet_inhibitor_new (GtkApplication *application, FreshetQueue *queue)
{
  FreshetInhibitor *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);

  self = g_object_new (FRESHET_TYPE_INHIBITOR, NULL);
  self->application = application;
  self->queue = g_object_ref (queue);
  g_signal_connect_object (
      queue, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  return self;
}
