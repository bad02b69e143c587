/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watch.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "freshet-beacon.h"

/* Often enough that the line outside goes flat at once, and cheap while nothing happens. */
#define BEAT_MS 25

/* Where the other process finds its end of the pipe. */
#define CHILD_FD 3
#define CHILD_FD_TEXT "3"

/**
 * FreshetWatch:
 *
 * The second process in which this one can be watched while it is frozen. Its beats are of a pulse
 * of its own, so that what runs are measured by does not change.
 */
struct _FreshetWatch
{
  GObject parent_instance;

  GSubprocess *process;      /* owned, nullable: while it is open */
  GCancellable *cancellable; /* owned, nullable: of waiting for its end */
  FreshetPulse *pulse;       /* owned, nullable */
  FreshetBeacon *beacon;     /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FreshetWatch, freshet_watch, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
clear (FreshetWatch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->pulse != NULL)
    freshet_pulse_stop (self->pulse);
  g_clear_pointer (&self->beacon, freshet_beacon_free);
  g_clear_object (&self->pulse);
  g_clear_object (&self->process);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetWatch *self;

  /* Cancelled: the watch may be gone. */
  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;
  self = FRESHET_WATCH (user_data);
  clear (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
freshet_watch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, freshet_watch_is_open (FRESHET_WATCH (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The other process is not ended: it says that this one has. */
static void
freshet_watch_dispose (GObject *object)
{
  clear (FRESHET_WATCH (object));

  G_OBJECT_CLASS (freshet_watch_parent_class)->dispose (object);
}

static void
freshet_watch_class_init (FreshetWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = freshet_watch_get_property;
  object_class->dispose = freshet_watch_dispose;

  /**
   * FreshetWatch:open:
   *
   * Whether the other process is there.
   */
  properties[PROP_OPEN]
      = g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_watch_init (FreshetWatch *self)
{
}

/**
 * freshet_watch_new:
 *
 * Returns: (transfer full): a watch that is closed
 */
FreshetWatch *
freshet_watch_new (void)
{
  return g_object_new (FRESHET_TYPE_WATCH, NULL);
}

/* This very program, wherever it is installed, and even if it has been replaced since. */
static gboolean
spawn (FreshetWatch *self, int fd, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);

  g_subprocess_launcher_take_fd (launcher, fd, CHILD_FD);
  self->process = g_subprocess_launcher_spawn (
      launcher, error, "/proc/self/exe", "--watch", CHILD_FD_TEXT, NULL);
  if (self->process == NULL)
    return FALSE;

  self->cancellable = g_cancellable_new ();
  g_subprocess_wait_async (self->process, self->cancellable, ended_cb, self);
  return TRUE;
}

static gboolean
open_pipe (FreshetWatch *self, int *read_fd, GError **error)
{
  int fds[2];

  if (!g_unix_open_pipe (fds, FD_CLOEXEC, error))
    return FALSE;

  *read_fd = fds[0];
  self->pulse = freshet_pulse_new (NULL);
  self->beacon = freshet_beacon_new (self->pulse, fds[1], error);
  if (self->beacon == NULL)
    g_close (fds[0], NULL);
  return self->beacon != NULL;
}

/**
 * freshet_watch_open:
 * @self: a watch
 * @error: return location for an error
 *
 * Starts the other process, unless it is there already.
 *
 * Returns: whether it is there now
 */
gboolean
freshet_watch_open (FreshetWatch *self, GError **error)
{
  int fd;

  g_return_val_if_fail (FRESHET_IS_WATCH (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->process != NULL)
    return TRUE;
  if (!open_pipe (self, &fd, error) || !spawn (self, fd, error))
    {
      clear (self);
      return FALSE;
    }

  freshet_pulse_start (self->pulse, BEAT_MS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
  return TRUE;
}

/**
 * freshet_watch_close:
 * @self: a watch
 *
 * Ends the other process, if it is there.
 */
void
freshet_watch_close (FreshetWatch *self)
{
  g_return_if_fail (FRESHET_IS_WATCH (self));

  if (self->process == NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  clear (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

/**
 * freshet_watch_is_open:
 * @self: a watch
 *
 * Returns: whether the other process is there
 */
gboolean
freshet_watch_is_open (FreshetWatch *self)
{
  g_return_val_if_fail (FRESHET_IS_WATCH (self), FALSE);

  return self->process != NULL;
}
