/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>

/* Notes when each frame of a window is painted, in a program that knows nothing of it: loaded before
 * its libraries (LD_PRELOAD), it stands before one function of GTK. It keeps the frame clock of the
 * first window going, so that there is a frame whenever there can be one. */

static FILE *out;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  fprintf (out, "%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");
  const char *path = g_getenv ("FRESHET_TICK_LOG");

  if (out == NULL && path != NULL)
    {
      out = fopen (path, "we");
      g_assert (out != NULL);
      gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, NULL, NULL);
    }
  present (window);
}
