/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-folder-chooser.h"

/**
 * freshet_folder_chooser_new:
 * @widget: a widget in the window that asks
 * @title: what the folder is for
 * @accept_label: what the button says that takes it, with a mnemonic
 * @folder: (nullable): the path to begin with
 *
 * Returns: (transfer full): a chooser of a folder, not yet shown; whoever has it keeps it until it has
 *   responded
 */
GtkFileChooserNative *
freshet_folder_chooser_new (GtkWidget *widget,
                            const char *title,
                            const char *accept_label,
                            const char *folder)
{
  GtkFileChooserNative *chooser;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (accept_label != NULL, NULL);

  root = gtk_widget_get_root (widget);
  chooser = gtk_file_chooser_native_new (title,
                                         GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                         accept_label,
                                         NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (folder != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
    }
  return chooser;
}

/**
 * freshet_folder_chooser_get_path:
 * @chooser: a chooser that responds
 * @response: its response
 *
 * Returns: (transfer full) (nullable): the path of the folder that was chosen, or %NULL if none was
 */
char *
freshet_folder_chooser_get_path (GtkNativeDialog *chooser, int response)
{
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (GTK_IS_FILE_CHOOSER (chooser), NULL);

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  return folder != NULL ? g_file_get_path (folder) : NULL;
}
