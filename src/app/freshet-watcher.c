/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-watcher.h"

#include <fcntl.h>

#include "freshet-resources.h"
#include "freshet-watch-window.h"

/**
 * FreshetWatcher:
 *
 * The second process: the same executable, started as `freshet --watch FD`, which shows the pulse of
 * the first. It is a program of its own, so that it goes on whatever happens to the other one.
 */
struct _FreshetWatcher
{
  AdwApplication parent_instance;

  int fd; /* owned until there is a window */
};

G_DEFINE_FINAL_TYPE (FreshetWatcher, freshet_watcher, ADW_TYPE_APPLICATION)

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = close_cb },
};

static void
freshet_watcher_startup (GApplication *application)
{
  static const char *const accels[] = { "<Control>w", "<Control>q", "Escape", NULL };

  freshet_register_resource ();
  G_APPLICATION_CLASS (freshet_watcher_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", accels);
}

static void
freshet_watcher_activate (GApplication *application)
{
  FreshetWatcher *self = FRESHET_WATCHER (application);

  if (self->fd < 0)
    return;
  gtk_window_present (
      GTK_WINDOW (freshet_watch_window_new (GTK_APPLICATION (application), self->fd)));
  self->fd = -1;
}

static void
freshet_watcher_class_init (FreshetWatcherClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = freshet_watcher_startup;
  application_class->activate = freshet_watcher_activate;
}

static void
freshet_watcher_init (FreshetWatcher *self)
{
  self->fd = -1;
}

/**
 * freshet_watcher_parse:
 * @argc: how many arguments the program was started with
 * @argv: (array length=argc): the arguments
 * @fd: (out): what to read beats from
 *
 * Returns: whether the program was started to watch another one
 */
gboolean
freshet_watcher_parse (int argc, char **argv, int *fd)
{
  guint64 number;

  g_return_val_if_fail (fd != NULL, FALSE);

  if (argc != 3 || !g_str_equal (argv[1], "--watch")
      || !g_ascii_string_to_unsigned (argv[2], 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *fd = (int) number;
  return fcntl (*fd, F_GETFD) >= 0;
}

/**
 * freshet_watcher_new:
 * @fd: (transfer full): the end of a beacon's pipe that is read from
 *
 * Returns: (transfer full): the program that watches
 */
FreshetWatcher *
freshet_watcher_new (int fd)
{
  FreshetWatcher *self = g_object_new (FRESHET_TYPE_WATCHER,
                                       "application-id",
                                       APP_ID,
                                       "flags",
                                       G_APPLICATION_NON_UNIQUE,
                                       "resource-base-path",
                                       "/io/github/freshet/Freshet",
                                       NULL);

  self->fd = fd;
  return self;
}
