/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-export.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "freshet-settings.h"
#include "freshet-toast.h"

/* One class, one folder: nobody has that many. */
#define MOST_NAMES 1000

typedef struct
{
  char *folder;
  char *csv;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->folder);
  g_free (export->csv);
  g_free (export);
}

/* Returns: the file, which was not there before */
static GFileOutputStream *
create (const char *folder, char **path, GError **error)
{
  for (guint i = 0; i < MOST_NAMES; i++)
    {
      g_autofree char *name = i == 0 ? g_strdup ("freshet-lesson.csv")
                                     : g_strdup_printf ("freshet-lesson (%u).csv", i);
      g_autofree char *candidate = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (candidate);
      g_autoptr (GError) reason = NULL;
      GFileOutputStream *stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, &reason);

      if (stream != NULL)
        {
          *path = g_steal_pointer (&candidate);
          return stream;
        }
      if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS) || i == MOST_NAMES - 1)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
    }
  return NULL;
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;

  stream = create (export->folder, &path, &error);
  if (stream != NULL
      && g_output_stream_write_all (
          G_OUTPUT_STREAM (stream), export->csv, strlen (export->csv), NULL, NULL, &error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&path), g_free);
      return;
    }
  /* A part of it is not left behind under its name. */
  if (path != NULL)
    g_unlink (path);
  g_task_return_error (task, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      freshet_toast_say (widget, error->message);
      return;
    }
  name = g_filename_display_basename (path);
  /* Translators: %s is a file name */
  text = g_strdup_printf (_ ("Saved “%s” in the download folder"), name);
  freshet_toast_say (widget, text);
}

/**
 * freshet_lesson_export:
 * @lesson: a lesson
 * @settings: the settings of the program, which say where to
 * @widget: in the window that is to say what became of it
 *
 * Writes predictions and results into the download folder, under a name that was free.
 */
void
freshet_lesson_export (FreshetLesson *lesson, GSettings *settings, GtkWidget *widget)
{
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (lesson != NULL);
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  export = g_new0 (Export, 1);
  export->folder = freshet_settings_get_download_folder (settings);
  export->csv = freshet_lesson_to_csv (lesson);
  task = g_task_new (widget, NULL, exported_cb, NULL);
  g_task_set_source_tag (task, freshet_lesson_export);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_thread);
}
