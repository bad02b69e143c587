/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-app-main.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "freshet-application.h"
#include "freshet-signals.h"
#include "freshet-watcher.h"

static void
signal_cb (int signum, gpointer user_data)
{
  freshet_application_interrupt (user_data);
}

static int
watch (int fd, char *name)
{
  g_autoptr (FreshetWatcher) watcher = freshet_watcher_new (fd);

  /* It was started as /proc/self/exe, which would call it "exe" towards the desktop. */
  g_set_prgname ("freshet");
  return g_application_run (G_APPLICATION (watcher), 1, &name);
}

/**
 * freshet_app_main:
 * @argc: how many arguments
 * @argv: the arguments
 * @localedir: where the translations are
 *
 * The program with the window, or the second process that watches it.
 *
 * Returns: the exit status
 */
int
freshet_app_main (int argc, char **argv, const char *localedir)
{
  g_autoptr (FreshetApplication) application = NULL;
  int fd;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (freshet_watcher_parse (argc, argv, &fd))
    return watch (fd, argv[0]);

  application = freshet_application_new ();
  freshet_signals_watch (signal_cb, application);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
