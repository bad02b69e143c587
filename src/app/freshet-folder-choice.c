/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-folder-choice.h"

#include <glib/gi18n-lib.h>

#include "freshet-command.h"
#include "freshet-error.h"
#include "freshet-folder-chooser.h"

typedef struct
{
  FreshetQueue *queue;           /* owned */
  FreshetDownload *download;     /* owned */
  GtkFileChooserNative *chooser; /* owned: nothing else keeps it */
} Choice;

/* It failed there, or waits for that to change. */
static gboolean
has_failed_in (FreshetDownload *download, const char *directory)
{
  return freshet_command_fits (FRESHET_COMMAND_CHOOSE_FOLDER, freshet_download_get_state (download))
         && g_error_matches (freshet_download_get_error (download),
                             FRESHET_ERROR,
                             FRESHET_ERROR_CANNOT_WRITE)
         && g_str_equal (freshet_download_get_directory (download), directory);
}

/* What else could not be written there wants the same. */
static GPtrArray *
find_same (Choice *choice)
{
  const char *directory = freshet_download_get_directory (choice->download);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (choice->queue));
  GPtrArray *downloads = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download
          = g_list_model_get_item (G_LIST_MODEL (choice->queue), i);

      if (has_failed_in (download, directory))
        g_ptr_array_add (downloads, g_steal_pointer (&download));
    }
  return downloads;
}

static void
response_cb (GtkNativeDialog *dialog, int response, Choice *choice)
{
  g_autofree char *path = freshet_folder_chooser_get_path (dialog, response);
  g_autoptr (GPtrArray) downloads = NULL;

  if (path != NULL)
    {
      downloads = find_same (choice);
      for (guint i = 0; i < downloads->len; i++)
        freshet_download_set_directory (downloads->pdata[i], path);
      freshet_queue_start_many (choice->queue, downloads);
    }

  g_object_unref (choice->queue);
  g_object_unref (choice->download);
  g_object_unref (choice->chooser);
  g_free (choice);
}

/**
 * freshet_folder_choice_ask:
 * @widget: a widget in the window that asks
 * @queue: the list
 * @download: a download whose folder cannot be written
 *
 * Lets a person choose another folder, and tries again there: @download, and each that could not be
 * written into the same folder. In a sandbox, choosing a folder is what grants it.
 */
void
freshet_folder_choice_ask (GtkWidget *widget, FreshetQueue *queue, FreshetDownload *download)
{
  Choice *choice;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  choice = g_new (Choice, 1);
  choice->queue = g_object_ref (queue);
  choice->download = g_object_ref (download);
  choice->chooser = freshet_folder_chooser_new (widget, _ ("Choose Folder"), _ ("_Select"), NULL);
  g_signal_connect (choice->chooser, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}
