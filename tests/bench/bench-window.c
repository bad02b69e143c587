/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>

#include "freshet-application-private.h"
#include "freshet-report.h"

/*
 * The window as the user has it, with one more thing: it presses Download by itself once it has been
 * idle for a while, and saves the report of the run, then ends. Nothing looks at it meanwhile, as a test
 * through AT-SPI would.
 */

/* In which the window is drawn, and the refresh rate calibrated. */
#define IDLE_S 3

static int status = 1;

static void
run_finished_cb (FreshetQueue *queue, FreshetReport *report, GApplication *application)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (reports, report);
  if (freshet_report_list_save (reports, FALSE, g_getenv ("FRESHET_BENCH_REPORT"), &error))
    status = 0;
  else
    g_printerr ("%s\n", error->message);
  g_application_quit (application);
}

static gboolean
press_cb (gpointer application)
{
  FreshetApplication *self = FRESHET_APPLICATION (application);
  GtkWidget *window = GTK_WIDGET (freshet_application_get_window (self));
  const char *jobs = g_getenv ("FRESHET_BENCH_JOBS");

  if (jobs != NULL)
    {
      freshet_queue_set_jobs (self->queue, (guint) g_ascii_strtoull (jobs, NULL, 10));
      freshet_queue_set_jobs_per_host (self->queue, 0);
    }
  /* After those who fill the report. */
  g_signal_connect_after (self->queue, "run-finished", G_CALLBACK (run_finished_cb), self);
  gtk_widget_activate_action (window, "win.download", NULL);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (FreshetApplication) application = freshet_application_new ();

  if (g_getenv ("FRESHET_BENCH_REPORT") == NULL)
    {
      g_printerr ("FRESHET_BENCH_REPORT has to say where the report goes.\n");
      return 2;
    }
  g_timeout_add_seconds (IDLE_S, press_cb, application);
  if (g_application_run (G_APPLICATION (application), argc, argv) != 0)
    return 1;
  return status;
}
